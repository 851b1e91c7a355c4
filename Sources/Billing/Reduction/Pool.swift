/// A growing run of plain values outside Swift's arrays, whose checks cost too much in the innermost loops.
///
/// Its owner calls `free` when it is done.
struct Pool<Element: BitwiseCopyable> {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  func free() { start.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { start[index] }
    nonmutating set { start[index] = newValue }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { reserve(1) }
    start[count] = element
    count += 1
  }

  mutating func append(_ source: UnsafePointer<Element>, _ number: Int) {
    reserve(number)
    (start + count).update(from: source, count: number)
    count += number
  }

  mutating func append(repeating element: Element, _ number: Int) {
    reserve(number)
    (start + count).update(repeating: element, count: number)
    count += number
  }

  mutating func reserve(_ number: Int) {
    guard count + number > capacity else { return }
    while capacity < count + number { capacity *= 2 }
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }
}

/// A growing run of plain values outside Swift's arrays, whose checks cost too much in the innermost loops.
///
/// Its owner calls `free` when it is done.
@safe struct Pool<Element: BitwiseCopyable> {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = capacity
    unsafe start = .allocate(capacity: capacity)
  }

  func free() { unsafe start.deallocate() }

  /// Gives nearly all memory back.
  mutating func removeAll() {
    free()
    self = Pool(capacity: 1)
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { unsafe start[index] }
    nonmutating set { unsafe start[index] = newValue }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { reserve(1) }
    unsafe start[count] = element
    count += 1
  }

  mutating func append(_ source: UnsafePointer<Element>, _ number: Int) {
    reserve(number)
    unsafe (start + count).update(from: source, count: number)
    count += number
  }

  mutating func append(repeating element: Element, _ number: Int) {
    reserve(number)
    unsafe (start + count).update(repeating: element, count: number)
    count += number
  }

  mutating func reserve(_ number: Int) {
    guard count + number > capacity else { return }
    while capacity < count + number { capacity *= 2 }
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    unsafe larger.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = unsafe larger
  }

  var elements: UnsafeBufferPointer<Element> { unsafe UnsafeBufferPointer(start: start, count: count) }
}

/// A growing run of plain values outside Swift's arrays, whose checks cost too much in the innermost loops.
///
/// Its owner calls `free` when it is done.
@safe struct Pool<Element: BitwiseCopyable> {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = capacity
    unsafe start = Memory<Element>.reallocate(nil, from: 0, to: capacity)
  }

  func free() { unsafe Memory<Element>.free(start, capacity) }

  /// Forgets the elements and keeps the room.
  mutating func clear() { count = 0 }

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
    let old = capacity
    while capacity < count + number { capacity *= 2 }
    unsafe start = Memory<Element>.reallocate(start, from: old, to: capacity)
  }

  var elements: UnsafeBufferPointer<Element> { unsafe UnsafeBufferPointer(start: start, count: count) }
}

extension Pool<UInt8> {
  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let start = bytes.baseAddress { unsafe append(start, bytes.count) }
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { unsafe append($0) }
  }
}

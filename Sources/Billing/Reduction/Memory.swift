internal import CScan
internal import Glibc

/// Room for plain values: from the heap while it is small, and in large pages from the system when it is not.
enum Memory<Element: BitwiseCopyable> {
  private static func bytes(_ count: Int) -> Int { count * MemoryLayout<Element>.stride }

  private static func isLarge(_ count: Int) -> Bool { bytes(count) >= TARSIER_LARGE }

  /// Makes room, or makes it larger; what stood in it stays, what lies behind may be anything.
  ///
  /// Large room is moved by the page tables alone, which no copy could be as fast as.
  static func reallocate(
    _ start: UnsafeMutablePointer<Element>?, from old: Int, to count: Int
  ) -> UnsafeMutablePointer<Element> {
    var memory: UnsafeMutableRawPointer?
    if !isLarge(count) {
      unsafe memory = realloc(start, bytes(count))
    } else if isLarge(old) {
      unsafe memory = tarsier_pages(start, bytes(old), bytes(count))
    } else {
      unsafe memory = tarsier_pages(nil, 0, bytes(count))
      if let start = unsafe start, let memory = unsafe memory {
        unsafe memcpy(memory, start, bytes(old))
        unsafe Glibc.free(start)
      }
    }
    guard let memory = unsafe memory else { preconditionFailure("out of memory") }
    return unsafe memory.bindMemory(to: Element.self, capacity: count)
  }

  /// Makes room that is all zeros.
  static func zeros(_ count: Int) -> UnsafeMutablePointer<Element> {
    let memory = unsafe isLarge(count) ? tarsier_pages(nil, 0, bytes(count)) : calloc(1, bytes(count))
    guard let memory = unsafe memory else { preconditionFailure("out of memory") }
    return unsafe memory.bindMemory(to: Element.self, capacity: count)
  }

  static func free(_ start: UnsafeMutablePointer<Element>, _ count: Int) {
    if isLarge(count) {
      unsafe tarsier_free_pages(start, bytes(count))
    } else {
      unsafe Glibc.free(start)
    }
  }
}

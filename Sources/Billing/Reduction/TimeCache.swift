/// The last times that were read: a bill repeats one for many rows.
struct TimeCache {
  var start = Entry()
  var end = Entry()

  struct Entry {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var tail: UInt64 = 0
    private var count = -1
    private var known = 0

    /// The time of a cell, if it is the last one that was remembered.
    @inline(__always)
    func seconds(_ cell: UnsafeBufferPointer<UInt8>) -> Int? {
      guard cell.count == count, let raw = unsafe UnsafeRawPointer(cell.baseAddress),
        unsafe raw.loadUnaligned(as: UInt64.self) == low,
        unsafe raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) == high,
        unsafe raw.loadUnaligned(fromByteOffset: cell.count - 8, as: UInt64.self) == tail
      else { return nil }
      return known
    }

    /// Remembers a cell of 16 to 24 bytes, as nearly every time is.
    mutating func remember(_ cell: UnsafeBufferPointer<UInt8>, _ seconds: Int) {
      guard (16...24).contains(cell.count), let raw = unsafe UnsafeRawPointer(cell.baseAddress) else {
        return
      }
      low = unsafe raw.loadUnaligned(as: UInt64.self)
      high = unsafe raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      tail = unsafe raw.loadUnaligned(fromByteOffset: cell.count - 8, as: UInt64.self)
      count = cell.count
      known = seconds
    }
  }
}

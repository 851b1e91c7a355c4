internal import Billing
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Shows on a terminal how far an import is, in a line that moves; elsewhere nothing.
final class ImportProgress: Sendable {
  let reading: ReadProgress
  private let isEnded = Mutex(false)
  private let start = ContinuousClock().now
  private static let interval = DispatchTimeInterval.milliseconds(200)

  init(_ reading: ReadProgress) { self.reading = reading }

  /// Shows the line while `body` runs, and takes it away at its end.
  func shown<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard isatty(STDERR_FILENO) == 1 else { return try body() }
    showLater()
    defer {
      isEnded.withLock { isEnded in
        isEnded = true
        try? StandardStream.error.write("\r\u{1B}[K")
      }
    }
    return try body()
  }

  private func showLater() {
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.interval) { [self] in
      let goesOn = isEnded.withLock { isEnded in
        // Progress that cannot be shown must not end what it is about.
        if !isEnded { try? StandardStream.error.write("\r\u{1B}[K" + line) }
        return !isEnded
      }
      if goesOn { showLater() }
    }
  }

  private var line: String {
    let taken = (ContinuousClock().now - start).components
    return Self.line(
      rows: reading.rows, bytes: reading.bytes, total: reading.total,
      milliseconds: Int(taken.seconds) * 1000 + Int(taken.attoseconds / 1_000_000_000_000_000))
  }

  /// A line of at most 79 columns: how much, how many rows and bytes, how fast, and how long it will take.
  static func line(rows: Int, bytes: Int, total: Int, milliseconds: Int) -> String {
    let (done, taken) = (min(bytes, total), max(milliseconds, 1))
    let filled = total == 0 ? 0 : done * 20 / total
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 20 - filled)
    let left = done == 0 ? "" : ", \((total - done) * taken / done / 1000) s left"
    return "[\(bar)] \(grouped(rows)) rows, \(megabytes(done)) of \(megabytes(total)) MB, "
      + "\(megabytes(done * 1000 / taken)) MB/s\(left)"
  }

  private static func megabytes(_ bytes: Int) -> String { grouped(bytes / 1_000_000) }

  private static func grouped(_ number: Int) -> String {
    Amount(units: Int128(number), scale: 0).formatted(decimals: 0)
  }
}

internal import Synchronization

/// How far the reading of files is; other threads may look at it at any time.
public final class ReadProgress: Sendable {
  private let readBytes = Atomic<Int>(0)
  private let readRows = Atomic<Int>(0)

  /// The bytes of all files.
  public let total: Int

  public init(of inputs: [BillReader.Input]) {
    total = inputs.reduce(0) { $0 + FileStamp($1.path).size }
  }

  /// The bytes taken from the files, as packed as they are there.
  public var bytes: Int { readBytes.load(ordering: .relaxed) }
  /// The lines that were found in them.
  public var rows: Int { readRows.load(ordering: .relaxed) }

  func addBytes(_ count: Int) { readBytes.add(count, ordering: .relaxed) }
  func addRows(_ count: Int) { readRows.add(count, ordering: .relaxed) }
}

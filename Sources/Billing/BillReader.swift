internal import FoundationEssentials

/// Reads files into bills: the front of the module.
public struct BillReader: Sendable {
  public var reader = ReaderChoice.automatic
  /// Values for columns that the files lack.
  public var assumed: [String: String] = [:]
  /// Whether rows that cannot be read are left out instead of failing the import.
  public var allowsRejects = false
  /// Whether packed files may unpack to however much they will.
  public var allowsAnyRatio = false
  public var workers: Int
  /// A row of more bytes than this is refused.
  var longestRow = ChunkQueue.longestRow

  /// - Parameter workers: how many threads reduce a file; nil for one a core.
  public init(workers: Int? = nil) {
    self.workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
  }

  /// A file to read, and what messages and reports call it.
  public struct Input: Sendable, Equatable {
    public var path: String
    public var name: String

    public init(path: String, name: String) {
      self.path = path
      self.name = name
    }
  }

  /// Reads all files, and hands the bills that are in them to `body`.
  ///
  /// - Throws: a `Problem` that names the rows at fault where a row cannot be read and rejects are not allowed.
  public func read<T>(_ inputs: [Input], _ body: ([AssembledBill]) throws -> T) throws -> T {
    var hints: [BillKey: Scales] = [:]
    while true {
      let reductions = try inputs.map { input in
        try FileReduction.read(input, options: self, hints: hints)
      }
      let rejects = reductions.flatMap(\.rejects)
      if !rejects.isEmpty, !allowsRejects {
        throw Problem.rejected(rejects, count: reductions.reduce(0) { $0 + $1.rejectCount })
      }
      let assembler = BillAssembler(reductions)
      let agreed = assembler.settleScales()
      if let failure = reductions.flatMap(\.reducers).compactMap(\.failure).first { throw failure }
      if let agreed {
        // Charges of many hours were divided at fewer decimals than the bill has: once more, knowing them.
        hints = agreed
        continue
      }
      var bills = try assembler.assemble()
      for reduction in reductions where reduction.rejectCount > 0 {
        guard
          let bill = bills.firstIndex(where: { $0.bill.files.contains(Manifest.baseName(reduction.file)) })
        else {
          throw Problem.rejected(reduction.rejects, count: reduction.rejectCount)
        }
        bills[bill].bill.rejects += reduction.rejects
      }
      return try body(bills)
    }
  }
}

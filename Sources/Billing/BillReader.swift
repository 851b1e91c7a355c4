internal import FoundationEssentials

/// Reads files into bills: the front of the module.
public struct BillReader: Sendable {
  public var reader = ReaderChoice.automatic
  /// Values for columns that the files lack.
  public var assumed: [String: String] = [:]
  /// Whether rows that cannot be read are left out instead of failing the import.
  public var allowsRejects = false
  /// Whether files that have rows in common are refused, as loose files of two deliveries are.
  public var refusesRepeats = false
  /// The digests of files whose rows a bill has already; they are passed over.
  public var known: [BillKey: Set<String>] = [:]
  /// Whether packed files may unpack to however much they will.
  public var allowsAnyRatio = false
  /// Where to tell how far the reading is.
  public var progress: ReadProgress?
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
    let stamps = inputs.map { FileStamp($0.path) }
    func expectUnchanged() throws {
      for (input, stamp) in zip(inputs, stamps) where FileStamp(input.path) != stamp {
        throw Problem.changedWhileRead(input.name)
      }
    }
    let bills: [AssembledBill]
    do {
      bills = try assemble(inputs)
    } catch {
      // Half of another file reads like a broken one.
      try expectUnchanged()
      throw error
    }
    try expectUnchanged()
    return try body(bills)
  }

  private func assemble(_ inputs: [Input]) throws -> [AssembledBill] {
    var hints: [BillKey: Scales] = [:]
    while true {
      let reductions = try inputs.map { input in
        try FileReduction.read(
          input, options: self, hints: hints, samplesRows: refusesRepeats && inputs.count > 1)
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
      let repeats = leaveOutRepeats(reductions)
      if refusesRepeats { try refuseRepeats(reductions) }
      var bills = try assembler.assemble()
      for place in bills.indices { bills[place].bill.repeats = repeats[bills[place].bill.key] ?? [] }
      for reduction in reductions where reduction.rejectCount > 0 {
        guard
          let bill = bills.firstIndex(where: {
            $0.bill.files.contains { $0.name == Manifest.baseName(reduction.file) }
          })
        else {
          throw Problem.rejected(reduction.rejects, count: reduction.rejectCount)
        }
        bills[bill].bill.rejects += reduction.rejects
      }
      return bills
    }
  }

  /// Leaves out what a file before it, or the ledger, has already: the same content counts once.
  ///
  /// - Returns: for each bill the files of which it takes nothing.
  private func leaveOutRepeats(_ reductions: [FileReduction]) -> [BillKey: [String]] {
    var seen = known
    var repeats: [BillKey: [String]] = [:]
    for reduction in reductions {
      for (key, content) in reduction.contents where !seen[key, default: []].insert(content).inserted {
        reduction.leaveOut(key)
        repeats[key, default: []].append(reduction.file)
      }
    }
    return repeats
  }

  private func refuseRepeats(_ reductions: [FileReduction]) throws {
    let samples = reductions.map { reduction in
      // What was left out as a whole repeats nothing any more.
      let counts = reduction.reducers.flatMap(\.decoded).contains { $0.rows > 0 }
      return counts ? RowSample.joined(reduction.reducers.map(\.identities)) : RowSample()
    }
    for second in samples.indices {
      for first in 0..<second where samples[first].repeats(samples[second]) {
        throw Problem.filesRepeat(reductions[first].file, reductions[second].file)
      }
    }
  }
}

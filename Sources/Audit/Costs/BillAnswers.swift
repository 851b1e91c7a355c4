public import Allocation
internal import Dispatch
internal import Synchronization

/// What an audit asks the bills, answered on two cores: by the audit when it asks, and in the meantime by another.
public final class BillAnswers: Sendable {
  private let asOf: Int
  private let costsAnswer = Answer<ResourceCosts>()
  private let tables: [CostTableQuestion: Answer<CostTableAnswer>]
  private let work = DispatchGroup()

  /// Begins to answer all questions of the rules; a rule whose question is wrong asks none.
  ///
  /// - Parameters:
  ///   - rules: in the order in which they will ask.
  ///   - asOf: the first hour that counts no more, in hours since 1970.
  ///   - open: gives an engine on a connection of its own, since one connection answers one at a time.
  public init(for rules: [Rule], asOf: Int, open: @escaping @Sendable () throws -> CostEngine) {
    self.asOf = asOf
    let questions = rules.flatMap { rule in rule.costs.compactMap { try? $0.question(rule.parameters) } }
    tables = Dictionary(questions.map { ($0, Answer()) }) { first, _ in first }
    DispatchQueue.global(qos: .userInitiated).async(group: work) { [self] in
      // Without an engine all is left to the audit, which has one.
      guard let engine = try? open() else { return }
      costsAnswer.prepare { try engine.resourceCosts(asOf: asOf) }
      // What will be asked last comes first: the audit itself begins at the other end.
      for question in questions.reversed() {
        tables[question]?.prepare { try engine.table(question, asOf: asOf) }
      }
    }
  }

  /// What each resource cost.
  ///
  /// - Parameter engine: the caller's own, which answers what nobody has begun to answer.
  public func costs(from engine: CostEngine) throws -> ResourceCosts {
    try costsAnswer.get { try engine.resourceCosts(asOf: asOf) }
  }

  /// The answer to a rule's question.
  ///
  /// - Parameter engine: the caller's own, which answers what nobody has begun to answer.
  public func table(_ question: CostTableQuestion, from engine: CostEngine) throws -> CostTableAnswer {
    guard let answer = tables[question] else { preconditionFailure("a question that no rule asks") }
    return try answer.get { try engine.table(question, asOf: asOf) }
  }

  /// Waits until nobody reads the ledger for it any more.
  public func finish() { work.wait() }
}

/// An answer that two may need and one makes.
private final class Answer<Value: Sendable>: Sendable {
  /// Held while the answer is made.
  private let result = Mutex<Result<Value, any Error>?>(nil)

  /// Makes the answer, or waits for who makes it.
  func get(_ make: () throws -> Value) throws -> Value {
    try result.withLock { result in
      let made = result ?? Result(catching: make)
      result = made
      return made
    }.get()
  }

  /// Makes the answer unless somebody did or does.
  func prepare(_ make: () throws -> Value) {
    _ = result.withLockIfAvailable { result in
      if result == nil { result = Result(catching: make) }
    }
  }
}

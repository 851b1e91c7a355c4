public import Allocation
internal import Dispatch
internal import Synchronization

/// What an audit asks the bills, answered on a core of its own while the inventory's tables are made.
public final class BillAnswers: Sendable {
  private struct Answers: Sendable {
    var costs: Result<ResourceCosts, any Error>?
    var tables: [CostTableQuestion: Result<CostTableAnswer, any Error>] = [:]
  }

  private let answers = Mutex(Answers())
  private let work = DispatchGroup()

  /// Begins to answer all questions of the rules; a rule whose question is wrong asks none.
  ///
  /// - Parameters:
  ///   - asOf: the first hour that counts no more, in hours since 1970.
  ///   - open: gives an engine on a connection of its own, since one connection answers one at a time.
  public init(for rules: [Rule], asOf: Int, open: @escaping @Sendable () throws -> CostEngine) {
    let questions = Set(
      rules.flatMap { rule in rule.costs.compactMap { try? $0.question(rule.parameters) } })
    DispatchQueue.global(qos: .userInitiated).async(group: work) { [self] in
      let engine = Result { try open() }
      let costs = Result { try engine.get().resourceCosts(asOf: asOf) }
      var tables: [CostTableQuestion: Result<CostTableAnswer, any Error>] = [:]
      for question in questions {
        tables[question] = Result { try engine.get().table(question, asOf: asOf) }
      }
      answers.withLock { $0 = Answers(costs: costs, tables: tables) }
    }
  }

  /// What each resource cost; waits for it.
  public func costs() throws -> ResourceCosts {
    work.wait()
    guard let costs = try answers.withLock({ try $0.costs?.get() }) else {
      preconditionFailure("the work is done without an answer")
    }
    return costs
  }

  /// The answer to a rule's question; waits for it.
  public func table(_ question: CostTableQuestion) throws -> CostTableAnswer {
    work.wait()
    guard let table = try answers.withLock({ try $0.tables[question]?.get() }) else {
      preconditionFailure("a question that no rule asks")
    }
    return table
  }
}

internal import Allocation
internal import Billing

/// What the sections of one report share: the inputs, the answers so far and the totals to agree with.
final class ReportContext {
  let inputs: ReportInputs
  private(set) var total = Totals()
  /// The month before; nil where the ledger has no bill of it.
  private(set) var previous: Totals?
  private var answers: [String: [CostRow]] = [:]
  private var bridges: [[String]: MonthBridge] = [:]
  /// How charges came to their values, by concept.
  var explained: [String: [Explanation]] = [:]
  var knownAnomalies: CostAnomalies?
  private var knownAudit: ReportAudit?
  /// What the answers said that a reader must know, each once.
  private(set) var notes: [String] = []

  init(_ inputs: ReportInputs) throws {
    self.inputs = inputs
    guard inputs.periods.contains(inputs.period.description) else {
      throw Problem.noBill(inputs.period.description, known: inputs.periods)
    }
    total = Totals(try rows(question()))
    let before = inputs.period.previous
    if inputs.periods.contains(before.description) { previous = Totals(try rows(question(of: before))) }
  }

  /// Currencies of this month and of the one before.
  var currencies: [String] {
    Set(total.currencies).union(previous?.currencies ?? []).sorted()
  }

  func question(by: [String] = [], per: CostQuestion.Per = .total) -> CostQuestion {
    question(of: inputs.period, by: by, per: per)
  }

  func question(of period: Period, by: [String] = [], per: CostQuestion.Per = .total) -> CostQuestion {
    var question = CostQuestion()
    question.filters = [Filter("billing_period", .equal, [period.description])]
    question.metric = inputs.metric
    question.by = by
    question.per = per
    // A month without commitments or refunds is a month like any other.
    question.explainsEmptiness = false
    if per != .total { question.timeZone = inputs.timeZone }
    return question
  }

  /// The rows that a question gives; the same question is asked once.
  func rows(_ question: CostQuestion) throws -> [CostRow] {
    let key = CommandLineText.command(for: question)
    if let known = answers[key] { return known }
    let answer = try inputs.answer(question)
    let rows = Array(answer.rows)
    answers[key] = rows
    for note in answer.notes where !notes.contains(note) { notes.append(note) }
    return rows
  }

  /// What the rules say; waits for the audit where it is still at work, so what needs it comes late.
  func audit() throws -> ReportAudit {
    if let known = knownAudit { return known }
    let audit = try inputs.audit()
    knownAudit = audit
    return audit
  }

  /// The parts of the change since the month before; nil where there is none to compare with.
  func bridge(by: [String]) throws -> MonthBridge? {
    guard let asked = inputs.bridges, previous != nil else { return nil }
    if let known = bridges[by] { return known }
    var question = CostQuestion()
    question.metric = inputs.metric
    let groups = bridgeGroups.first { $0.contains(by) } ?? [by]
    let answers = try asked(inputs.period.previous, inputs.period, question, groups)
    for (group, answer) in zip(groups, answers) {
      bridges[group] = answer
      for note in answer.notes where !notes.contains(note) { notes.append(note) }
    }
    return bridges[by]
  }

  /// The bridges of a report, those together that the bills can be read once for.
  ///
  /// Each concept whose costs are spread is asked for on its own: with others it would divide every charge by both.
  private var bridgeGroups: [[[String]]] {
    var (together, apart): ([[String]], [[[String]]]) = ([[], ["service"]], [])
    for concept in inputs.concepts {
      let own = [[concept]] + (concept == inputs.owners?.concept ? [[concept, "service"]] : [])
      if inputs.sharedConcepts.contains(concept) { apart.append(own) } else { together += own }
    }
    return [together] + apart
  }

  /// The command that gives such parts.
  func bridgeCommand(by: [String], where filters: [Filter] = []) -> String {
    CommandLineText.compareCommand(
      from: inputs.period.previous.description, to: inputs.period.description, by: by, where: filters,
      metric: inputs.metric)
  }

  /// A dimension's value with the name that people know it by.
  func label(_ dimension: String, _ value: String?, detail: String? = nil) -> Cell {
    let name = dimension == "account" ? value.flatMap { inputs.accountNames[$0] } : nil
    return .text(value, name: name, detail: detail)
  }

  /// The head of a column of cost: its measure, and its currency where there is but one, as `Billed, USD`.
  var costTitle: String {
    let title = inputs.metric.rawValue.replacing("_", with: " ").capitalisedFirst
    guard currencies.count == 1, let currency = currencies.first, !currency.isEmpty else { return title }
    return "\(title), \(currency)"
  }

  /// The currency as a column, where there are several to tell apart.
  var currencyColumn: [Column] { currencies.count > 1 ? [.name("currency", "Currency")] : [] }

  func currencyCell(_ currency: String) -> [Cell] { currencies.count > 1 ? [.text(currency)] : [] }
}

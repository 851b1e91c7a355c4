internal import Allocation
internal import Billing

/// What each owner cost in a week, beside the week before: a letter for each, and one about all of them.
public struct WeekReport: Sendable {
  public let week: ISOWeek
  /// All owners together.
  public let overview: Letter
  /// In the order of the owners' names; together they are the overview's total.
  public let letters: [Letter]
  private let fileNames: [String]

  /// How many services and resources a letter names; the rest of the services is one line.
  private static let longest = 10

  public init(_ inputs: WeekInputs) throws {
    week = inputs.week
    guard let concept = inputs.concept else { throw Problem.noOwners("the report for \(inputs.week)") }
    let asked = WeekQuestions(inputs, concept: concept)
    let owners = try asked.lines(by: [concept])
    guard owners.contains(where: { !$0.now.isZero }) else {
      throw Problem.noChargesInWeek(
        inputs.week, newest: inputs.newestHour.map { Civil.hourText(hours: $0) })
    }
    let all = Totals(owners.map { ($0.now, $0.currency) })
    var table = asked.table(
      id: "week", title: "Cost by \(concept)", column: (concept, concept.capitalisedFirst),
      owners.map { line in (line.values[0], line) })
    table.commands = asked.commands(by: [concept])
    try table.verify(against: all)
    table.roundForDisplay()
    overview = Self.letter(inputs, owner: nil, subject: "costs", all, owners, [table])

    let services = Dictionary(grouping: try asked.lines(by: [concept, "service"])) { $0.values[0] ?? "" }
    let resources = Dictionary(grouping: try asked.lines(by: [concept, "resource"])) {
      $0.values[0] ?? ""
    }
    var names = FileNames()
    var letters: [Letter] = []
    var fileNames: [String] = []
    for (owner, lines) in Dictionary(grouping: owners, by: { $0.values[0] ?? "" }).sorted(by: {
      $0.key < $1.key
    }) {
      let own = Totals(lines.map { ($0.now, $0.currency) })
      var byService = asked.table(
        id: "week-services", title: "By service", column: ("service", "Service"),
        (services[owner] ?? []).map { ($0.values[1], $0) }, keeping: Self.longest)
      byService.commands = asked.commands(by: ["service"], of: owner)
      try byService.verify(against: own)
      byService.roundForDisplay()
      var moved = asked.table(
        id: "week-movers", title: "What moved the most", column: ("resource", "Resource"),
        Self.movers(resources[owner] ?? []).map { ($0.values[1], $0) }, adds: false)
      moved.commands = asked.commands(by: ["resource"], of: owner)
      letters.append(
        Self.letter(
          inputs, owner: owner, subject: "costs of \(concept) \(owner.isEmpty ? "(none)" : owner)", own,
          lines, [byService] + (moved.rows.isEmpty ? [] : [moved])))
      fileNames.append(names.name(for: owner))
    }
    self.letters = letters
    self.fileNames = fileNames
  }

  /// The resources that went up and down the most, up to ten.
  private static func movers(_ lines: [WeekQuestions.Line]) -> [WeekQuestions.Line] {
    let named = lines.filter { $0.values[1] != nil && !$0.change.isZero }
    return Array(
      named.sorted { a, b in
        a.change.size != b.change.size
          ? a.change.size > b.change.size : (a.values[1] ?? "") < (b.values[1] ?? "")
      }.prefix(longest))
  }

  private static func letter(
    _ inputs: WeekInputs, owner: String?, subject: String, _ total: Totals, _ lines: [WeekQuestions.Line],
    _ tables: [ReportTable]
  ) -> Letter {
    let whose = inputs.organization.map { "\($0): " } ?? ""
    let sums = total.currencies.map { currency in
      let before = lines.filter { $0.currency == currency }.map(\.before).reduce(Amount.zero, +)
      let now = total[currency]
      let growth = now.growth(from: before).map { " (\($0 > 0 ? "+" : "")\($0.asPercent))" } ?? ""
      return "\(now.formatted()) \(currency), \(Cell.change(now - before).shown)\(growth)"
    }
    var sentences = ["\(sums.joined(separator: "; ")) since the week before."]
    if let newest = inputs.newestHour, newest + 1 < inputs.week.hours.upperBound {
      sentences.append(
        "The bills end with \(Civil.hourText(hours: newest)), so the week is not whole: its costs will grow.")
    }
    return Letter(
      owner: owner, subject: "\(whose)\(subject), week \(inputs.week)", organization: inputs.organization,
      kind: "week", period: inputs.week.description, sentences: ["\(inputs.week.title)."] + sentences,
      tables: tables,
      foot: "Cost is \(inputs.metric.rawValue.replacing("_", with: " ")), from Monday to Sunday, UTC.")
  }

  /// The letters as files: `2026-W44.html`, `2026-W44.txt`, `2026-W44.csv` and the same for each owner in a folder.
  public func files() throws -> [ReportFile] {
    let named = [("\(week)", overview)] + zip(fileNames, letters).map { ("\(week)/\($0)", $1) }
    return try named.flatMap { name, letter in
      [
        ReportFile(name: "\(name).html", text: try letter.html()),
        ReportFile(name: "\(name).txt", text: try letter.text()),
        ReportFile(name: "\(name).csv", text: letter.tables.first.map(CSVWriter.text) ?? ""),
      ]
    }
  }
}

extension Totals {
  init(_ amounts: [(Amount, String)]) {
    self.init()
    for (amount, currency) in amounts { add(amount, currency) }
  }
}

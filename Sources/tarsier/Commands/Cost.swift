internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Ledger

/// `tarsier cost`: what anything cost, by any dimension, over any time.
struct Cost: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what anything cost: by dimension, tag or concept, per month, day or hour.")

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp("Dimensions, tag:KEYs and concepts to group by.", valueName: "names"),
    transform: CommaList.init(parsing:))
  var by: [CommaList] = []

  @Option(help: "total, month, week, day or hour.", transform: Self.per)
  var per = CostQuestion.Per.total

  @Option(
    help: ArgumentHelp(
      "A condition: D=V,W or D!=V, D~PATTERN or D!~PATTERN; an empty value means absent. All must hold.",
      valueName: "condition"),
    transform: Filter.option)
  var `where`: [Filter] = []

  @Option(help: ArgumentHelp("The first time that counts (UTC).", valueName: "time"), transform: hourOption)
  var from: Int?

  @Option(help: ArgumentHelp("The first time that counts no more.", valueName: "time"), transform: hourOption)
  var to: Int?

  @Option(
    help: "billed, effective, list, contracted, net_billed, net_effective or usage.",
    transform: Measure.option)
  var metric = Measure.billed

  @Option(help: ArgumentHelp("Keep the N dearest and add up the others.", valueName: "n"))
  var top: Int?

  @Option(help: ArgumentHelp("The zone of days, weeks and hours.", valueName: "zone"))
  var timeZone = "UTC"

  @Flag(help: "Leaves shared costs with the values that have them before they are spread.")
  var beforeSharing = false

  func validate() throws {
    if let top, top < 1 { throw ValidationError("--top is less than 1; write how many groups to keep") }
  }

  func run() throws {
    var question = CostQuestion()
    question.by = by.values
    question.per = per
    question.filters = self.where
    question.from = from
    question.to = to
    question.metric = metric
    question.top = top
    question.timeZone = timeZone
    question.beforeSharing = beforeSharing
    let settings = try SettingsFile.read(globals.configPath)
    let answer = try CostEngine(ledger: try Ledger.reading(globals.ledgerPath), settings: settings).answer(
      question)
    var listing = CostListing.listing(answer)
    // Hourly answers have many thousand rows, and only people are shown their sum.
    if output.format.showsTotals { CostListing.addTotals(to: &listing, answer) }
    try output.show(listing)
  }

  private static func per(_ text: String) throws -> CostQuestion.Per {
    guard let per = CostQuestion.Per(rawValue: text) else {
      throw ValidationError("is no slice of time; write total, month, week, day or hour")
    }
    return per
  }
}

/// An answer as a listing.
enum CostListing {
  static func listing(_ answer: CostAnswer) -> Listing {
    let isMoney = answer.metric.isMoney
    let value = isMoney ? "cost" : "quantity"
    var columns = answer.dimensions.map { Listing.Column($0) }
    if answer.per != .total { columns.append(.init("period_start", heading: heading(answer.per))) }
    columns.append(.init(value, .money, heading: answer.metric.heading))
    columns.append(.init(isMoney ? "currency" : "unit"))
    var listing = Listing(columns, notes: answer.notes)
    let rows = answer.rows
    let groupOf = rows.sums.map(\.group)
    var cells = answer.dimensions.indices.map { place in
      Listing.Cells.coded(values: rows.groups.map { Listing.Cell($0.values[place]) }, codes: groupOf)
    }
    if answer.per != .total {
      cells.append(.coded(values: rows.slices.map { Listing.Cell($0) }, codes: rows.sums.map(\.slice)))
    }
    cells.append(.amounts(units: rows.sums.map(\.units), scale: rows.scale))
    cells.append(.coded(values: rows.groups.map { Listing.Cell($0.unit) }, codes: groupOf))
    listing.rows = Listing.Rows(columns: cells)
    return listing
  }

  static func addTotals(to listing: inout Listing, _ answer: CostAnswer) {
    let isMoney = answer.metric.isMoney
    listing.addTotals(of: [isMoney ? "cost" : "quantity"], per: isMoney ? "currency" : "unit")
  }

  private static func heading(_ per: CostQuestion.Per) -> String {
    per.rawValue.prefix(1).uppercased() + per.rawValue.dropFirst()
  }
}

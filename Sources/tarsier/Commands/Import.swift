internal import Listings
internal import ArgumentParser
internal import Billing
internal import Glibc
internal import Ledger

/// `tarsier import`: loads bills.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Loads bills: files, CUR manifests, folders of them, or - for standard input.",
    discussion: """
      A bill is one billing account's month. Importing it again replaces it as a whole, and says what changed; \
      the same content changes nothing. A closed month stays as it is: see bills close.
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var output: OutputOptions

  @Argument(help: "What to load.", completion: .file())
  var paths: [String]

  @Option(help: "automatic, the fast reader where it can; or libcsv for everything.", transform: readerChoice)
  var reader = ReaderChoice.automatic

  @Option(help: ArgumentHelp("What holds for a column that the files lack.", valueName: "column=value"))
  var assume: [Assumption] = []

  @Flag(help: "Keep rows that cannot be read aside, instead of failing.")
  var allowRejects = false

  @Flag(help: "Add the files to bills that are there, as further parts of them; the same file counts once.")
  var add = false

  @Flag(help: "Replace a bill also by files with under half of its rows or days.")
  var replace = false

  @Flag(help: "Import packed files that unpack to over 200 times their size, too.")
  var anyRatio = false

  func validate() throws {
    if add, replace { throw ValidationError("--add and --replace exclude each other") }
  }

  func run() throws {
    var paths = paths
    var spooled: SpooledInput?
    if let index = paths.firstIndex(of: "-") {
      let spool = try SpooledInput()
      paths[index] = spool.path
      spooled = spool
    }
    defer { spooled?.remove() }
    let assumed = Dictionary(assume.map { ($0.column, $0.value) }) { _, last in last }
    let found = try BillFinder(paths: paths, assumed: assumed)
    var billReader = BillReader()
    billReader.reader = reader
    billReader.assumed = assumed
    billReader.allowsRejects = allowRejects
    billReader.allowsAnyRatio = anyRatio
    let progress = ImportProgress(ReadProgress(of: found.deliveries.flatMap(\.files)))
    billReader.progress = progress.reading
    let load = BillImport(
      ledger: globals.ledgerPath, reader: billReader,
      mode: add ? .adding : replace ? .replacingAnyway : .replacing,
      importedAt: Civil.timeText(seconds: time(nil)))
    let rows = try progress.shown { try load.load(found.deliveries) }
    var listing = Listing(
      BillListing.columns + [.init("status"), .init("seconds", .money(decimals: 2), detail: 1)])
    listing.rows = Listing.Rows(rows) { row in
      BillListing.cells(
        row.bill, row.format, row.providers, rows: row.summary.rows, charges: row.summary.charges,
        billed: row.summary.totals.first, currency: row.summary.currency) + [
          .text(row.status.rawValue), .number(seconds(row.duration)),
        ]
    }
    listing.notes = Self.notes(found.leftOut)
    let perBill = rows.indices.filter { $0 == 0 || rows[$0].bill != rows[$0 - 1].bill }.map { rows[$0] }
    for row in perBill {
      listing.notes += row.repeats.map {
        "\($0) was passed over for bill \(row.bill), which has its rows already"
      }
      listing.notes += RestatementNotes.notes(row)
    }
    listing.notes += perBill.flatMap { row in row.differences.map { "bill \(row.bill): \($0)" } }
    listing.notes += perBill.filter { $0.rejects > 0 }.map { row in
      "bill \(row.bill): \(row.rejects) rows could not be read and are missing from every total; "
        + "see tarsier sql \"SELECT * FROM rejects\""
    }
    try output.show(listing)
  }

  /// One note a file, or one a reason where many files have it.
  private static func notes(_ leftOut: [LeftOut]) -> [String] {
    let reasons = Dictionary(grouping: leftOut, by: \.reason).sorted { $0.value[0].path < $1.value[0].path }
    return reasons.flatMap { reason, files in
      guard files.count > 3 else { return files.map { "\($0.path) was left out: it \(reason)" } }
      return ["\(files.count) files such as \(files[0].path) were left out: each \(reason)"]
    }
  }

  private func seconds(_ duration: Duration) -> Amount {
    let parts = duration.components
    return Amount(units: Int128(parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000), scale: 3)
  }
}

private func readerChoice(_ text: String) throws -> ReaderChoice {
  guard let choice = ReaderChoice(rawValue: text) else {
    throw ValidationError("is no reader; write automatic or libcsv")
  }
  return choice
}

/// `BillingCurrency=USD`.
struct Assumption: ExpressibleByArgument {
  var column: String
  var value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
    column = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}

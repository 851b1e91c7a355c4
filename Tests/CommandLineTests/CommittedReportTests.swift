import Listings
import Billing
import Foundation
import TestSupport
import Testing

/// `reports/` holds what the samples give; whoever changes the one writes the other again:
/// `import samples`, `inventory load samples/inventory`, `report month 2026-10 --as-of 2026-11-02` and
/// `report month 2026-09 --as-of 2026-10-02`.
@Suite("The committed reports")
struct CommittedReportTests {
  private static let report = "\(SampleLedger.root)/reports"

  private static let months = [
    (month: "2026-09", asOf: "2026-10-02"), (month: "2026-10", asOf: "2026-11-02"),
  ]

  private func write(
    _ folder: TemporaryFolder, _ months: [(month: String, asOf: String)] = months
  ) throws -> [ProgramResult] {
    try months.map { month, asOf in
      try Binary.run(
        [
          "--ledger", folder.path("tarsier.sqlite"), "--config", SampleLedger.config, "report", "month",
          month, "--as-of", asOf, "--out", folder.path("reports"),
        ], in: SampleLedger.root)
    }
  }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains(".") }.sorted()
  }

  private func expectCommitted(_ folder: TemporaryFolder, _ months: String = "2026-") throws {
    let written = try files(folder.path("reports"))
    #expect(written == (try files(Self.report)).filter { $0.hasPrefix(months) })
    for file in written {
      expectSameLines(
        String(decoding: try folder.bytes("reports/\(file)"), as: UTF8.self),
        as: try String(contentsOfFile: "\(Self.report)/\(file)", encoding: .utf8), name: "reports/\(file)")
    }
  }

  @Test func areWhatTheSamplesGive() throws {
    let folder = try SampleLedger.copy()
    for (result, month) in zip(try write(folder), Self.months) {
      #expect(result.status == 0 && result.err.isEmpty)
      let names = ["html", "md", "csv"].map { "\(folder.path("reports"))/\(month.month).\($0)" }
      #expect(result.out == names.joined(separator: "\n") + "\n")
    }
    try expectCommitted(folder)
  }

  @Test func areTheSameAfterAnAudit() throws {
    let folder = try SampleLedger.copy()
    let audit = try Binary.run(
      [
        "--ledger", folder.path("tarsier.sqlite"), "--config", SampleLedger.config, "audit", "--as-of",
        "2026-10-20",
      ],
      in: SampleLedger.root)
    #expect(audit.status == 0, "\(audit.err)")
    _ = try write(folder, [Self.months[1]])
    try expectCommitted(folder, "2026-10")
  }

  /// A command of a page, with the table that it stands under.
  private struct ShownCommand {
    var command: String
    var table: [String]
    /// The billing period of the page.
    var month: String
    /// Whose statement the page is; nil on the report's own.
    var owner: String?
  }

  /// Every command of the Markdown pages and of one statement.
  private static let commands =
    commands(of: "2026-09.md") + commands(of: "2026-10.md")
    + commands(of: "2026-10/statements/growth.md", "growth")

  private static func commands(of page: String, _ owner: String? = nil) -> [ShownCommand] {
    let text = (try? String(contentsOfFile: "\(report)/\(page)", encoding: .utf8)) ?? ""
    var table: [String] = []
    var commands: [ShownCommand] = []
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix("| ") {
        table.append(line)
      } else if line.hasPrefix("#") {
        table = []
      } else if line.hasPrefix("`tarsier "), line.hasSuffix("`") {
        commands.append(
          ShownCommand(
            command: String(line.dropFirst(9).dropLast()), table: table, month: String(page.prefix(7)),
            owner: owner))
      }
    }
    return commands
  }

  /// The words of each command, as a shell takes them.
  private static let words: [String: [String]] = {
    let split = "import shlex, sys; [print('\\0'.join(shlex.split(line))) for line in sys.argv[1:]]"
    let lines = (try? Program.python(split, commands.map(\.command))) ?? ""
    return Dictionary(zip(commands.map(\.command), lines.split(separator: "\n"))) { first, _ in first }
      .mapValues { $0.split(separator: "\0").map(String.init) }
  }()

  @Test func commandsAreThere() { #expect(Self.commands.count >= 75) }

  @Test(arguments: commands.indices) func commandsGiveTheTables(index: Int) throws {
    let shown = Self.commands[index]
    let (command, table) = (shown.command, shown.table)
    var arguments = try #require(Self.words[command])
    var result: ProgramResult
    if arguments[0] == "audit" {
      let folder = try SampleLedger.copy()
      arguments += ["--format", "json", "--ledger", folder.path("tarsier.sqlite")]
      result = try Binary.run(arguments + ["--config", SampleLedger.config], in: SampleLedger.root)
    } else {
      result = try SampleLedger.run(arguments + ["--format", "json"])
    }
    let rows = try jsonRows(result).filter {
      // A statement has the findings of its owner.
      arguments[0] != "audit" || shown.owner == nil || $0["owner"] as? String == shown.owner
    }
    let cells = table.map { $0.split(separator: "|").map { $0.replacing("*", with: "").trimmed } }
    switch arguments[0] {
    case "cost" where arguments[1] == "compare":
      expectBridge(rows, by: arguments.contains("--by"), cells, command)
    case "cost" where arguments[1] == "unit":
      #expect(rows.count == cells.count - 2)
      for row in rows {
        let cost = Amount(row["unit_cost"] as? String ?? "")?.formatted(decimals: 6) ?? "?"
        #expect(cells.contains { $0.contains(cost) }, "\(command): no row has \(cost)")
      }
    case "cost" where arguments[1] == "event":
      #expect(
        rows.contains { row in
          cells.contains { cells in
            ["actual", "baseline", "difference"].allSatisfy { isShown(row[$0], in: cells) }
          }
        }, "\(command)")
    case "cost" where command.contains("charge_category,charge_type,"):
      // Lines of one word of the provider's may be of several kinds.
      for (type, own) in Dictionary(grouping: rows, by: { $0["charge_type"] as? String ?? "(none)" }) {
        let sum = own.compactMap { Amount($0["cost"] as? String ?? "") }.reduce(.zero, +)
        let column = command.contains("effective") ? "Effective" : "Billed, USD"
        let place = cells[0].firstIndex(of: column) ?? 0
        let shown = cells.filter { $0.count > place && $0[1] == type }
          .compactMap { Amount($0[place].replacing(",", with: "")) }.reduce(.zero, +)
        #expect(!cents(sum.description).isDisjoint(with: [shown.formatted()]), "\(command): \(type)")
      }
    case "cost":
      let isMonthly = command.contains("--per month")
      let total = rows.compactMap { Amount($0["cost"] as? String ?? "") }.reduce(.zero, +).formatted()
      let isFiltered = arguments.count { $0 == "--where" } > 1
      if isFiltered, !arguments.contains(where: { $0.hasSuffix("=") && !$0.hasSuffix("!=") }) {
        // A part of the bill: the rows that are asked for are looked at below, a sum stands in a row.
        let sum = cents(rows.compactMap { Amount($0["cost"] as? String ?? "") }.reduce(.zero, +).description)
        #expect(
          arguments.contains("--by") || cells.contains { !sum.isDisjoint(with: $0) }, "\(command): \(sum)")
      } else if let filter = arguments.last(where: { $0.hasSuffix("=") }), !arguments.contains("--by") {
        // The cost that lacks a tag, in the row of that tag.
        #expect(
          cells.contains { $0.first == String(filter.dropLast()) && $0.contains(total) },
          "\(command): \(total)")
      } else {
        #expect(
          isMonthly || cells.contains { $0.first == "Total" && $0.contains(total) }, "\(command): \(total)")
      }
      for row in rows where rows.count < 60 && arguments.contains("--by") {
        let costs = cents(row["cost"])
        // A journal books nothing where there is nothing.
        let isNothing = isFiltered && costs.contains("0.00")
        #expect(
          isNothing || cells.contains { !costs.isDisjoint(with: $0) }, "\(command): no row has \(costs)")
      }
    case "audit" where arguments.contains("--not-checked"):
      let pairs = Set(rows.map { "\($0["rule"] ?? "")/\($0["account_id"] ?? "")/\($0["region"] ?? "")" })
      #expect(cells.dropFirst(2).compactMap { $0.last.flatMap { Int($0) } }.reduce(0, +) == pairs.count)
    case "audit" where arguments.contains("--score"):
      for row in rows {
        // The page has the scores of a month before beside its own.
        let score = Amount(row["score_percent"] as? String ?? "")?.formatted(decimals: 1) ?? "?"
        #expect(cells.contains { $0[0] == row["family"] as? String && $0.contains("\(score)%") }, "\(score)")
      }
    case "audit" where arguments.contains("--by"): expectSums(rows, cells, command)
    case "inventory" where arguments[1] == "list": expectListed(rows, cells, command)
    case "inventory" where arguments[1] == "zones":
      for row in rows {
        let text = "\(row["zone"] ?? "") \(row["instances"] ?? "")"
        #expect(cells.contains { $0[0].hasPrefix("\(row["resource_id"] ?? "?")<") && $0[2].contains(text) })
      }
    case "inventory": expectSums(rows, cells, command)
    case "concepts" where cells.first?.first == "Spelling":
      for row in rows where row["section"] as? String == "lookalikes" {
        #expect(cells.contains { $0.contains(row["paste"] as? String ?? "?") })
      }
    case "audit":
      // A page shows the dearest forty; the CSV file has them all.
      let shown = min(rows.count, 40)
      #expect(cells.count { $0.first != "Total" } - 2 == shown)
      let found = rows.count { row in
        let cost = Amount(row["monthly_cost"] as? String ?? "")?.formatted() ?? "–"
        let id = row["resource_id"] as? String ?? "?"
        return cells.contains { $0.contains(cost) && $0.contains { $0.hasPrefix(id) } }
      }
      #expect(found >= shown, "\(found) of \(shown) are on the page")
    case "concepts" where arguments[1] == "explain" && cells.first?.contains("Given away") == true:
      // What a value cost after sharing, however it came by it.
      for (value, own) in Dictionary(grouping: rows, by: { $0["value"] as? String ?? "(none)" }) {
        let sum = own.compactMap { Amount($0["after"] as? String ?? "") }.reduce(.zero, +)
        #expect(
          cells.contains { $0.first == value && !cents(sum.description).isDisjoint(with: $0) },
          "\(command): \(value) has no \(sum)")
      }
    case "concepts" where arguments[1] == "explain":
      let isCoverage = cells.first?.first == "Found by"
      let told = rows.filter { row in
        let isOwn = shown.owner == nil || row["value"] as? String == shown.owner
        return isOwn && (row["found_by"] as? String == "share") != isCoverage
      }
      for row in told {
        let figure = cents(row[isCoverage ? "before" : "after"])
        let name = isCoverage || shown.owner != nil ? row["source"] : row["value"]
        let isThere = cells.contains { cells in
          cells.contains { figure.contains($0.hasPrefix("+") ? String($0.dropFirst()) : $0) }
            && cells.contains { $0.contains(name as? String ?? "(none)") }
        }
        #expect(isThere || figure.contains("0.00"), "\(command): no row has \(row)")
      }
    case "concepts":
      for row in rows where row["section"] as? String == "coverage" {
        let allocated = Amount(row["allocated"] as? String ?? "")?.formatted() ?? ""
        #expect(cells.contains { $0.first == row["concept"] as? String && $0.contains(allocated) })
      }
    case "bills" where arguments.count > 1 && arguments[1] == "reconcile":
      for row in rows {
        let status = row["status"] as? String ?? "?"
        #expect(cells.contains { $0.contains(status) && !cents(row["invoice_amount"]).isDisjoint(with: $0) })
      }
    case "bills" where cells.first?.contains("Rows") != true:
      for row in rows where row["period"] as? String == shown.month {
        #expect(cells.contains { !cents(row["billed_cost"]).isDisjoint(with: $0) })
      }
    case "bills":
      #expect(
        rows.contains { row in
          cells.contains {
            $0.contains((row["rows"] as? Int ?? 0).formatted(.number.locale(Locale(identifier: "en_US"))))
          }
        })
    default: Issue.record("\(command) is of no known kind")
    }
  }

  /// A figure as a column that adds up may show it: in cents, or a cent beside.
  private func cents(_ figure: Any?) -> Set<String> {
    guard let amount = Amount(figure as? String ?? "") else { return [] }
    let rounded = amount.roundedHalfEven(to: 2)
    let near = [-1, 0, 1].map { rounded + Amount(units: $0, scale: 2) }
    // A journal has a credit without its sign in a column of its own.
    return Set((near + near.map { -$0 }).map { $0.formatted() })
  }

  /// Each row's figures stand in a row of the page, where people's words may stand for names.
  private func expectSums(_ rows: [[String: Any]], _ cells: [[String]], _ command: String) {
    let shown = cells.filter { $0.first != "Total" }.dropFirst(2)
    #expect(!shown.isEmpty)
    let keys = [
      "findings", "checked", "flagged", "resources", "appeared", "vanished", "whole", "failed",
    ]
    for row in rows {
      let counts = keys.compactMap { row[$0] as? Int }
        .map { $0.formatted(.number.locale(Locale(identifier: "en_US"))) }
      let money = ["monthly_cost", "saving", "cost"].compactMap { row[$0] as? String }.map { cents($0) }
      let isShown = shown.contains { cells in
        counts.allSatisfy(cells.contains) && money.allSatisfy { !$0.isDisjoint(with: cells) }
      }
      #expect(isShown, "\(command): no row has \(counts)")
    }
  }

  /// Each row of the page names something that the command lists.
  private func expectListed(_ rows: [[String: Any]], _ cells: [[String]], _ command: String) {
    let shown = cells.filter { $0.first != "Total" }.dropFirst(2)
    #expect(!shown.isEmpty)
    for cells in shown {
      let id = cells[0].split(separator: "<")[0]
      #expect(rows.contains { $0.values.contains { $0 as? String == String(id) } }, "\(command): \(id)")
    }
  }

  private func isShown(_ figure: Any?, in row: [String]) -> Bool {
    let costs = cents(figure)
    return row.contains { costs.contains($0.hasPrefix("+") ? String($0.dropFirst()) : $0) }
  }

  /// Each part of a bridge stands in a row of its own; each thing that moved, in one with both months.
  private func expectBridge(
    _ rows: [[String: Any]], by isGrouped: Bool, _ cells: [[String]], _ command: String
  ) {
    guard isGrouped else {
      for part in ["before", "after", "new", "stopped", "quantity_effect", "price_effect", "credits", "rest"]
      {
        #expect(cells.contains { isShown(rows.first?[part], in: $0) }, "\(command): \(part)")
      }
      return
    }
    // The head and its rule, the total, and what the page has as one row.
    let named = cells.count { !["Total", "Others"].contains($0.first) } - 2
    let found = rows.count { row in
      cells.contains { isShown(row["before"], in: $0) && isShown(row["difference"], in: $0) }
    }
    #expect(found >= named, "\(command): \(found) of \(named) are what it gives")
  }

  @Test func saysNoPathAndNoTimeOfWriting() throws {
    for file in try files(Self.report) {
      let text = try String(contentsOfFile: "\(Self.report)/\(file)", encoding: .utf8)
      #expect(!text.contains("samples/"), "\(file)")
    }
  }
}

extension Substring {
  fileprivate var trimmed: String { String(self).trimmed }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}

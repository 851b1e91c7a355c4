import Listings
import Allocation
import ArgumentParser
import TestSupport
import Testing

@testable import tarsier

@Suite("Options and what they take")
struct OptionTests {
  /// A command with every kind of option, so that the parser itself is in the test.
  private struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "sample")
    @OptionGroup var globals: GlobalOptions
    @OptionGroup var output: OutputOptions
    @Option(transform: CommaList.init(parsing:)) var by: [CommaList] = []
    @Option(transform: Filter.option) var `where`: [Filter] = []
    @Option(transform: AsOf.init(parsing:)) var asOf = AsOf.now
    @Option(transform: hourOption) var from: Int?
  }

  @Test func takesListsAndRepetitions() throws {
    let sample = try Sample.parse([
      "--by", "team, service", "--by", "\"tag:a,b\"", "--by", "", "--where", "team!=a",
    ])
    #expect(sample.by.values == ["team", "service", "tag:a,b"])
    #expect(sample.where == [Filter("team", .different, ["a"])])
  }

  @Test(arguments: [
    ("2026-10-31", 498_192), ("1970-01-01", 24), ("2024-02-29", 474_792), ("2026-10-31T12:00:00Z", 498_180),
    ("2026-10-31T12:30Z", 498_180), ("2026-10-31 12:59:59", 498_181), ("2026-10-31T12:00:00+02:00", 498_178),
    ("2026-10-31T12:00:00.125Z", 498_180), ("2026-10-31T12:00-0530", 498_185), ("1969-12-31", 0),
  ])
  func readsAsOf(text: String, hour: Int) throws {
    #expect(try Sample.parse(["--as-of", text]).asOf.hour == hour)
  }

  @Test func theEndOfADayIsItsLastSecond() throws {
    #expect(try AsOf(parsing: "1970-01-01").lastSecond == 86_399)
    #expect(try AsOf(parsing: "1970-01-01T00:00:00Z").lastSecond == 0)
  }

  @Test(arguments: [
    "", "today", "2026-10", "2026-13-01", "2026-02-29", "2026-04-31", "2026-1-1", "2026-10-31T",
    "2026-10-31T25:00",
    "2026-10-31T12", "2026-10-31T12:00:00X", "2026-10-31T12:00:00+1", "2026-10-31x", "31.10.2026",
    "10/31/2026",
    "2026-10-31T12:60",
  ])
  func refusesOtherDates(text: String) throws {
    let error = try #require(throws: (any Error).self) { try Sample.parse(["--as-of", text]) }
    #expect(Sample.exitCode(for: error).rawValue == 64)
    #expect(Sample.message(for: error).hasSuffix("write one like 2026-10-31 or 2026-10-31T12:00:00Z"))
  }

  @Test func fromCountsWholeHours() throws {
    #expect(try Sample.parse(["--from", "2026-10-31"]).from == 498_168)
    #expect(throws: (any Error).self) { try Sample.parse(["--from", "2026-10-31T12:30Z"]) }
  }

  @Test func aWrongConditionIsWrongUsage() throws {
    let error = try #require(throws: (any Error).self) { try Sample.parse(["--where", "team"]) }
    #expect(
      Outcome(error, in: "tarsier sample").error == """
        error: tarsier sample: the value 'team' is invalid for '--where <where>': has no comparison; \
        write DIMENSION=VALUE, DIMENSION!=VALUE, DIMENSION~PATTERN or DIMENSION!~PATTERN

        """)
  }

  @Test(arguments: [
    ["--ledger", "L", "import", "x"], ["import", "x", "--ledger", "L"], ["--ledger=L", "import", "x"],
    ["--ledger", "A", "import", "--ledger", "L", "x"], ["--config", "C", "import", "--ledger", "L", "x"],
  ])
  func globalOptionsStandBeforeOrBehind(line: [String]) throws {
    let command = try #require(try Tarsier.parseAsRoot(line) as? Import)
    #expect(command.globals.ledgerPath == "L")
    #expect(command.globals.configPath == (line[0] == "--config" ? "C" : nil))
    #expect(commandName(of: line, below: Tarsier.self) == "tarsier import")
  }

  @Test func namesTheCommandInMessages() {
    struct Verify: ParsableCommand {}
    struct Bills: ParsableCommand {
      static let configuration = CommandConfiguration(subcommands: [Verify.self])
    }
    struct Root: ParsableCommand {
      static let configuration = CommandConfiguration(subcommands: [Bills.self])
    }
    #expect(commandName(of: [], below: Root.self) == "root")
    #expect(
      commandName(of: ["--config=C", "bills", "--ledger", "L", "verify", "x"], below: Root.self)
        == "root bills verify")
    #expect(commandName(of: ["bill", "verify"], below: Root.self) == "root")
    #expect(commandName(of: ["--ledger"], below: Root.self) == "root")
  }
}

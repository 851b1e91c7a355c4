import ArgumentParser
import Billing
import TestSupport
import Testing

@testable import tarsier

@Suite("The process: its exit status and its streams")
struct ProcessTests {
  @Test func helpAndVersionAreResults() throws {
    let help = try Binary.run(["--help"])
    #expect(help.status == 0 && help.err.isEmpty && help.out.contains("--ledger"))
    let version = try Binary.run(["--version"])
    #expect(version.status == 0 && version.err.isEmpty && version.out.split(separator: ".").count == 3)
  }

  @Test(arguments: [
    (["--frmat"], "error: tarsier: unknown option '--frmat'; see 'tarsier --help'\n"),
    (
      ["--ledgr", "x"],
      "error: tarsier: unknown option '--ledgr', did you mean '--ledger'?; see 'tarsier --help'\n"
    ),
    (["nonsense"], "error: tarsier: there is no command 'nonsense'; see 'tarsier --help'\n"),
    (
      ["imprt", "x"],
      "error: tarsier: there is no command 'imprt', did you mean 'import'?; see 'tarsier --help'\n"
    ),
    (
      ["import"],
      "error: tarsier import: missing expected argument '<paths> ...'; see 'tarsier import --help'\n"
    ),
    (["--ledger"], "error: tarsier: missing value for '--ledger <file>'; see 'tarsier --help'\n"),
  ])
  func wrongUsageIs64(arguments: [String], message: String) throws {
    let result = try Binary.run(arguments)
    #expect(result.status == 64)
    #expect(result.out.isEmpty)
    #expect(result.err == message)
  }

  @Test func aProblemIs1() {
    let outcome = Outcome(Problem("a.csv:3", "is no bill", remedy: "name another file"), in: "tarsier import")
    #expect(outcome.status == 1)
    #expect(outcome.error == "error: a.csv:3: is no bill; name another file\n")
  }

  @Test func aStatusIsItself() {
    #expect(Outcome(ExitCode(2), in: "tarsier audit") == Outcome(status: 2))
    #expect(Outcome(ExitCode.success, in: "tarsier audit") == .success)
  }

  @Test func anErrorCommandsNoTerminal() {
    let outcome = Outcome(Problem("a\u{1B}[2J.csv", "two\nlines", remedy: "see\tthem"), in: "tarsier import")
    #expect(outcome.error == "error: a␛[2J.csv: two\nlines; see␉them\n")
  }

  @Test func whatNobodyExpectedIs1() {
    struct Surprise: Error, CustomStringConvertible { var description: String { "surprise" } }
    let outcome = Outcome(Surprise(), in: "tarsier cost")
    #expect(outcome.status == 1)
    #expect(outcome.error.hasPrefix("error: tarsier cost: surprise; "))
  }

  @Test func aReaderThatLeavesIsNoFailure() throws {
    let result = try Program.run(
      "bash", ["-c", "set -o pipefail; \(Binary.path) --help | head -c 0"])
    #expect(result.status == 0 && result.err.isEmpty)
  }
}

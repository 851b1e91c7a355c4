import Listings
import Testing

@testable import tarsier

@Suite("What is known of the terminal")
struct TerminalTests {
  @Test func aPipeIsAsWideAsItNeeds() {
    #expect(Terminal(isTerminal: false, reported: nil, environment: [:]).width == nil)
  }

  @Test func columnsCountEverywhere() {
    #expect(Terminal(isTerminal: false, reported: nil, environment: ["COLUMNS": "60"]).width == 60)
    #expect(Terminal(isTerminal: true, reported: 120, environment: ["COLUMNS": "60"]).width == 60)
    #expect(Terminal(isTerminal: true, reported: 120, environment: ["COLUMNS": "0"]).width == 120)
  }

  @Test func aSilentTerminalHasEightyColumns() {
    #expect(Terminal(isTerminal: true, reported: nil, environment: [:]).width == 80)
  }

  @Test(arguments: [
    (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
    (true, ["TERM": "dumb"], false),
  ])
  func coloursOnlyWhereWelcome(isTerminal: Bool, environment: [String: String], colour: Bool) {
    #expect(Terminal(isTerminal: isTerminal, reported: 80, environment: environment).colour == colour)
  }

  @Test(arguments: [
    ("abc", 3), ("Größe", 5), ("東京", 4), ("e\u{301}", 1), ("😀", 2), ("한국", 4), ("…", 1), ("", 0),
  ])
  func measuresText(text: String, width: Int) {
    #expect(displayWidth(of: text) == width)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("東京都", 4, "東…"),
    ("arn:aws:iam::1:role/admin", 11, "…role/admin"), ("/a/b/8611537", 8, "…8611537"),
  ])
  func shortens(text: String, width: Int, short: String) {
    #expect(shortened(text, to: width) == short)
  }
}

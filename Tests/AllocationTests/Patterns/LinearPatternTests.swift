import TestSupport
import Testing

@testable import Allocation

@Suite("Regular expressions")
struct LinearPatternTests {
  @Test(arguments: [
    ("", "", true), ("", "a", true), ("a", "xay", true), ("^a", "xa", false), ("a$", "ab", false),
    ("^a$", "a", true), ("a|b", "xxb", true), ("^(a|b)+$", "abba", true), ("^(a|b)+$", "abc", false),
    ("^a*$", "", true), ("^a+$", "", false), ("^a?b$", "ab", true), ("^a{2}$", "aa", true),
    ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaa", true), ("^a{1,2}$", "aaa", false), ("a{x", "a{x", true),
    ("^[a-c]+$", "abc", true), ("^[^a-c]+$", "abc", false), ("[]]", "]", true), ("^[a\\-z]$", "-", true),
    ("^[a-]$", "-", true), ("^\\d{3}$", "123", true), ("^\\w+$", "a_1", true), ("\\s", "a b", true),
    ("^\\S+$", "a b", false), ("^[\\D]$", "1", false), ("a.c", "abc", true), ("a.c", "a\nc", false),
    ("\\.", "a", false), ("\\bcat\\b", "a cat.", true), ("\\bcat\\b", "cats", false), ("\\Bat", "cat", true),
    ("(?i)prod", "PROD", true), ("(?i)[a-c]x", "BX", true), ("(?:ab)+c", "ababc", true),
    ("é+", "caféé", true),
    ("^(a*)*$", "aaab", false), ("(a|ab)(c|bcd)$", "abcd", true), ("^(|a)+$", "aaa", true),
    ("\\\\", "\\", true),
  ])
  func matches(pattern: String, text: String, expected: Bool) throws {
    #expect(try LinearPattern(pattern).matches(text) == expected)
  }

  @Test(arguments: [
    ("^(?<app>[a-z]+)-(prod|dev)", "poll-prod-7", "poll"), ("^(?P<app>[a-z]+)", "a1", "a"),
    ("(?<app>a+?)a*$", "aaa", "a"), ("(?<app>a+)a*$", "aaa", "aaa"), ("x(?<app>b)?", "xc", nil),
    ("(?<app>[0-9]+)", "ab", nil), ("(?<app>a|ab)(c|bcd)", "abcd", "a"), ("-(?<app>é.)", "-éx", "éx"),
    ("(?<app>)x", "ax", ""), ("(?:(?<app>[a-z])[0-9])+", "a1b2", "b"), ("(?<app>b)|a", "xab", nil),
  ])
  func findsTheNamedGroup(pattern: String, text: String, expected: String?) throws {
    #expect(try LinearPattern(pattern, group: "app").text(in: text) == expected)
  }

  @Test(arguments: [
    ("(", "a '(' is not closed"), ("a)", "a ')' has no '('"), ("[a", "a '[' is not closed"),
    ("*a", "'*' has nothing before it to repeat"), ("a\\", "it ends in a single backslash"),
    ("(?=a)", "looking ahead or behind is not supported"),
    ("(a)\\1", "references back such as \\1 are not supported"),
    ("a{2000}", "it repeats something more than 1000 times"),
    ("a{3,2}", "a repetition ends before it begins"),
    ("((a{100}){100}){100}", "it is too large"), ("[z-a]", "the range z-a ends before it begins"),
    ("(?<a>x)(?<a>y)", "two groups are named 'a'"), ("\\q", "'\\q' is not known"),
  ])
  func refuses(pattern: String, what: String) throws {
    #expect(try #require(throws: PatternError.self) { try LinearPattern(pattern) }.what == what)
  }

  /// Engines that try again need 2^40 steps for these.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["^(a+)+$", "^(a|a)*$", "^(a*)*b$", "^(a|aa)+$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"])
  func neverRunsOn(pattern: String) throws {
    let text = String(repeating: pattern.contains("x") ? "x" : "a", count: 2000) + "!"
    #expect(try !LinearPattern(pattern).matches(text))
  }

  @Test(arguments: [
    ("a*", "abc", true), ("*c", "abc", true), ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "ab", false),
    ("*", "", true), ("*b*", "abc", true), ("*bb*", "abc", false), ("a*b*c", "axxbyyc", true),
    ("ab*ba", "aba", false), ("AWSSupport*", "AWSSupportBusiness", true),
  ])
  func wildcards(pattern: String, text: String, expected: Bool) throws {
    #expect(try #require(Wildcard(pattern)).matches(text) == expected)
  }
}

internal import Billing

/// What the settings and tags say is no finding though a rule flags it.
public struct Exceptions: Sendable {
  /// One entry of `exceptions:`.
  public struct Entry: Sendable, Equatable {
    /// A rule's id; `*` and `?` stand for any characters, here and below.
    public var rule: String
    /// An id or an ARN.
    public var resource: String
    /// Nil for every account.
    public var account: String?
    /// The end of the last day on which it holds, in seconds since 1970; nil for always.
    public var until: Int?
    public var reason: String?

    public init(rule: String, resource: String, account: String?, until: Int?, reason: String?) {
      self.rule = rule
      self.resource = resource
      self.account = account
      self.until = until
      self.reason = reason
    }
  }

  private static let ignoreTag = "tarsier:ignore"
  private static let janitorTag = "janitor"

  private let entries: [Entry]

  public init(_ entries: [Entry] = []) {
    self.entries = entries
  }

  /// - Throws: where an entry names a rule that nobody knows.
  public func check(against known: [String], place: String) throws {
    for entry in entries where !known.contains(where: { Glob.matches($0, entry.rule) }) {
      throw Problem.unknownRule(place, entry.rule, known: known)
    }
  }

  /// Marks a finding as excepted, or says in its message that its exception has ended.
  func apply(to finding: inout Finding, _ rule: Rule, tags: [String: String], asOf: Int) {
    if let tag = Self.exceptingTag(rule, tags) {
      finding.exception = "tag \(tag)"
      return
    }
    let fitting = entries.filter { $0.fits(finding) }
    if let entry = fitting.first(where: { $0.until ?? .max >= asOf }) {
      let until = entry.until.map { " until \(Civil.dateText(days: $0 / 86_400))" } ?? ""
      finding.exception = "settings\(until)\(entry.reason.map { ": \($0)" } ?? "")"
    } else if let entry = fitting.max(by: { $0.until ?? 0 < $1.until ?? 0 }), let until = entry.until {
      let reason = entry.reason.map { " (\($0))" } ?? ""
      finding.message += "; its exception ended on \(Civil.dateText(days: until / 86_400))\(reason)"
    }
  }

  /// `tarsier:ignore=RULE`, several with commas or blanks, or `*`; SimianArmy's `janitor=donotmark` for what its
  /// janitor looked after: the unused, and whatever would be cleaned up.
  private static func exceptingTag(_ rule: Rule, _ tags: [String: String]) -> String? {
    // Most resources have neither tag, and ten thousands are asked.
    let lengths = (Self.ignoreTag.utf8.count, Self.janitorTag.utf8.count)
    let marks = tags.lazy.filter { $0.key.utf8.count == lengths.0 || $0.key.utf8.count == lengths.1 }
    for (key, value) in marks.sorted(by: { $0.key < $1.key }) {
      switch key.lowercased() {
      case ignoreTag:
        let patterns = value.split { ", ;".contains($0) }.map(String.init)
        if patterns.contains(where: { Glob.matches(rule.id, $0) }) { return "\(key)=\(value)" }
      case janitorTag where value.lowercased() == "donotmark":
        if rule.family == .unused || rule.cleanup != nil { return "\(key)=\(value)" }
      default: break
      }
    }
    return nil
  }
}

extension Exceptions.Entry {
  fileprivate func fits(_ finding: Finding) -> Bool {
    guard Glob.matches(finding.rule, rule), account == nil || account == finding.account else { return false }
    return Glob.matches(finding.resourceID, resource)
      || finding.arn.map { Glob.matches($0, resource) } ?? false
  }
}

/// Patterns in which `*` stands for any characters and `?` for one.
enum Glob {
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let (text, pattern) = (Array(text.utf8), Array(pattern.utf8))
    var (at, next) = (0, 0)
    // Where the last star is, and how far it reached: what to come back to when the rest does not fit.
    var star: (pattern: Int, text: Int)?
    while at < text.count {
      if next < pattern.count, pattern[next] == UInt8(ascii: "*") {
        star = (next, at)
        next += 1
      } else if next < pattern.count, pattern[next] == text[at] || pattern[next] == UInt8(ascii: "?") {
        at += 1
        next += 1
      } else if let last = star {
        star = (last.pattern, last.text + 1)
        (at, next) = (last.text + 1, last.pattern + 1)
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

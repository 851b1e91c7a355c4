internal import Billing
internal import Glibc

extension Problem {
  // Rule files

  static func repeatedRule(_ place: String, id: String, first: String) -> Problem {
    Problem(
      place, "the rule '\(id)' is there already, in \(first)",
      remedy: "give it another id, or write 'replaces: \(id)' in it to take that rule's place")
  }

  static func nothingToReplace(_ place: String, id: String) -> Problem {
    Problem(place, "replaces '\(id)', which is no rule", remedy: "correct the id (see tarsier rules list)")
  }

  static func unknownRule(_ place: String, _ id: String, known: [String]) -> Problem {
    let nearest = NearestName.of(id, among: known).map { "did you mean '\($0)'?" }
    return Problem(
      place, "there is no rule '\(id)'", remedy: nearest ?? "tarsier rules list shows every rule")
  }

  static func unknownParameter(_ place: String, rule: String, _ name: String, known: [String]) -> Problem {
    let has = known.isEmpty ? "it has none" : "its parameters are: \(known.joined(separator: ", "))"
    return Problem(place, "the rule '\(rule)' has no parameter '\(name)'", remedy: has)
  }

  static func parameterOfOtherKind(_ place: String, rule: String, _ name: String, expected: String) -> Problem
  {
    Problem(
      place, "the parameter '\(name)' of the rule '\(rule)' is not \(expected)", remedy: "write \(expected)")
  }

  static func noRules(_ path: String) -> Problem {
    Problem(path, "holds no rule files", remedy: "name a folder with rules as .yaml files in it")
  }

  static func unreadableRule(_ path: String) -> Problem {
    Problem(path, "cannot be read", remedy: "check that the file exists and that you may read it")
  }

  // Queries

  static func wrongQuery(_ rule: Rule, _ what: String) -> Problem {
    Problem(
      rule.queryPlace, "the query of '\(rule.id)' is wrong: \(what)",
      remedy: "correct it; tarsier rules tables lists what a query can read")
  }

  static func forbiddenQuery(_ rule: Rule, _ what: String) -> Problem {
    Problem(
      rule.queryPlace, "the query of '\(rule.id)' may not \(what)",
      remedy: "a rule only reads; tarsier rules tables lists what it can read")
  }

  static func clockInQuery(_ rule: Rule) -> Problem {
    Problem(
      rule.queryPlace, "the query of '\(rule.id)' asks for the clock",
      remedy: "use as_of(), days_ago(n) or hours_ago(n), so that an audit as of another day is right")
  }

  static func missingColumn(_ rule: Rule, _ column: String) -> Problem {
    Problem(
      rule.queryPlace, "the query of '\(rule.id)' gives no column '\(column)'",
      remedy: "let it select resource_id, account_id, region and message")
  }

  static func nullColumn(_ rule: Rule, _ column: String) -> Problem {
    Problem(
      rule.queryPlace, "the query of '\(rule.id)' gave a row without \(column)",
      remedy: "let it leave out such rows, or fill them with coalesce()")
  }

  static func tooSlow(_ rule: Rule, limit: Duration) -> Problem {
    Problem(
      rule.queryPlace, "the query of '\(rule.id)' took longer than \(limit.components.seconds) seconds",
      remedy: "join tables on account_id, region and the id, which have an index")
  }

  static func tooManyRows(_ rule: Rule, _ most: Int) -> Problem {
    Problem(
      rule.queryPlace, "the query of '\(rule.id)' gave more than \(most) rows",
      remedy: "let it flag less: nobody reads so many")
  }

  static func noInteger(_ rule: Rule, _ column: String, _ text: String) -> Problem {
    Problem(
      rule.queryPlace, "the query of '\(rule.id)' gave the \(column) '\(text)', which is no whole number",
      remedy: "give money in units as the tables have it, from part() and not by dividing")
  }

  // Examples

  static func unknownTable(_ place: String, _ table: String, known: [String]) -> Problem {
    let nearest = NearestName.of(table, among: known).map { "did you mean '\($0)'?" }
    return Problem(
      place, "there is no table '\(table)'", remedy: nearest ?? "tarsier rules tables lists them all")
  }

  static func unknownColumn(_ place: String, _ table: String, _ column: String, known: [String]) -> Problem {
    let nearest = NearestName.of(column, among: known).map { "did you mean '\($0)'?" }
    return Problem(
      place, "the table '\(table)' has no column '\(column)'",
      remedy: nearest ?? "its columns are: \(known.joined(separator: ", "))")
  }

  static func takenTableName(_ place: String, _ name: String) -> Problem {
    Problem(place, "there is a table '\(name)' already", remedy: "give the table of the bills another name")
  }

  // Owners

  static func unknownOwnerSource(_ source: String) -> Problem {
    Problem(
      "janitor.owner_from", "'\(source)' is no way to find an owner",
      remedy: "write tag:KEY, concept:NAME or account")
  }

  // Programs

  static func programNotAllowed(_ rule: Rule, _ program: RuleProgram) -> Problem {
    Problem(
      rule.queryPlace, "the program '\(program.name)' of '\(rule.id)' is not allowed to run",
      remedy: "read it, and add it under 'rules: {programs: [\(program.name)]}' in the settings")
  }

  static func programAsRoot(_ rule: Rule, _ program: RuleProgram) -> Problem {
    Problem(
      rule.queryPlace, "the program '\(program.name)' of '\(rule.id)' does not run as root",
      remedy: "run tarsier as a user who may do less, or disable the rule")
  }

  static func programNotStarted(_ rule: Rule, _ program: RuleProgram, _ code: Int32) -> Problem {
    Problem(
      program.path,
      unsafe "the program of '\(rule.id)' cannot be started: \(String(cString: strerror(code)))",
      remedy: "check that it is there, beside \(rule.file), and executable")
  }

  static func programFailed(
    _ rule: Rule, _ program: RuleProgram, status: Int32, _ complaint: [UInt8]
  ) -> Problem {
    let words = String(decoding: complaint, as: UTF8.self).split(separator: "\n").first.map { ": \($0)" }
    let end = status & 0x7f == 0 ? "status \((status >> 8) & 0xff)" : "signal \(status & 0x7f)"
    return Problem(
      program.path, "the program of '\(rule.id)' ended with \(end)\(words ?? "")",
      remedy: "run it by hand on the rows of its examples")
  }

  static func programTooSlow(_ rule: Rule, _ program: RuleProgram) -> Problem {
    Problem(
      program.path, "the program of '\(rule.id)' took longer than \(program.seconds) seconds",
      remedy: "let it do less, or raise 'seconds' under 'program' in \(rule.file)")
  }

  static func programFloods(_ rule: Rule, _ program: RuleProgram, _ most: Int) -> Problem {
    Problem(
      program.path, "the program of '\(rule.id)' wrote more than \(most >> 20) MB",
      remedy: "let it write one line for each finding and nothing else")
  }

  static func noFinding(_ rule: Rule, _ program: RuleProgram, line: Int, _ text: String) -> Problem {
    Problem(
      "\(program.path), line \(line) of its output",
      "the program of '\(rule.id)' wrote what is no finding: '\(text)'",
      remedy: "let it write JSON objects with resource_id, account_id, region and message as texts")
  }

  static func noProgramInput(_ code: Int32) -> Problem {
    Problem(
      "/tmp", unsafe "no file for a program's rows: \(String(cString: strerror(code)))",
      remedy: "make room there, and let this user write to it")
  }
}

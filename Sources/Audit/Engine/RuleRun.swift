/// Runs one rule after the other with all that a rule may use: tables of the bills, and a program.
struct RuleRun {
  let rows: RuleHits
  let bills: CostTables

  enum Outcome {
    case hits([RuleConnection.Hit])
    case notChecked(String)
  }

  func outcome(of rule: Rule) throws -> Outcome {
    // The names must go also where the query fails: the next rule may use them too.
    let outcome = Result {
      if let shortage = try bills.stand(for: rule) { return Outcome.notChecked(shortage.reason) }
      return .hits(try rows.hits(of: rule))
    }
    try bills.leave()
    return try outcome.get()
  }
}

/// What a rule flags: the rows of its query, or what its program makes of them.
struct RuleHits {
  let connection: RuleConnection
  let programs: ProgramSettings

  func hits(of rule: Rule) throws -> [RuleConnection.Hit] {
    guard let program = rule.program else { return try connection.hits(of: rule) }
    try programs.check(program, of: rule)
    var input = ProgramInput()
    try connection.forEachRow(of: rule) { row, columns in input.add(row, columns) }
    let output = try ProgramProcess(program, rule).output(for: input.bytes)
    return try ProgramOutput(rule, program, connection.scale).hits(in: output)
  }
}

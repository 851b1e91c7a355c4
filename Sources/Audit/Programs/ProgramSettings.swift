internal import Billing
public import Glibc

/// Which programs of rules may run.
public struct ProgramSettings: Sendable {
  private let allowed: Set<String>
  private let isRoot: Bool

  /// - Parameters:
  ///   - allowed: the names under `rules: {programs: …}`.
  ///   - isRoot: whether this process may do anything; no program of a rule runs then.
  public init(allowed: [String] = [], isRoot: Bool = geteuid() == 0) {
    self.allowed = Set(allowed)
    self.isRoot = isRoot
  }

  func check(_ program: RuleProgram, of rule: Rule) throws {
    guard allowed.contains(program.name) else { throw Problem.programNotAllowed(rule, program) }
    guard !isRoot else { throw Problem.programAsRoot(rule, program) }
  }
}

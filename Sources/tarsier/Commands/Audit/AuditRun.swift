internal import Listings
internal import Allocation
internal import Audit
internal import Billing
internal import Ledger

/// Puts an audit together from the settings, the ledger and the options that commands share.
struct AuditRun {
  let ledger: Ledger
  let settings: Settings
  let engine: CostEngine
  /// The folders whose rules are added to the shipped ones.
  let ruleFolders: [String]
  /// Whether a rehearsal's snapshot was taken when it says.
  let believesRehearsals: Bool

  init(
    _ globals: GlobalOptions, ruleFolders: [String], writes: Bool, believesRehearsals: Bool = true
  ) throws {
    let path = globals.ledgerPath
    // A ledger is there already when it is audited; writing must not make an empty one.
    ledger = try writes ? Ledger.writing(try Ledger.reading(path).path) : Ledger.reading(path)
    settings = try SettingsFile.read(globals.configPath)
    engine = CostEngine(ledger: ledger, settings: settings)
    self.ruleFolders = ruleFolders + RuleLibrary.folders(beside: globals.configPath)
    self.believesRehearsals = believesRehearsals
  }

  private init(_ ledger: Ledger, _ settings: Settings, ruleFolders: [String], believesRehearsals: Bool) {
    self.ledger = ledger
    self.settings = settings
    self.ruleFolders = ruleFolders
    self.believesRehearsals = believesRehearsals
    engine = CostEngine(ledger: ledger, settings: settings)
  }

  /// Opens the same for reading on a connection of its own, for another thread.
  var reopened: @Sendable () throws -> AuditRun {
    { [path = ledger.path, settings, ruleFolders, believesRehearsals] in
      AuditRun(
        try Ledger.reading(path), settings, ruleFolders: ruleFolders, believesRehearsals: believesRehearsals)
    }
  }

  /// Rules to run, and what is wrong with files that are none.
  struct Selection {
    var rules: [Rule]
    var failed: [Problem] = []
    /// The ids of all rules, those that do not run among them.
    var known: [String] = []
  }

  func rules(families: Set<Rule.Family> = [], ids: [String] = []) throws -> Selection {
    let library = try RuleLibrary(folders: ruleFolders, settings: RuleSettings(settings))
    do {
      try exceptions.check(
        against: library.rules.map(\.id), place: settings.exceptions.first?.place ?? "exceptions")
    } catch {
      // An exception may well be from a rule that could not be read.
      throw library.failed.first ?? error
    }
    return Selection(
      rules: try library.selected(families: families, ids: ids), failed: library.failed,
      known: library.rules.map(\.id))
  }

  private var exceptions: Exceptions {
    Exceptions(
      settings.exceptions.map { exception in
        Exceptions.Entry(
          rule: exception.rule, resource: exception.resource, account: exception.account,
          until: exception.until.map { $0 * 86_400 + 86_399 }, reason: exception.reason)
      })
  }

  /// The concept `team` of a finding's resource, else its tag of that name.
  func team(of finding: Finding, asOf: AsOf) -> String? {
    settings.value(
      ofConcept: "team", tags: finding.tags, account: finding.account, region: finding.region,
      month: asOf.month)
      ?? finding.tags["team"]
  }

  /// What an audit found, and what a reader must know beside it.
  struct Outcome {
    var result: AuditResult
    var notes: [String]
  }

  func outcome(_ selection: Selection, asOf: AsOf) throws -> Outcome {
    let bills = billAnswers(for: selection.rules, asOf: asOf)
    defer { bills.finish() }
    var result = try auditor(selection.rules, bills, costs: try bills.costs(from: engine), asOf: asOf)
      .audit(asOf: asOf.lastSecond)
    result.failed = selection.failed + result.failed
    var notes = NotCheckedNotes.notes(result.notChecked)
    if try bills.costs(from: engine).usesBilled {
      notes.append("a bill has no effective cost; what its resources cost is the billed cost")
    }
    return Outcome(result: result, notes: notes)
  }

  /// How many resources each family checked and flagged; nothing is priced for that.
  func scores(_ selection: Selection, asOf: AsOf) throws -> [ConformityScore] {
    let bills = billAnswers(for: selection.rules, asOf: asOf)
    defer { bills.finish() }
    let free = ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false)
    return try auditor(selection.rules, bills, costs: free, asOf: asOf).audit(asOf: asOf.lastSecond).scores
  }

  private func billAnswers(for rules: [Rule], asOf: AsOf) -> BillAnswers {
    BillAnswers(for: rules, asOf: asOf.hour) { [path = ledger.path, settings] in
      CostEngine(ledger: try Ledger.reading(path), settings: settings)
    }
  }

  private func auditor(
    _ rules: [Rule], _ bills: BillAnswers, costs: @escaping @autoclosure () throws -> ResourceCosts,
    asOf: AsOf
  ) throws -> Auditor {
    Auditor(
      ledger: ledger, rules: rules, costs: try costs(),
      owners: try OwnerResolver(settings, month: asOf.month),
      exceptions: exceptions, programs: ProgramSettings(allowed: settings.rulePrograms),
      believesRehearsals: believesRehearsals, table: { try bills.table($0, from: engine) },
      second: {
        let ledger = try Ledger.reading(ledger.path)
        let engine = CostEngine(ledger: ledger, settings: settings)
        return AuditSource(ledger: ledger) { try bills.table($0, from: engine) }
      })
  }
}

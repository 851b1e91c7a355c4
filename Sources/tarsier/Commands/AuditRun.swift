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

  init(_ globals: GlobalOptions, ruleFolders: [String], writes: Bool) throws {
    let path = globals.ledgerPath
    // A ledger is there already when it is audited; writing must not make an empty one.
    ledger = try writes ? Ledger.writing(try Ledger.reading(path).path) : Ledger.reading(path)
    settings = try SettingsFile.read(globals.configPath)
    engine = CostEngine(ledger: ledger, settings: settings)
    self.ruleFolders = ruleFolders + globals.rulesBesideConfig
  }

  func library() throws -> RuleLibrary {
    let parameters = settings.ruleParameters.mapValues { values in
      values.mapValues { value in Int(value).map(Rule.Parameter.integer) ?? .text(value) }
    }
    return try RuleLibrary(
      folders: ruleFolders,
      settings: RuleSettings(disable: Set(settings.disabledRules), parameters: parameters))
  }

  /// What an audit found, and what a reader must know beside it.
  struct Outcome {
    var result: AuditResult
    var notes: [String]
  }

  func outcome(_ rules: [Rule], asOf: AsOf) throws -> Outcome {
    let settings = settings
    let owners = try OwnerResolver(
      order: settings.ownerOrder ?? OwnerResolver.usualOrder,
      accountOwners: settings.accounts.compactMapValues(\.owner), defaultOwner: settings.defaultOwner
    ) { concept, resource in
      settings.value(
        ofConcept: concept, tags: resource.tags, account: resource.account, region: resource.region,
        month: Civil.monthText(hours: asOf.lastSecond / 3600))
    }
    let costs = try engine.resourceCosts(asOf: asOf.hour)
    let auditor = Auditor(ledger: ledger, rules: rules, costs: costs, owners: owners)
    let result = try auditor.audit(asOf: asOf.lastSecond)
    var notes = result.notChecked.map {
      "\($0.rule) was not checked in \($0.account)/\($0.region): \($0.reason)"
    }
    if costs.usesBilled {
      notes.append("a bill has no effective cost; what its resources cost is the billed cost")
    }
    return Outcome(result: result, notes: notes)
  }
}

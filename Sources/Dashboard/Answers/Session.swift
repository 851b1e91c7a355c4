internal import Allocation
internal import Audit
internal import Ledger
internal import Listings

/// What one request is answered from: a ledger in one state, the organisation's settings, and the moment.
struct Session {
  let ledger: Ledger
  let settings: Settings
  let asOf: AsOf
  let dashboard: DashboardSettings
  /// How much work the request may make.
  let limit: WorkLimit

  var engine: CostEngine { CostEngine(ledger: ledger, settings: settings, limit: limit) }

  /// - Throws: a `Problem` where there is no inventory as of then.
  func inventory(asOf: AsOf) throws -> InventoryQuestion {
    try InventoryQuestion(ledger: ledger, asOf: asOf)
  }

  var concepts: ConceptQuestion { ConceptQuestion(ledger: ledger, settings: settings, engine: engine) }

  /// The rules that are shipped and those beside the settings.
  ///
  /// - Throws: also where one file is no rule; who asks about rules wants to know.
  func rules() throws -> RuleLibrary {
    let library = try RuleLibrary(
      folders: RuleLibrary.folders(beside: dashboard.config), settings: RuleSettings(settings))
    if let problem = library.failed.first { throw problem }
    return library
  }
}

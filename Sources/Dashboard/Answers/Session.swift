internal import Allocation
internal import Ledger
internal import Listings

/// What one request is answered from: a ledger in one state, the organisation's settings, and the moment.
struct Session {
  let ledger: Ledger
  let settings: Settings
  let asOf: AsOf
  let dashboard: DashboardSettings

  var engine: CostEngine { CostEngine(ledger: ledger, settings: settings) }
}

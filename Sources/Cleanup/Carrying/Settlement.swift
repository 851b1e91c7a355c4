internal import Billing
internal import Collector
internal import Janitor
public import Ledger

/// Looks up what nobody knew of when the last run ended.
///
/// What still nobody knows stays open, and holds up every further action on its resource. Before a night decides
/// anything is the best time: what was carried out then counts as cleaned, not as gone by itself.
public struct Settlement {
  private let ledger: Ledger
  private let cloud: Cloud
  private let journal: Journal

  public init(ledger: Ledger, cloud: Cloud, night: CleanupNight) {
    self.init(ledger: ledger, cloud: cloud, journal: Journal(log: JanitorLog(ledger), night: night))
  }

  init(ledger: Ledger, cloud: Cloud, journal: Journal) {
    self.ledger = ledger
    self.cloud = cloud
    self.journal = journal
  }

  public func settle() async throws {
    let past = try journal.past()
    for intent in past.open {
      guard let resource = intent.resource, let action = intent.action,
        let operation = CleanupCatalog.operation(action, on: resource.type)
      else { continue }
      let number = resource.account
      let account = journal.night.accounts[number] ?? CleanupAccount(number: number)
      let reached: ReachedAccount
      do {
        reached = try await cloud.reach(account, region: resource.region)
      } catch is Problem { continue }
      let performer = Performer(cloud: cloud, journal: journal)
      let result = try await performer.lookUp(intent, operation, as: reached)
      try conclude(intent, result)
    }
  }

  /// What else must be written once it is known.
  private func conclude(_ intent: LogEntry, _ result: Performer.Result) throws {
    switch result {
    case .done(_, _, let made):
      guard let undoes = intent.detail["undoes"].flatMap({ Int($0) }),
        let done = try journal.past(with: undoes).entry(undoes)
      else { return }
      try Self.noteUndone(done, made: made, journal)
    case .failed:
      guard intent.detail["off_hours"] == "stop", let resource = intent.resource else { return }
      try OffHoursStore(ledger, isRehearsal: journal.night.isRehearsal).forget(resource)
    case .gone, .unsure: return
    }
  }

  static func noteUndone(_ done: LogEntry, made: String?, _ journal: Journal) throws {
    guard let subject = done.subject else { return }
    try journal.write(.undone, subject, answers: done.sequence, made.map { ["made": $0] } ?? [:])
  }
}

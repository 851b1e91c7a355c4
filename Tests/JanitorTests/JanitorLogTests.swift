import Ledger
import TestSupport
import Testing

@testable import Janitor

struct JanitorLogTests {
  private let folder: TemporaryFolder
  private let ledger: Ledger

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger.writing("\(folder.path)/ledger.sqlite")
  }

  private func entry(_ event: LogEntry.Event, _ detail: [String: String] = [:]) -> LogEntry {
    LogEntry(
      at: 1_000, writtenAt: 2_000, by: "janitor", event: event, mark: 7, rule: "ebs-volume-detached",
      action: "delete-ebs-volume",
      resource: MarkedResource(
        type: "ebs_volume", account: "1", region: "r", id: "vol-1", arn: "arn:v", createdAt: nil),
      detail: detail)
  }

  @Test func givesBackWhatWasWritten() throws {
    let log = JanitorLog(ledger)
    #expect(try log.append(entry(.intent, ["request": "aws ec2 delete-volume \"é\""])) == 1)
    #expect(try log.append(entry(.done)) == 2)
    var first = entry(.intent, ["request": "aws ec2 delete-volume \"é\""])
    first.sequence = 1
    #expect(try log.entries().first == first)
    #expect(try log.verify() == 2)
  }

  @Test func severalMayWriteAtOnce() async throws {
    let (path, line) = (ledger.path, entry(.marked))
    try await withThrowingTaskGroup { group in
      for _ in 1...4 {
        group.addTask {
          let log = JanitorLog(try Ledger.writing(path, patience: 60))
          for _ in 1...25 { try log.append(line) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try JanitorLog(ledger).verify() == 100)
  }

  @Test func onlyGrows() throws {
    try JanitorLog(ledger).append(entry(.marked))
    #expect(throws: (any Error).self) { try ledger.database.run("DELETE FROM janitor_log") }
    #expect(throws: (any Error).self) { try ledger.database.run("UPDATE janitor_log SET at = 1") }
  }

  @Test(arguments: [
    "UPDATE janitor_log SET body = replace(body, 'vol-1', 'vol-2') WHERE sequence = 2",
    "UPDATE janitor_log SET hash = replace(hash, 'a', 'b') WHERE sequence = 3",
    "DELETE FROM janitor_log WHERE sequence = 2",
    "DELETE FROM janitor_log WHERE sequence = 1",
  ]) func seesThatALineWasChanged(_ change: String) throws {
    let log = JanitorLog(ledger)
    for event in [LogEntry.Event.noticed, .marked, .notified, .due] { try log.append(entry(event)) }
    try ledger.database.execute("DROP TRIGGER janitor_log_stays; DROP TRIGGER janitor_log_is_kept")
    try ledger.database.run(change)
    #expect(throws: (any Error).self) { try log.verify() }
  }
}

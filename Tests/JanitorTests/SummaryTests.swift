import Allocation
import Billing
import Ledger
import Testing

@testable import Janitor

struct SummaryTests {
  private func entry(_ event: LogEntry.Event, saving: String? = nil, isRehearsal: Bool) -> LogEntry {
    var detail = ["currency": "USD"]
    detail["saving"] = saving
    if isRehearsal { detail["rehearsal"] = "yes" }
    return LogEntry(
      at: 1, writtenAt: 1, by: "janitor", event: event, mark: saving == nil ? nil : 7,
      action: "delete-ebs-volume",
      resource: MarkedResource(
        type: "ebs_volume", account: "1", region: "r", id: "vol-\(saving ?? "")", arn: "", createdAt: nil),
      detail: detail)
  }

  @Test func savingsOfRehearsalsCountInTheirOwnSummaryAlone() throws {
    let ledger = try Ledger.writing(":memory:")
    let log = JanitorLog(ledger)
    func saved() throws -> [Amount?] {
      try JanitorSummary(ledger, CostEngine(ledger: ledger)).savings.totals.map(\.estimated)
    }
    try log.append(entry(.done, saving: "5.00", isRehearsal: true))
    try log.append(entry(.done, saving: "3.00", isRehearsal: false))
    #expect(try saved() == [Amount("3.00")])
    try log.append(entry(.nightBegan, isRehearsal: false))
    #expect(try saved() == [Amount("3.00")])
    try log.append(entry(.nightBegan, isRehearsal: true))
    #expect(try saved() == [Amount("8.00")])
  }
}

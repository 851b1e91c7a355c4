import Allocation
import Billing
import Synchronization
import TestSupport
import Testing

/// A question that is given up where it would take too much.
struct WorkLimitTests {
  private static let text = FocusText(
    ("5.5", ["ServiceName": "Compute", "Tags": #"{"team": "a"}"#]), ("3.25", ["ServiceName": "Storage"]),
    ("2", ["ServiceName": "Support"])
  ).text

  private func answer(_ question: CostQuestion, _ limit: WorkLimit?) throws -> [String] {
    let small = try SmallLedger(Self.text)
    return try CostEngine(ledger: small.ledger, limit: limit).answer(question).rows.map(\.text)
  }

  private var byHour: CostQuestion {
    var question = byService
    question.per = .hour
    return question
  }

  private var byService: CostQuestion {
    var question = CostQuestion()
    question.by = ["service"]
    return question
  }

  @Test func asManySumsAsThereMayBe() throws {
    let all = try answer(byService, nil)
    #expect(all.count == 3)
    #expect(try answer(byService, WorkLimit(sums: 3) { false }) == all)
    let exceeded = #expect(throws: WorkLimit.Exceeded.self) {
      try answer(byService, WorkLimit(sums: 2) { false })
    }
    #expect(exceeded?.problem.what == "needs 3 sums, and a request may have 2")
    // Three services in the 744 hours of the month.
    let roomy = #expect(throws: WorkLimit.Exceeded.self) {
      try answer(byHour, WorkLimit(sums: 557) { false })
    }
    #expect(roomy?.problem.what == "needs room for 2232 sums, and a request may have 2228")
    #expect(try answer(byHour, WorkLimit(sums: 558) { false }).count == 3)
  }

  @Test func isGivenUpWhereItIsOver() throws {
    let exceeded = #expect(throws: WorkLimit.Exceeded.self) {
      try answer(CostQuestion(), WorkLimit(sums: 100) { true })
    }
    #expect(exceeded?.problem.what == "takes longer than a request may")
  }

  @Test func countsWhatTheThreadWorks() throws {
    #expect(try answer(byService, WorkLimit(sums: 100, seconds: 1_000)).count == 3)
    #expect(throws: WorkLimit.Exceeded.self) { try answer(byService, WorkLimit(sums: 100, seconds: 0)) }
  }

  @Test func isAskedAgainAndAgain() throws {
    let asked = Atomic(0)
    _ = try answer(
      byService,
      WorkLimit(sums: 100) {
        asked.add(1, ordering: .relaxed)
        return false
      })
    // Before the combinations of dimensions, now and then among them, and before each block of cells.
    #expect(asked.load(ordering: .relaxed) >= 4)
  }

  @Test func boundsWhatOtherQuestionsAreMadeOf() throws {
    let small = try SmallLedger(Self.text)
    let engine = CostEngine(ledger: small.ledger, limit: WorkLimit(sums: 100) { true })
    #expect(throws: WorkLimit.Exceeded.self) { try engine.resourceCosts(asOf: hours("2026-11-01")) }
    #expect(throws: WorkLimit.Exceeded.self) { try engine.tagKeys(Scope()) }
  }
}

import Billing
import Ledger
import Notify
import TestSupport
import Testing

@testable import Allocation
@testable import Janitor

@Suite("Alerts: once for each event, and again only when worse")
struct AlertTests {
  private func event(_ kind: Alert.Kind, _ key: String, _ measure: String) -> AlertEvent {
    AlertEvent(
      alert: Alert(kind: kind, key: key, title: key, text: ""), measure: Amount(measure) ?? .zero)
  }

  @Test(arguments: [
    (Alert.Kind.budget, "80", "80", false), (.budget, "80", "100", true), (.budget, "100", "80", false),
    (.anomaly, "50", "99.99", false), (.anomaly, "50", "100", true), (.anomaly, "50", "20", false),
    (.anomaly, "0", "0", false), (.anomaly, "0", "0.01", true), (.freshness, "48", "95", false),
    (.freshness, "48", "96", true),
  ]) func again(kind: Alert.Kind, before: String, now: String, isTold: Bool) {
    let told = [ToldAlert(key: "k", kind: kind.rawValue, measure: Amount(before) ?? .zero)]
    #expect(AlertLedger.due([event(kind, "k", now)], told: told).count == (isTold ? 1 : 0))
  }

  @Test func whatIsNewIsToldOnce() {
    let events = [event(.budget, "a", "80"), event(.anomaly, "b", "1"), event(.budget, "a", "80")]
    #expect(AlertLedger.due(events, told: []).map(\.alert.key) == ["a", "b"])
    #expect(
      AlertLedger.ended(
        [events[0]],
        told: [
          ToldAlert(key: "a", kind: "budget", measure: .zero),
          ToldAlert(key: "c", kind: "anomaly", measure: .zero),
        ]) == ["c"])
  }

  /// A month of nights, told and written down.
  @Test func nightByNight() throws {
    let folder = try TemporaryFolder()
    let ledger = try Ledger.writing("\(folder.path)/ledger.sqlite")
    func night(_ at: Int, _ events: [AlertEvent], isRehearsal: Bool = false, reaches: Bool = true) throws
      -> [String]
    {
      let store = AlertStore(ledger, isRehearsal: isRehearsal)
      let told = try store.standing()
      let due = AlertLedger.due(events, told: told)
      try store.record(
        told: reaches ? due : [], ended: AlertLedger.ended(events, told: told), asOf: at, clock: at)
      return due.map { "\($0.alert.key) \($0.measure)" }
    }
    #expect(try night(1, [event(.budget, "b", "80")], isRehearsal: true) == ["b 80"])
    #expect(try night(1, [event(.budget, "b", "80")], isRehearsal: true) == [])
    // What was rehearsed was not told; what could not be sent was not told, either.
    #expect(try night(1, [event(.budget, "b", "80")], reaches: false) == ["b 80"])
    #expect(try night(2, [event(.budget, "b", "80")]) == ["b 80"])
    #expect(try night(3, [event(.budget, "b", "80")]) == [])
    #expect(try night(4, [event(.budget, "b", "100"), event(.anomaly, "x", "5")]) == ["b 100", "x 5"])
    #expect(try night(5, [event(.budget, "b", "80"), event(.anomaly, "x", "9")]) == [])
    // It is over, and comes back.
    #expect(try night(6, [event(.budget, "b", "100")]) == [])
    #expect(try night(7, [event(.budget, "b", "100"), event(.anomaly, "x", "5")]) == ["x 5"])
    // Both rehearse again, and hear of what was told in earnest.
    #expect(try night(8, [event(.budget, "b", "100")], isRehearsal: true) == [])
  }

  @Test(arguments: [
    ("960", "1200", 800), ("959.99", "1200", 799), ("1199.9999", "1200.00", 999), ("1200", "1200", 1000),
    ("-5", "1200", 0), ("0.1", "0.3", 333), ("12000", "1", 12_000_000),
    ("8000000.000000000000000000000000000000", "10000000", 800), ("0.000799999999999999999999", "0.001", 799),
  ]) func partsOfABudget(used: String, budget: String, tenths: Int) throws {
    let budget = Settings.Budget(
      dimension: "team", value: "a", amount: try #require(Amount(budget)),
      place: Place(file: "t.yaml", line: 1, column: 1))
    let use = BudgetUse(
      budget: budget, currency: "USD", used: try #require(Amount(used)), month: "2026-10")
    #expect(use.tenths == tenths)
  }
}

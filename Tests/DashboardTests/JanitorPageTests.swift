import Allocation
import Charts
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Dashboard

struct JanitorPageTests {
  @Test func `marks are listed as the command lists them`() async throws {
    let rows = try AuditedLedger.rows(["janitor", "list", "--as-of", "2026-11-02"])
    let page = try await AuditedLedger.get("/janitor")
    #expect(page.status == .ok)
    #expect(!rows.isEmpty)
    for row in rows.prefix(50) {
      let id = try #require(row["resource_id"] as? String)
      #expect(page.text.contains(escaped(id)))
    }
    let noticed = rows.count { $0["state"] as? String == "noticed" }
    #expect(page.text.contains("<a href=\"/janitor?state=noticed\">\(noticed)</a>"))
    #expect(page.text.contains("rehearsed with <code>--as-of</code>"))
    #expect(page.text.contains("night-ended"))
  }

  /// 1 November 2026 is a Sunday, and the month has 30 days.
  @Test func `a calendar has its days under their weekdays`() {
    let day = 20_758  // 2026-11-01, by `date -d 2026-11-01 +%s`, in days
    let calendar = DueCalendar(
      month: "2026-11", dueDays: [day + 8, day + 8, day + 29, day + 30], today: day + 1,
      calendar: CalendarSettings(), PageAddress("/janitor"))
    #expect(calendar.title == "November 2026")
    #expect(calendar.weeks.count == 6)
    #expect(calendar.weeks[0].days.map(\.number) == ["", "", "", "", "", "", "1"])
    #expect(calendar.weeks[2].days.map(\.number) == ["9", "10", "11", "12", "13", "14", "15"])
    #expect(calendar.weeks[2].days[0].due == "2 due")
    #expect(calendar.weeks[2].days[0].link == "/janitor?month=2026-11&day=2026-11-09")
    #expect(calendar.weeks[1].days[0].isToday)
    #expect(
      calendar.weeks[1].days.map(\.style) == ["open", "open", "open", "open", "open", "closed", "closed"])
    // 1 December is due, and of another month.
    #expect(calendar.weeks[5].days.map(\.due) == ["1 due", nil, nil, nil, nil, nil, nil])
    #expect(calendar.previous == "/janitor?month=2026-10")
    #expect(calendar.next == "/janitor?month=2026-12")
  }

  @Test(arguments: ["/janitor?month=2026-13", "/janitor?day=soon", "/janitor?state=gone", "/janitor?month=x"])
  func `wrong questions are refused`(uri: String) async throws {
    #expect(try await AuditedLedger.get(uri).status == .badRequest)
  }
}

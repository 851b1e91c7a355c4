import Billing
import Listings
import Testing

@testable import Dashboard

struct ListingTableTests {
  private func html(_ currencies: [Listing.Cell]) throws -> String {
    var listing = Listing([
      .init("account_id"), .init("seen_at"), .init("cost", .money(decimals: 2)), .init("currency"),
    ])
    listing.rows = Listing.Rows(currencies) { currency in
      [
        .text("pro <b> (111111111111)"), .text("2026-11-02T23:59:59Z"),
        .amount(Amount(units: 1_234_567, scale: 3)), currency,
      ]
    }
    listing.totals = [[.text("Total"), .absent, .amount(Amount(units: 5, scale: 0)), .text("USD")]]
    return ListingTable(listing, caption: "What & where").html
  }

  @Test func aCurrencyThatAllLinesHaveIsSaidOnce() throws {
    let one = try html([.text("USD"), .absent, .text("USD")])
    #expect(one.contains("<caption>What &amp; where, USD</caption>"))
    #expect(!one.contains(">Currency<") && !one.contains(">USD<"))
    let two = try html([.text("USD"), .text("EUR")])
    #expect(two.contains("<caption>What &amp; where</caption>"))
    #expect(two.contains(">Currency<") && two.contains(">EUR</td>"))
    #expect(!(try html([.absent])).contains(">Currency<"))
  }

  @Test func timesAndAccountsAreForPeople() throws {
    let table = try html([.text("USD")])
    #expect(table.contains("<time datetime=\"2026-11-02T23:59:59Z\">2026-11-02 23:59 UTC</time>"))
    #expect(table.contains("pro &lt;b&gt; <small>111111111111</small>"))
    #expect(table.contains("<td class=\"number\">1,234.57</td>"))
    #expect(table.contains("<td class=\"text absent\"></td>") || table.contains("<td class=\"text\"></td>"))
  }

  @Test(
    arguments: [
      ("2026-11-02T23:59:59Z", "2026-11-02 23:59 UTC"), ("2026-11-02", nil), ("2026-11-02 23:59:59Z", nil),
      ("2026-13-02T23:59:59Z", nil), ("<script>alert(1)T</Z", nil), ("", nil),
    ] as [(String, String?)])
  func momentsAreShownToTheMinute(written: String, shown: String?) {
    #expect(ShownTime.text(written) == shown)
  }
}

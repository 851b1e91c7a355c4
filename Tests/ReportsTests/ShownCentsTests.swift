import Billing
import Testing

@testable import Reports

/// What people see in a column adds up to the total that they see.
struct ShownCentsTests {
  @Test(arguments: [
    (["1.004", "1.004", "1.004"], ["1.01", "1", "1"]),
    (["1.006", "1.006", "1.006"], ["1", "1.01", "1.01"]),
    (["-0.004", "-0.004"], ["-0.01", "0"]),
    (["0.125", "0.375"], ["0.12", "0.38"]),
    (["5"], ["5"]),
    ([], []),
  ])
  func `cents`(amounts: [String], shown: [String]) throws {
    let cents = ShownCents.of(try amounts.map { try #require(Amount($0)) })
    #expect(cents.map(\.description) == shown)
  }

  @Test func `a page's columns add up as they are shown`() throws {
    for section in try SmallCompany.october().sections {
      for table in section.tables where table.coverage == .wholeBill {
        for (place, column) in table.columns.enumerated() where column.id == "cost" {
          for total in table.totals {
            let sum = table.rows.reduce(Amount.zero) { sum, row in
              row.currency == total.currency ? sum + (row.cents[place] ?? .zero) : sum
            }
            #expect(sum.formatted() == total.cells[place].shown, "\(table.id)")
          }
        }
      }
    }
  }
}

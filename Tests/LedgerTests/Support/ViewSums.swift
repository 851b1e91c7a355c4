import Billing
import TestSupport

@testable import Ledger

/// Sums over the views, read by a stock `sqlite3` and taken by Python's `decimal`.
enum ViewSums {
  private static let views = ["hourly_costs", "daily_costs"]

  /// The exact sum of every measure of some rows, from its texts and from its units: `billed USD 1.50`.
  ///
  /// - Parameter units: whether every figure has units, so that their sum must be the texts'.
  static func lines(
    _ ledger: String, _ measures: [Measure], units: Bool = false, where condition: String = "1"
  ) throws -> [String] {
    let columns = measures.map { measure in
      let scale = measure.isMoney ? "scale" : "usage_scale"
      let sum = units ? "\(measure.rawValue)_units || 'e-' || \(scale)" : "NULL"
      return "\(measure.rawValue), \(sum)"
    }
    let queries = views.map {
      "SELECT '\($0)', currency, \(columns.joined(separator: ", ")) FROM \($0) WHERE \(condition);"
    }
    let folder = try TemporaryFolder()
    let rows = try folder.write("rows.txt", try Program.sqlite3(ledger, queries.joined()))
    let script = """
      import sys; from decimal import *
      getcontext().prec = 100
      measures, sums = sys.argv[2].split(), {}
      for line in open(sys.argv[1]):
        view, currency, *cells = line.rstrip('\\n').split('|')
        for place, measure in enumerate(measures):
          for source, cell in zip(['', ' units'], cells[place * 2:place * 2 + 2]):
            key = view, measure, currency + source
            sums[key] = sums.get(key, Decimal(0)) + Decimal(cell or 0)
      for (view, measure, currency), total in sums.items():
        print(view, measure, currency, '{:f}'.format(total.normalize()) if total else '0')
      """
    let out = try Program.python(script, [rows, measures.map(\.rawValue).joined(separator: " ")])
    return out.split(separator: "\n").map(String.init).filter { units || !$0.contains(" units ") }.sorted()
  }

  /// What `lines` gives where both views hold these totals.
  static func expected(_ totals: [(measure: Measure, currency: String, total: Amount)], units: Bool = false)
    -> [String]
  {
    views.flatMap { view in
      totals.flatMap { one in
        (units ? ["", " units"] : [""]).map {
          "\(view) \(one.measure.rawValue) \(one.currency)\($0) \(one.total.description)"
        }
      }
    }.sorted()
  }

  /// The totals of all bills of a ledger, as they were read row by row.
  static func totals(_ ledger: String) throws -> [(measure: Measure, currency: String, total: Amount)] {
    let totals = Dictionary(grouping: try Ledger.reading(ledger).billTotals()) {
      [$0.measure.rawValue, $0.currency]
    }
    return totals.values.map { ($0[0].measure, $0[0].currency, $0.reduce(Amount.zero) { $0 + $1.total }) }
  }
}

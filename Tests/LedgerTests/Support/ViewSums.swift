import Billing
import TestSupport

/// Sums over the views, taken by a stock `sqlite3` and Python.
enum ViewSums {
  /// The exact sum of a measure's texts for each currency, one on a line.
  static func ofText(_ ledger: String, _ view: String, _ measure: Measure, where condition: String = "1")
    throws -> String
  {
    try summed(
      try Program.sqlite3(ledger, "SELECT currency, \(measure.rawValue) FROM \(view) WHERE \(condition)"))
  }

  /// The same from the units, each at its own scale.
  static func ofUnits(_ ledger: String, _ view: String, _ measure: Measure) throws -> String {
    let scale = measure.isMoney ? "scale" : "usage_scale"
    return try summed(
      try Program.sqlite3(
        ledger, "SELECT currency, \(measure.rawValue)_units || 'e-' || \(scale) FROM \(view)"))
  }

  private static func summed(_ rows: String) throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write("rows.txt", rows)
    let script = """
      import sys; from decimal import *
      getcontext().prec = 100
      sums = {}
      for line in open(sys.argv[1]):
        currency, text = line.rstrip('\\n').split('|')
        sums[currency] = sums.get(currency, Decimal(0)) + Decimal(text or 0)
      for currency in sorted(sums):
        total = sums[currency]
        print(currency, '{:f}'.format(total.normalize()) if total else '0')
      """
    return try Program.python(script, [path])
  }
}

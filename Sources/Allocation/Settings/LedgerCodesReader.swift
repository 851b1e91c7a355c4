internal import Billing
internal import Yams

extension Settings.LedgerCodes {
  /// The accounts under `report: {ledger_codes: …}`; nil where there are none.
  static func read(in report: CheckedMapping, names: ReferenceNames) throws -> Settings.LedgerCodes? {
    guard let node = report.node("ledger_codes") else { return nil }
    let mapping = try CheckedMapping(
      node, file: report.file, key: "ledger_codes",
      known: ["by", "codes", "otherwise", "tax", "payable", "rounding"])
    let name = try mapping.text("by")
    _ = try names.field(name, at: mapping.location(mapping.node("by")))
    var codes: [String: String] = [:]
    for (value, node) in try mapping.entries("codes") { codes[value] = try mapping.text(node, value) }
    return Settings.LedgerCodes(
      costCenter: name, codes: codes, otherwise: try mapping.text("otherwise"),
      tax: try mapping.optionalText("tax"), payable: try mapping.text("payable"),
      rounding: try mapping.text("rounding"))
  }
}

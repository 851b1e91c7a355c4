import Foundation
import TestSupport
import Testing

/// Invoices against bills: to the cent, within the tolerance of FOCUS 1.4, or different.
@Suite("Invoices")
struct ReconcileTests {
  private let bills: BillFolder

  init() throws {
    bills = try BillFolder()
    var bill = CurFile("bill/InvoiceId", "bill/InvoicingEntity")
    for (cost, type, invoice) in [
      ("20.001", "Usage", "7"), ("4.2", "Tax", "7"), ("-1", "Credit", "7"), ("0.3", "Usage", ""),
    ] {
      bill.charge([
        "lineItem/UnblendedCost": cost, "lineItem/LineItemType": type, "bill/InvoiceId": invoice,
        "bill/InvoicingEntity": "AWS Inc.",
      ])
    }
    bill.charge([
      "lineItem/UnblendedCost": "900", "bill/InvoiceId": "8", "bill/InvoicingEntity": "AWS Inc.",
    ])
    try bills.folder.write("bill.csv", bill.text)
    #expect(try bills.statuses("bill.csv") == ["new"])
  }

  private func row(_ invoice: String, _ amount: String, status: Int32 = 0) throws -> [String: Any] {
    let result = try bills.run(
      "bills", "reconcile", "--issuer", "AWS Inc.", "--invoice", invoice, "--amount", amount, "--currency",
      "USD", "--format", "json")
    #expect(result.status == status, "\(result.err)")
    let rows = try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [[String: Any]]
    return try #require(rows?.first)
  }

  @Test(arguments: [
    ("7", "23.20", "equal to the cent", "0.001", "1", Int32(0)),
    ("7", "23.2", "equal to the cent", "0.001", "1", 0),
    ("7", "22.21", "within tolerance", "0.991", "1", 0),
    ("7", "24.201", "within tolerance", "-1", "1", 0),
    ("7", "22.20", "different", "1.001", "1", 1),
  ])
  func verdicts(
    invoice: String, amount: String, verdict: String, difference: String, tolerance: String, status: Int32
  ) throws {
    let row = try row(invoice, amount, status: status)
    #expect(row["status"] as? String == verdict)
    #expect(row["difference"] as? String == difference)
    #expect(row["tolerance"] as? String == tolerance)
  }

  @Test func theChargesThatExplainADifference() throws {
    let row = try row("7", "19.00", status: 1)
    #expect(row["tax"] as? String == "4.2")
    #expect(row["credit"] as? String == "-1")
    #expect(row["usage"] as? String == "20.001")
    #expect(row["adjustment"] as? String == "0")
    #expect(row["not_invoiced"] as? String == "0.3")
    #expect(row["charges"] as? Int == 3)
    func note(_ amount: String) throws -> String {
      try bills.run("bills", "reconcile", "--invoice", "7", "--amount", amount, "--currency", "USD").err
    }
    #expect(
      try note("19.00") == "note: invoice 7: the difference is its Tax charges, if they were not on it\n")
    #expect(
      try note("23.50")
        == "note: invoice 7: the difference is the charges without an invoice, if they were on it\n")
  }

  @Test func anInvoiceThatNoChargeIsOn() throws {
    let result = try bills.run(
      "bills", "reconcile", "--issuer", "AWS EMEA", "--invoice", "7", "--amount", "1", "--currency", "USD")
    #expect(result.status == 1)
    #expect(
      result.err
        == "note: invoice 7: no charge is on it by that issuer; the bills have AWS Inc. in USD\n")
  }

  @Test(arguments: [("", true), ("7", false)]) func aBillIsEstimatedUntilItHasAnInvoice(
    invoice: String, isEstimated: Bool
  ) throws {
    let columns = BadInput.header.dropLast() + ",InvoiceId\n"
    try bills.folder.write("focus.csv", columns + BadInput.row(1).dropLast() + ",\(invoice)\n")
    try bills.run("import", "focus.csv")
    let rows = try jsonRows(bills.run("bills", "--format", "json"))
    #expect(rows.last?["estimated"] as? Bool == isEstimated)
  }

  @Test func theInvoicesOfTheSettings() throws {
    try bills.folder.write("config/tarsier.yaml", "invoices: invoices.csv\n")
    try bills.folder.write(
      "config/invoices.csv",
      "Invoice,Amount,Currency,Issuer\r\n7,23.20,USD,AWS Inc.\r\n8,900.00,USD,\"AWS Inc.\"\r\n")
    let rows = try jsonRows(
      bills.run("bills", "reconcile", "--config", "config/tarsier.yaml", "--format", "json"))
    #expect(rows.map { $0["status"] as? String } == ["equal to the cent", "equal to the cent"])
    try bills.folder.write("config/invoices.csv", "issuer,invoice,amount,currency\nAWS Inc.,7,about 20,USD\n")
    let wrong = try bills.run("bills", "reconcile", "--config", "config/tarsier.yaml")
    #expect(wrong.status == 1)
    #expect(
      wrong.err
        == "error: config/invoices.csv:2: 'about 20' is no amount; write a line of issuer,invoice,amount,currency, "
        + "with amounts like 1234.56\n")
  }

  @Test(arguments: [
    (
      [], 1,
      "tarsier.yaml: names no invoices; give one with --issuer, --invoice, --amount and --currency, or "
        + "write invoices: FILE.csv there"
    ),
    (
      ["--invoice", "7"], 64,
      "tarsier bills reconcile: an invoice needs --invoice, --amount and --currency; write all three"
    ),
  ])
  func whatIsMissing(options: [String], status: Int32, error: String) throws {
    let result = try Binary.run(
      ["bills", "reconcile", "--ledger", "l.sqlite"] + options, in: bills.folder.path)
    #expect(result.status == status)
    #expect(result.err == "error: \(error)\n")
  }
}

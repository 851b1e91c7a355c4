public import Billing

/// What a provider's invoice asks for.
public struct Invoice: Sendable, Equatable {
  /// Nil where the invoice's number alone names it.
  public var issuer: String?
  public var number: String
  public var amount: Amount
  public var currency: String

  public init(issuer: String?, number: String, amount: Amount, currency: String) {
    self.issuer = issuer
    self.number = number
    self.amount = amount
    self.currency = currency
  }
}

/// An invoice held against the charges of the bills that are on it.
public struct Reconciliation: Sendable {
  /// How near the two are.
  public enum Verdict: String, Sendable {
    case equal = "equal to the cent"
    case withinTolerance = "within tolerance"
    case different
  }

  public var invoice: Invoice
  /// The billing periods that its charges are in.
  public var periods: Set<String>
  public var charges: Int
  public var billed: Amount
  /// What each charge category adds up to; nil for charges that have none.
  public var categories: [String?: Amount]
  /// What has no invoice yet, in the same currency, from the same issuer, in the bills of the invoice.
  public var notInvoiced: Amount

  /// What is billed beyond the invoice; negative where the invoice asks for more.
  public var difference: Amount { billed - invoice.amount }

  /// The tolerance of FOCUS 1.4: the larger of 100 cents and half a cent times the root of the rows.
  public var tolerance: Amount {
    let root = squareRoot(Int128(charges) * powerOfTen(12))
    return max(Amount(units: 1, scale: 0), Amount(units: root * 5, scale: 9))
  }

  public var verdict: Verdict {
    if difference.roundedHalfEven(to: 2).isZero || billed.roundedHalfEven(to: 2) == invoice.amount {
      return .equal
    }
    // An invoice of nothing that is known is not near anything.
    return charges > 0 && difference.magnitude <= tolerance ? .withinTolerance : .different
  }

  /// What alone would make the two equal to the cent.
  public var explanation: String? {
    guard verdict != .equal else { return nil }
    if isSame(difference, -notInvoiced) { return "the charges without an invoice, if they were on it" }
    let category = categories.filter { isSame(difference, $1) }.keys.compactMap(\.self).min()
    return category.map { "its \($0) charges, if they were not on it" }
  }

  private func isSame(_ a: Amount, _ b: Amount) -> Bool { (a - b).roundedHalfEven(to: 2).isZero }
}

/// The whole part of a square root, by Newton's method.
private func squareRoot(_ number: Int128) -> Int128 {
  guard number > 1 else { return number }
  var root = number
  var next = (root + 1) / 2
  while next < root {
    root = next
    next = (root + number / root) / 2
  }
  return root
}

extension Reconciliation {
  /// - Parameter sums: what is on each invoice of each bill.
  init(_ invoice: Invoice, _ sums: [(bill: BillKey, sum: InvoiceSum)]) {
    self.invoice = invoice
    let comparable = sums.filter { _, sum in
      sum.currency == invoice.currency && (invoice.issuer == nil || sum.issuer == invoice.issuer)
    }
    let own = comparable.filter { $0.sum.invoice == invoice.number }
    let bills = Set(own.map(\.bill))
    periods = Set(bills.map(\.period))
    charges = own.reduce(0) { $0 + $1.sum.charges }
    billed = own.reduce(.zero) { $0 + $1.sum.billed }
    categories = own.reduce(into: [:]) { $0[$1.sum.category, default: .zero] += $1.sum.billed }
    notInvoiced = comparable.filter { $0.sum.invoice == nil && bills.contains($0.bill) }
      .reduce(.zero) { $0 + $1.sum.billed }
  }
}

extension Ledger {
  /// Holds invoices against the charges of all bills.
  public func reconcile(_ invoices: [Invoice]) throws -> [Reconciliation] {
    let sums = try invoiceSums()
    return invoices.map { Reconciliation($0, sums) }
  }

  /// The issuers and currencies of an invoice's charges, to tell what was meant.
  public func issuers(of invoice: String) throws -> [String] {
    let meant = try invoiceSums().filter { $0.sum.invoice == invoice }
    return Set(meant.map { "\($0.sum.issuer ?? "(none)") in \($0.sum.currency)" }).sorted()
  }

  private func invoiceSums() throws -> [(bill: BillKey, sum: InvoiceSum)] {
    var sums: [(bill: BillKey, sum: InvoiceSum)] = []
    let columns = BillRows.Table.invoice.columns.joined(separator: ", ")
    try database.query(
      "SELECT \(columns), billing_account, period FROM bill_invoice i JOIN bill b ON b.id = i.bill_id"
    ) { row in
      let count = BillRows.Table.invoice.columns.count
      let key = BillKey(billingAccount: row.text(count) ?? "", period: row.text(count + 1) ?? "")
      sums.append((key, InvoiceSum(row: (0..<count).map { row.value($0) })))
    }
    return sums
  }
}

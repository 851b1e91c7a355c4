internal import Allocation
internal import Billing
internal import Ledger
internal import Reports

extension ReportGathering {
  func reportBill(_ bill: StoredBill) throws -> ReportBill {
    let totals = try audit.ledger.billTotals().filter { $0.bill == bill.id }
    let billed = totals.filter { $0.measure == .billed }
    var told = ReportBill(
      account: bill.key.billingAccount, format: bill.format,
      files: try audit.ledger.files(of: bill.id).map(\.name),
      rows: billed.reduce(0) { $0 + $1.rows }, charges: billed.reduce(0) { $0 + $1.charges },
      state: try state(bill),
      billed: billed.reduce(into: [:]) { $0[$1.currency, default: .zero] += $1.total },
      emptyCells: totals.filter { $0.measure.isMoney }.reduce(0) { $0 + $1.emptyCells },
      rejects: bill.rejects)
    told.fallbacks =
      totals.filter { [.effective, .netBilled, .netEffective].contains($0.measure) }
      .reduce(0) { $0 + $1.emptyCells }
    told.missingDays = try audit.ledger.missingDays(of: bill)
    told.deliveries = try deliveries(of: bill)
    told.newestHour = bill.newestHour
    told.delivered = try audit.ledger.deliveries(of: bill.key).first(where: \.isInForce)?.deliveredAt
    return told
  }

  /// All deliveries of a bill, each with what it changed.
  private func deliveries(of bill: StoredBill) throws -> [ReportDelivery] {
    var before: [ServiceCost]?
    return try audit.ledger.deliveries(of: bill.key).map { delivery in
      let services = try audit.ledger.services(of: delivery.id)
      let changes = before.map { Restatement(from: $0, to: services).changed } ?? []
      before = services
      return ReportDelivery(
        number: delivery.number, status: delivery.status.rawValue, isInForce: delivery.isInForce,
        rows: delivery.rows, billed: Dictionary(delivery.totals.map { ($0.currency, $0.billed) }) { $0 + $1 },
        changes: changes.map {
          ReportDelivery.Change(
            service: $0.service, currency: $0.currency, before: $0.before, after: $0.after)
        })
    }
  }

  func state(_ bill: StoredBill) throws -> ReportBill.State {
    if try audit.ledger.keptBeside()[bill.key] != nil { return .restated }
    return bill.isClosed ? .closed : bill.isEstimated ? .estimated : .final
  }

  /// The settings' invoices that have charges of the month, and those that have none at all.
  func invoices(_ period: Period) throws -> [ReportInvoice] {
    guard let file = audit.settings.invoices else { return [] }
    return try audit.ledger.reconcile(try InvoiceFile.read(file))
      .filter { $0.periods.isEmpty || $0.periods.contains(period.description) }
      .map { result in
        ReportInvoice(
          issuer: result.invoice.issuer, number: result.invoice.number, currency: result.invoice.currency,
          amount: result.invoice.amount, difference: result.difference, verdict: result.verdict.rawValue,
          charges: result.charges)
      }
  }
}

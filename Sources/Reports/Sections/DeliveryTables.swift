internal import Allocation
internal import Billing

/// What a bill's later deliveries changed; providers deliver a month again and again until it is final.
enum DeliveryTables {
  static func tables(_ bills: [ReportBill], _ context: ReportContext) -> [ReportTable] {
    let again = bills.filter { $0.deliveries.count > 1 }
    guard !again.isEmpty else { return [] }
    return [deliveries(again, context)] + [changes(again, context)].compactMap(\.self)
  }

  private static func name(_ bill: ReportBill, _ delivery: ReportDelivery, _ context: ReportContext) -> String
  {
    "\(bill.account)/\(context.inputs.period)@\(delivery.number)"
  }

  private static func deliveries(_ bills: [ReportBill], _ context: ReportContext) -> ReportTable {
    var table = ReportTable(
      id: "deliveries", title: "What the bill was before",
      columns: [
        .name("delivery", "Delivery", detail: "status"), .name("in_force", "In force"),
        .figure("rows", "Rows"),
      ] + context.currencyColumn + [.figure("billed", "Billed"), .figure("change", "Change")],
      rows: bills.flatMap { bill in
        bill.deliveries.enumerated().flatMap { index, delivery in
          delivery.billed.sorted { $0.key < $1.key }.map { currency, billed in
            let before = index > 0 ? bill.deliveries[index - 1].billed[currency] ?? .zero : billed
            return ReportTable.Row(
              [
                .text(name(bill, delivery, context), detail: delivery.status),
                .text(delivery.isInForce ? "yes" : "no"), .count(delivery.rows),
              ] + context.currencyCell(currency) + [.money(billed), .change(billed - before)],
              currency: currency)
          }
        }
      })
    table.coverage = .excerpt
    table.commands = ["tarsier bills history --bill \(context.inputs.period)"]
    return table
  }

  /// The services that the newest delivery changed.
  private static func changes(_ bills: [ReportBill], _ context: ReportContext) -> ReportTable? {
    let newest = bills.compactMap { bill in bill.deliveries.last.map { (bill, $0) } }
      .filter { !$0.1.changes.isEmpty }
    guard !newest.isEmpty else { return nil }
    var table = ReportTable(
      id: "delivery-changes", title: "What its newest delivery changed",
      columns: [.name("service", "Service", detail: "delivery")] + context.currencyColumn
        + [.figure("before", "Before"), .figure("after", "After"), .figure("change", "Change")],
      rows: newest.flatMap { bill, delivery in
        delivery.changes.map { change in
          ReportTable.Row(
            [.text(change.service, detail: name(bill, delivery, context))]
              + context.currencyCell(change.currency) + [
                .money(change.before), .money(change.after), .change(change.after - change.before),
              ], currency: change.currency, key: "\(name(bill, delivery, context))/\(change.service ?? "")")
        }
      })
    table.totals = ReportTable.sums(of: table.rows, context)
    table.coverage = .part
    table.commands = newest.map { bill, delivery in
      let bill = "\(bill.account)/\(context.inputs.period)"
      return "tarsier bills diff "
        + [delivery.number - 1, delivery.number].map { CommandLineText.shellWord("\(bill)@\($0)") }
        .joined(separator: " ")
    }
    return table
  }
}

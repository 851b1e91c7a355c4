internal import Allocation
internal import Ledger

extension Pages {
  static let throughput = Resource.page(
    ThroughputPage.path, "Throughput", ThroughputPage.parameters
  ) { query, session in
    let bills = try session.ledger.bills()
    guard let spans = CostSpans(bills) else { return noBills }
    guard !session.settings.metrics.isEmpty else {
      return (
        "<p class=\"empty\">The settings name no measured series, such as requests or orders. Write one into "
          + "<code>tarsier.yaml</code>: <code>metrics: {requests: measures/requests.csv}</code></p>\n", []
      )
    }
    var page = try ThroughputPage(query, spans, bills, session)
    return (try page.write(), page.notes)
  }
}

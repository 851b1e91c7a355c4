internal import Ledger

extension Pages {
  static let commitments = Resource.page(
    CommitmentsPage.path, "Commitments", CommitmentsPage.parameters
  ) { query, session in
    let bills = try session.ledger.bills()
    guard !bills.isEmpty else { return noBills }
    var page = try CommitmentsPage(query, bills, session)
    return (try page.write(), page.notes)
  }
}

internal import Audit
internal import Listings

extension API {
  static let findings = Resource.listing(
    "/api/v1/findings", "What the last audit found, dearest first.",
    [
      byFamily, byRule, Parameter("owner", .list, "Only what these own."),
      Parameter("account", .list, "Only in these accounts."),
      Parameter("severity", .someOf(Rule.Severity.allCases.map(\.rawValue)), "Only of these severities."),
      Parameter("excepted", .flag, "What the settings or a tag except, instead of the findings."),
    ], columns: FindingListing.columns
  ) { query, session in
    var selection = FindingSelection()
    selection.families = try query.list("family")
    selection.rules = try query.list("rule")
    selection.owners = try query.list("owner")
    selection.accounts = try query.list("account")
    selection.severities = try query.list("severity")
    selection.excepted = query.flag("excepted")
    let standing = try FindingStore.standing(in: session.ledger)
    var listing = FindingListing.listing(
      selection.selected(from: standing), withExceptions: selection.excepted)
    listing.notes = NotCheckedNotes.notes(try NotChecked.stored(in: session.ledger))
    return listing
  }

  static let findingHistory = Resource.listing(
    "/api/v1/findings/history", "What became of every finding so far.", [byFamily, byRule, asOf],
    columns: HistoryListing.columns
  ) { query, session in
    let families = try query.list("family").compactMap { Rule.Family(rawValue: $0) }
    let rules = try session.rules().selected(families: Set(families), ids: try query.list("rule"))
    let ids = Set(rules.map(\.id))
    let asOf = query.asOf("as-of") ?? session.asOf
    let history = try FindingHistory.all(in: session.ledger, asOf: asOf.lastSecond)
    return HistoryListing.listing(history.filter { ids.contains($0.rule) })
  }

  static let notChecked = Resource.listing(
    "/api/v1/findings/not-checked", "What the last audit could not check, with the reason.", [],
    columns: NotCheckedNotes.columns
  ) { _, session in
    NotCheckedNotes.listing(try NotChecked.stored(in: session.ledger))
  }

  private static let byFamily = Parameter(
    "family", .someOf(Rule.Family.allCases.map(\.rawValue)), "Only rules of these families.")
  private static let byRule = Parameter("rule", .list, "Only these rules.")
}

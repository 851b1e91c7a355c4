internal import Allocation
internal import Billing

/// How an owner's month came about: charged directly, credited, given from shared costs by which key, given away.
struct OwnerShares {
  let context: ReportContext
  let concept: String
  let owner: String

  /// The parts of the owner's costs that sharing brought and took; nil where nobody explains them.
  func parts(_ currency: String) throws -> [(title: String, amount: Amount)]? {
    guard let shares = try SharedCosts(of: concept, context) else { return nil }
    let received = shares.received.filter { ($0.value ?? "") == owner && $0.currency == currency }
    let given = shares.given.filter { ($0.value ?? "") == owner && $0.currency == currency }
    return received.map { ("Shared: \($0.key)", $0.amount) } + given.map { ("Given to others", $0.amount) }
  }

  /// By what the owner's own charges were found: its tags, a spelling, a rule; they add up to what is direct.
  func coverage() throws -> ReportSection? {
    guard let found = try context.explanations(of: concept) else { return nil }
    let own = found.filter { ($0.value ?? "") == owner && !$0.before.isZero }
    guard !own.isEmpty else { return nil }
    let sums = Dictionary(grouping: own) { [$0.trace.kind.rawValue, $0.trace.detail, $0.unit] }
      .map { key, rows in (key, rows.map(\.before).reduce(Amount.zero, +)) }
      .sorted { a, b in
        if a.1 != b.1 { return a.1 > b.1 }
        return a.0.map { $0 ?? "" }.lexicographicallyPrecedes(b.0.map { $0 ?? "" })
      }
    var whole = Totals()
    for row in own { whole.add(row.before, row.unit ?? "") }
    var table = ReportTable(
      id: "statement-coverage", title: "How the direct costs were found",
      columns: [.name("found_by", "Found by"), .name("source", "Which")] + context.currencyColumn
        + [.figure("before_sharing", context.costTitle), .figure("share_percent", "Share")],
      rows: sums.map { key, amount in
        let currency = key[2] ?? ""
        return ReportTable.Row(
          [.text(key[0], name: Self.words[key[0] ?? ""]), .text(key[1])] + context.currencyCell(currency)
            + [.money(amount), .share(amount.share(of: whole[currency]))],
          currency: currency, key: "\(key[0] ?? "")/\(key[1] ?? "")")
      })
    table.totals = whole.currencies.map { currency in
      ReportTable.Row(
        [.text("Total"), .text("")] + context.currencyCell(currency)
          + [.money(whole[currency]), .share(whole[currency].share(of: whole[currency]))], currency: currency)
    }
    table.commands = [context.explainCommand(of: concept)]
    var section = ReportSection(id: "statement-coverage", title: "Coverage")
    section.tables = [table]
    return section
  }

  private static let words = [
    "from": "its tag or field", "alias": "another spelling", "values": "a list of values", "rule": "a rule",
    "account": "its account", "treat": "what becomes of such charges", "otherwise": "nothing: no owner",
    "absent": "nothing: no owner",
  ]

  /// What of the owner's resources somebody asked to keep.
  func kept() throws -> ReportSection? {
    guard !context.inputs.kept.isEmpty else { return nil }
    let resources = try context.resources(of: (concept, owner))
    let own = context.inputs.kept.filter { kept in
      let ends = ["/", ":"].map { $0 + kept.resourceID }
      return resources.contains { name in name == kept.resourceID || ends.contains(where: name.hasSuffix) }
    }
    guard !own.isEmpty else { return nil }
    var table = ReportTable(
      id: "kept", title: "Kept things",
      columns: [
        .name("resource", "Resource", detail: "resource_type"), .name("account", "Account", detail: "region"),
        .name("by", "Kept by", detail: "reason"), .name("until", "Until"),
      ],
      rows: own.map { kept in
        ReportTable.Row(
          [
            .text(kept.resourceID, detail: kept.resourceType),
            context.label("account", kept.account, detail: kept.region),
            .text(kept.by, detail: kept.reason), .text(kept.until, name: kept.until ?? "always"),
          ], currency: nil)
      })
    table.coverage = .excerpt
    table.commands = ["tarsier janitor list"]
    var section = ReportSection(id: "kept", title: "Kept things")
    section.tables = [table]
    return section
  }
}

internal import Audit
internal import Listings

extension API {
  static let rules = Resource.listing(
    "/api/v1/rules", "The rules.", [], columns: RuleListing.columns
  ) { _, session in
    RuleListing.listing(try session.rules().rules)
  }

  static let rule = Resource(
    path: "/api/v1/rules/show", summary: "One rule, explained with its examples, as text.",
    parameters: [Parameter("id", .text, "The rule's id.", isRequired: true)], form: .text
  ) { query, session in
    let text = RuleText.text(of: try session.rules().rule(query.text("id") ?? ""))
    return Resource.Content(mediaType: "text/plain; charset=utf-8", body: Array(text.utf8))
  }
}

internal import Inventory

/// Writes `docs/rules.md` from the shipped rules and the tables that they can read.
public enum RuleDocumentation {
  public static func page() throws -> String {
    let rules = try RuleLibrary().rules
    let sections =
      [introduction, keys, functions, try example(), list(rules)] + rules.map(section) + [tables]
    return sections.joined(separator: "\n\n") + "\n"
  }

  private static let introduction = """
    # Rules

    A rule is one YAML file: a query over the inventory and the bills that gives what to flag, why, and examples
    that are its tests. Nobody compiles anything to add one. `--rules DIR` and a folder `rules/` beside
    `tarsier.yaml` add to the rules that come with Tarsier; a file that says `replaces: ID` takes that rule's
    place. `tarsier rules new ID` writes one to start from, [writing rules](writing-rules.md) tells how to go on,
    and `tarsier rules test` runs every example. This page is made by `make generate`.
    """

  private static let keys = """
    ## What a rule file has

    | key | meaning |
    | --- | --- |
    | `id` | its name; its file is best called `ID.yaml` |
    | `title` | what is wrong, in one line |
    | `family` | `unused`: paid for and used by nothing; `conformity`: built in a way that will fail or mislead; \
    `spend`: used, but dearer than it needs to be |
    | `severity` | `low`, `medium` or `high` |
    | `resource` | the type that it flags; `resource` for any, and then each row names its `resource_type` |
    | `rationale` | why it matters, and what to think of before acting |
    | `parameters` | numbers and texts that the query takes as `:name`; `rules: {parameters: …}` in \
    `tarsier.yaml` sets them |
    | `costs` | questions that the bills answer, as tables of the rule's own ([how](writing-rules.md#rules-about-the-bill)) |
    | `query` | gives `resource_id`, `account_id`, `region` and `message`, and may give `since`, `resource_type`, \
    `not_checked` (why this one could not be judged), and in units of money `monthly_cost`, `saving` and `currency` |
    | `program` | an executable that judges the query's rows ([how](writing-rules.md#programs)) |
    | `saves` | whether the resource's cost would go away with the finding; `true` unless the family is `conformity` |
    | `cleanup` | `action` and `retention_days` (at least 1): what the janitor may do, and how long it waits; \
    `retention_days_without_owner` where nobody is known to own the resource |
    | `references` | where it comes from |
    | `examples` | `name`, the rows that are `given` by table, and the ids that it `flags`; a value may be \
    `31 days ago`, `5 hours ago` or `in 3 days`; `parameters` of its own where it needs others |
    | `replaces` | the id of a rule whose place it takes |

    A query only reads the tables below, and runs for an account and region only where all that it reads came
    whole; what was not seen is told as not checked (`tarsier audit --not-checked`), never as healthy.
    Of a table that several calls make, the calls count that bring the rows and the columns that the query reads.
    Join tables on `account_id`, `region` and the id. Each example also runs with the same rows in a second
    account and region, which must be judged alike.
    """

  private static let functions = """
    ## Functions

    All of SQLite's that give the same answer every time, `json_each` and `json_tree`, and:

    | function | gives |
    | --- | --- |
    | `as_of()` | the time that the audit is about, such as `2026-11-02T23:59:59Z` |
    | `days_ago(n)`, `hours_ago(n)` | the time so long before it |
    | `tag(tags, key)` | a tag's value; null where there is none |
    | `has_tag(tags, pattern, …)` | 1 where a tag's key is as one of the patterns (`GLOB`: `'eks:*'`), else 0 |
    | `units(amount)` | an amount of money as the tables of the bills have it, to compare with |
    | `money(units)`, `quantity(units)` | for people: `12,345.67`, `744.5` |
    | `part(units, a, b)` | units × a / b, exact and rounded half to even |
    | `percent(a, b)` | a of b in whole percent |
    """

  private static func example() throws -> String {
    let file = ShippedRules.files.first { $0.path.hasSuffix("ebs-volume-detached.yaml") }
    return "## A whole rule\n\n```yaml\n\(file?.yaml ?? "")\n```"
  }

  private static func list(_ rules: [Rule]) -> String {
    let rows = rules.map { rule in
      "| [`\(rule.id)`](#\(rule.id)) | \(rule.family.rawValue) | \(rule.severity.rawValue) | \(rule.title) |"
    }
    return "## The rules\n\n| rule | family | severity | flags |\n| --- | --- | --- | --- |\n"
      + rows.joined(separator: "\n")
  }

  private static func section(_ rule: Rule) -> String {
    var parts = ["### \(rule.id)", "\(rule.title). \(rule.rationale)"]
    let parameters = rule.parameters.sorted { $0.key < $1.key }.map { "`\($0.key)` (\(text($0.value)))" }
    if !parameters.isEmpty { parts.append("Parameters: \(parameters.joined(separator: ", ")).") }
    for table in rule.costs { parts.append(question(table)) }
    if let cleanup = rule.cleanup {
      parts.append("Clean-up: `\(cleanup.action)`, \(cleanup.text).")
    }
    let examples = rule.examples.map { example in
      "- \(example.flags.isEmpty ? "healthy" : "**flagged**"): \(example.name)"
    }
    parts.append(examples.joined(separator: "\n"))
    if !rule.references.isEmpty { parts.append("See also: \(rule.references.joined(separator: "; ")).") }
    return parts.joined(separator: "\n\n")
  }

  private static func question(_ table: RuleCostTable) -> String {
    let by = table.by.map { "`\($0.dimension)`" }.joined(separator: ", ")
    let per = table.per == "total" ? "" : " per \(table.per.split(separator: "_").joined(separator: " "))"
    let filters = table.filters.map { "`\($0)`" }.joined(separator: ", ")
    return "Reads of the bills: \(table.gives.joined(separator: ", ")) of \(table.days) days by \(by)\(per)"
      + (filters.isEmpty ? "." : ", where \(filters).")
  }

  private static func text(_ parameter: Rule.Parameter) -> String {
    switch parameter {
    case .integer(let integer): String(integer)
    case .text(let text): text.isEmpty ? "empty" : "`\(text)`"
    }
  }

  private static var tables: String {
    let rows = InventoryTable.all.map { table in
      let calls = table.calls.map { "`\($0)`" }.joined(separator: ", ")
      let columns = table.columns.map { "`\($0.name)`" }.joined(separator: ", ")
      let sources = [table.about, calls.isEmpty ? nil : "From \(calls)."].compactMap(\.self)
      return "### \(table.name)\n\n\(sources.joined(separator: " "))\n\n\(columns)"
    }
    return """
      ## Tables

      Times are ISO 8601 in UTC, to the second. Lists and `tags` are JSON; `tags` is null where nobody knows
      them, and `{}` where there are none. A column that ends in `_since` says since when it has been so, as far
      as snapshots or the provider tell, and is null where it is not so; `unchanged_since` says since when the
      resource has looked as it does.


      """ + rows.joined(separator: "\n\n")
  }
}

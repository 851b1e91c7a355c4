internal import Allocation
internal import Billing
internal import Charts
internal import Listings

/// What is set, and what else can be: each dimension leads to the list of its values.
extension CostPage {
  mutating func putFilters() throws {
    page.put("<section class=\"filters\" aria-label=\"Filters\">\n")
    putSet()
    page.put("<p class=\"lead-in\">Filter by</p>\n")
    let concepts = session.settings.concepts.map(\.name)
    putGroup(nil, concepts + ["service", "account", "region", "usage_type", "resource"])
    let others = Dimension.allCases.map(\.rawValue).filter {
      !["service", "account", "region", "usage_type", "resource"].contains($0)
    }
    putGroup("More", others)
    putGroup("Tags", tags.map { "tag:\($0)" } + costCategories.map { "cost_category:\($0)" })
    page.put("</section>\n")
  }

  /// The conditions, each with a link that takes it away.
  private mutating func putSet() {
    guard !view.question.filters.isEmpty else { return }
    page.put("<ul class=\"chips\" aria-label=\"Conditions\">\n")
    for (index, filter) in view.question.filters.enumerated() {
      page.put("<li><bdi>")
      page.put(escaped: shortened(Self.words(filter), to: 200))
      page.put("</bdi> <a href=\"")
      page.put(escaped: view.address { $0.question.filters.remove(at: index) })
      page.put("\" aria-label=\"")
      page.put(escaped: "Remove the condition on \(filter.dimension)")
      page.put("\">×</a></li>\n")
    }
    page.put("</ul>\n")
  }

  private static func words(_ filter: Filter) -> String {
    let values = filter.values.map { $0.isEmpty ? "(none)" : $0 }.joined(separator: " or ")
    switch filter.comparison {
    case .equal: return "\(filter.dimension): \(values)"
    case .different: return "\(filter.dimension): not \(values)"
    case .matches: return "\(filter.dimension) matches \(values)"
    case .differs: return "\(filter.dimension) does not match \(values)"
    }
  }

  private mutating func putGroup(_ title: String?, _ names: [String]) {
    guard !names.isEmpty else { return }
    if let title { page.put("<details class=\"more\"><summary>\(title)</summary>\n") }
    page.put("<ul class=\"dimensions\">\n")
    for name in names {
      page.put("<li><details class=\"filter\"><summary>")
      page.put(escaped: name)
      page.put("</summary><a href=\"")
      page.put(escaped: CostView.address(CostFilterPage.path, view.pairs + [("of", name)]))
      page.put("\">Choose values</a></details></li>\n")
    }
    page.put("</ul>\n")
    if title != nil { page.put("</details>\n") }
  }
}

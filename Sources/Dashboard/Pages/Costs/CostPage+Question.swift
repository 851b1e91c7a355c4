internal import Allocation
internal import Billing
internal import Charts
internal import Ledger
internal import Listings

/// The form that holds the question, but for its conditions.
extension CostPage {
  mutating func putQuestion() {
    page.put("<form class=\"question\" method=\"get\" action=\"/costs\" data-instant>\n")
    page.putHidden(
      view.pairs.filter { ["sort", "reverse", "why", "time-zone"].contains($0.name) }
        + view.question.filters.filter { !$0.isWithout }.map { ("where", CommandLineText.condition($0)) })
    putTimes()
    let names = [("", "nothing")] + dimensions.map { (CommandLineText.list([$0]), $0) }
    let by = view.question.by.map { CommandLineText.list([$0]) }
    page.putSelect("by", "Group by", names, by.first ?? "", id: "by-1")
    page.putSelect("by", "and by", names, by.dropFirst().first ?? "", id: "by-2")
    page.putHidden(by.dropFirst(2).map { ("by", $0) })
    page.putSelect(
      "per", "Per", CostQuestion.Per.allCases.map { ($0.rawValue, $0.rawValue) }, view.question.per.rawValue)
    page.putSelect(
      "metric", "Measure", measures.map { ($0.rawValue, $0.heading) }, view.question.metric.rawValue)
    page.putSelect(
      "style", "Chart", TimeChart.Style.allCases.map { ($0.rawValue, $0.rawValue) }, view.style.rawValue)
    page.put(
      "<label for=\"top\">Top <input id=\"top\" name=\"top\" type=\"number\" min=\"1\" max=\"1000\" value=\"\(view.question.top ?? CostView.usualTop)\"></label>\n"
    )
    page.put("<fieldset><legend>What counts</legend>\n")
    page.putCheck("without", "Credit", "without credits", view.without.contains("Credit"))
    page.putCheck("without", "Tax", "without tax", view.without.contains("Tax"))
    if hasShares {
      page.putCheck("before-sharing", "true", "shared costs unspread", view.question.beforeSharing)
    }
    page.putCheck("compare", "true", "compare with the time before", view.isCompared)
    page.put("</fieldset>\n<button type=\"submit\">Show</button>\n</form>\n")
  }

  /// Whether there is anything to spread.
  private var hasShares: Bool { session.settings.concepts.contains(where: \.isShared) }

  private mutating func putTimes() {
    page.put("<ul class=\"presets\" aria-label=\"Times\">\n")
    for (name, hours) in spans.presets {
      let isCurrent = view.question.from == hours?.lowerBound && view.question.to == hours?.upperBound
      page.put("<li><a href=\"")
      page.put(
        escaped: view.address { ($0.question.from, $0.question.to) = (hours?.lowerBound, hours?.upperBound) })
      page.put(isCurrent ? "\" aria-current=\"true\">" : "\">")
      page.put(name)
      page.put("</a></li>\n")
    }
    page.put("</ul>\n")
    page.putText("from", "From", view.question.from.map(CommandLineText.time) ?? "")
    page.putText("to", "Before", view.question.to.map(CommandLineText.time) ?? "")
  }

  /// What can be grouped by: what an organisation names first.
  var dimensions: [String] {
    session.settings.concepts.map(\.name) + Dimension.allCases.map(\.rawValue)
      + tags.map { "tag:\($0)" } + costCategories.map { "cost_category:\($0)" }
  }
}

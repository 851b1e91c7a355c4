internal import Allocation
internal import Billing
internal import Charts
internal import Ledger

/// The values of one dimension, to choose from; the page of costs takes them in where scripts run.
struct CostFilterPage {
  static let path = "/costs/filter"

  static let parameters =
    CostView.parameters + [
      Parameter("of", .text, "The dimension, tag or concept."),
      Parameter("find", .text, "Only values with this text in them."),
    ]

  /// More values than these are found by their text.
  private static let most = 200
  /// A value that is longer would make an address that is refused.
  private static let longestValue = 1_000

  private let view: CostView
  private let dimension: String
  private let find: String
  private let values: [String]
  private let count: Int
  private var page = Markup()

  init(_ query: Query, _ session: Session) throws {
    view = try CostView(query)
    dimension = query.text("of") ?? "service"
    find = query.text("find") ?? ""
    var question = view.question
    question.by = [dimension]
    (question.per, question.top, question.explainsEmptiness) = (.total, nil, false)
    question.setValues(of: dimension, [])
    var seen: Set<String> = []
    let needle = find.lowercased()
    let all = try session.engine.answer(question).rows.compactMap { $0.values[0] }
      .filter { seen.insert($0).inserted && (needle.isEmpty || $0.lowercased().contains(needle)) }
    count = all.count
    values = Array(all.prefix(Self.most))
  }

  /// What is chosen so far.
  private var chosen: Filter? {
    view.question.filters.first { $0.dimension == dimension && $0.isOfValues }
  }

  mutating func write() -> String {
    page.put("<div class=\"choose\">\n<form method=\"get\" action=\"\(Self.path)\" class=\"find\">\n")
    page.putHidden(view.pairs + [("of", dimension)])
    page.put("<label>Find <input type=\"search\" name=\"find\" value=\"")
    page.put(escaped: find)
    page.put("\"></label> <button type=\"submit\">Find</button>\n</form>\n")
    page.put("<form method=\"get\" action=\"/costs\" class=\"values\">\n")
    var rest = view
    rest.question.setValues(of: dimension, [])
    page.putHidden(rest.pairs + [("filter", dimension)])
    page.put("<fieldset><legend>")
    page.put(escaped: dimension)
    page.put("</legend>\n<label>is <select name=\"not\"><option value=\"\">any of these</option>")
    page.put(
      "<option value=\"true\"\(chosen?.comparison == .different ? " selected" : "")>none of these</option>")
    page.put("</select></label>\n<ul>\n")
    putBox("empty", "true", "(none)", isSet: chosen?.values.contains("") == true)
    let set = chosen?.values.filter { !$0.isEmpty } ?? []
    for value in set + values.filter({ !set.contains($0) }) where value.utf8.count <= Self.longestValue {
      putBox("value", CommandLineText.list([value]), value, isSet: set.contains(value))
    }
    page.put("</ul>\n")
    if count > values.count {
      page.put("<p>The \(values.count) dearest of \(count); find others by their text.</p>\n")
    }
    page.put("</fieldset>\n<button type=\"submit\">Apply</button>\n</form>\n</div>\n")
    return page.text
  }

  private mutating func putBox(_ name: String, _ value: String, _ text: String, isSet: Bool) {
    page.put("<li><label><input type=\"checkbox\" name=\"\(name)\" value=\"")
    page.put(escaped: value)
    page.put(isSet ? "\" checked> <bdi>" : "\"> <bdi>")
    page.put(escaped: text)
    page.put("</bdi></label></li>\n")
  }
}

internal import Allocation
internal import Billing
internal import Charts
internal import Ledger
internal import Listings

/// The page of costs: what was asked, the chart, the table, and the ways on from there.
///
/// It is written as bytes: a month by the hour is some ten thousand numbers.
struct CostPage {
  let view: CostView
  let spans: CostSpans
  let session: Session
  let slots: CostSlots?
  /// One for each currency or unit, dearest first.
  let figures: [CostFigures]
  /// The totals of each slot of the time before, for each of `figures`.
  let before: [[Amount]?]
  let measures: [Measure]
  let tags: [String]
  let costCategories: [String]
  private(set) var notes: [String]
  var page = Markup()

  init(_ view: CostView, _ bills: [StoredBill], _ spans: CostSpans, _ session: Session) throws {
    (self.view, self.spans, self.session) = (view, spans, session)
    let known = Set(bills.flatMap(\.measures))
    measures = Measure.allCases.filter(known.contains)
    (tags, costCategories) = (
      try session.ledger.tagKeys(), try session.ledger.tagKeys(kind: "cost_category")
    )
    let engine = session.engine
    let answer = try engine.answer(view.question)
    notes = answer.notes
    slots = try CostSlots(view.question, slices: answer.rows.slices, hours: spans.hours(of: view.question))
    var all = CostFigures.all(
      answer.rows, top: view.question.top, slotOf: slots?.slotOf ?? [], slots: slots?.slots.count ?? 1)
    var totals: [[Amount]?] = all.map { _ in nil }
    if view.isCompared {
      do {
        let earlier = try Self.earlier(view.question, spans, engine)
        for index in all.indices {
          all[index].setBefore(earlier.rows)
          totals[index] = earlier.totals(of: all[index].unit)
        }
      } catch let problem as Problem {
        notes.append("there is nothing to compare with: \(problem.what)")
      }
    }
    figures = all
    before = totals
    if let step = slots?.slicesPerSlot, step > 1 {
      notes.append(
        "the chart adds up \(step) \(view.question.per.rawValue)s in each of its slots; the table counts all")
    }
  }

  /// The answer of the time before, without cutting it to the dearest: those are of today.
  private struct Earlier {
    var rows: CostRows
    var slots: CostSlots?

    func totals(of unit: String?) -> [Amount]? {
      guard let slots else { return nil }
      var sums = Array(repeating: Int128(0), count: slots.slots.count)
      for sum in rows.sums where rows.groups[Int(sum.group)].unit == unit {
        sums[slots.slotOf[Int(sum.slice)]] += sum.units
      }
      return sums.map { Amount(units: $0, scale: rows.scale) }
    }
  }

  private static func earlier(
    _ question: CostQuestion, _ spans: CostSpans, _ engine: CostEngine
  ) throws -> Earlier {
    let hours = CostSpans.before(spans.hours(of: question))
    var earlier = question
    (earlier.from, earlier.to, earlier.top) = (hours.lowerBound, hours.upperBound, nil)
    earlier.explainsEmptiness = false
    let rows = try engine.answer(earlier).rows
    return Earlier(rows: rows, slots: try CostSlots(earlier, slices: rows.slices, hours: hours))
  }

  /// All of it, as markup.
  mutating func write() throws -> String {
    page.put("<div class=\"costs\" data-address=\"")
    page.put(escaped: view.address)
    page.put("\" data-api=\"")
    page.put(escaped: view.apiAddress())
    page.put("\">\n")
    putQuestion()
    try putFilters()
    putHead()
    if figures.isEmpty { page.put("<p class=\"empty\">No charge meets all of this.</p>\n") }
    for index in figures.indices.prefix(Self.mostUnits) { putFigures(index) }
    if figures.count > Self.mostUnits {
      page.put(
        "<p>There are \(figures.count - Self.mostUnits) more units; filter by <b>unit</b> to see them.</p>\n")
    }
    putWays()
    try putReasons()
    page.put("</div>\n")
    return page.text
  }

  /// Charts of more units than these would make a page that nobody reads.
  private static let mostUnits = 6

  /// What is shown, in words.
  var heading: String {
    let by = view.question.by.isEmpty ? "" : " by \(view.question.by.joined(separator: " and "))"
    let per = view.question.per == .total ? "" : " per \(view.question.per.rawValue)"
    return "\(view.question.metric.heading)\(by)\(per)"
  }

  private mutating func putHead() {
    page.put("<h2>")
    page.put(escaped: heading)
    page.put("</h2>\n<p class=\"when\">")
    let hours = spans.hours(of: view.question)
    page.put(escaped: Self.span(hours))
    page.put(view.question.timeZone == "UTC" ? " (UTC)" : ", in ")
    if view.question.timeZone != "UTC" { page.put(escaped: view.question.timeZone) }
    page.put("</p>\n")
  }

  /// Whether a dimension is a business concept of the settings.
  func isConcept(_ dimension: String) -> Bool {
    session.settings.concepts.contains { $0.name == dimension }
  }

  static func moment(_ hour: Int) -> String {
    let day = CivilDay(number: floorDivide(hour, 24))
    let (year, month, date) = day.civil
    let time = hour.isMultiple(of: 24) ? "" : ", \(twoDigits(hour - day.number * 24)):00"
    return "\(date) \(CivilDay.monthNames[month - 1]) \(year)\(time)"
  }

  /// Whole days up to the last one that counts, or hours up to the first that does not.
  private static func span(_ hours: Range<Int>) -> String {
    let isOfDays = hours.lowerBound.isMultiple(of: 24) && hours.upperBound.isMultiple(of: 24)
    let (first, last) = (hours.lowerBound, hours.upperBound - (isOfDays ? 24 : 0))
    return first == last && isOfDays ? moment(first) : "\(moment(first)) – \(moment(last))"
  }
}

import Allocation
import Billing
import Charts
import TestSupport
import Testing

@testable import Dashboard

/// The address of the page of costs: it holds the whole question.
struct CostViewTests {
  private static func view(_ query: String) throws -> CostView {
    try CostView(Query(query, CostView.parameters))
  }

  @Test func anAddressReadAgainIsTheSameView() throws {
    var random = SplitMix64(seed: 9)
    let texts = [
      "team", "tag:a=b", "tag:a,b", "tag: x", "it's", "\"q\"", "100%", "a&b", "ü €", "", "+", "#x",
    ]
    for _ in 0..<300 {
      var view = try Self.view("by=service")
      view.question.by = (0..<Int.random(in: 0...2, using: &random)).map { _ in random.pick(texts.dropLast(4))
      }
      view.question.per = random.pick(CostQuestion.Per.allCases)
      view.question.filters = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        Filter(
          random.pick(["team", "tag:a=b", "tag:a,b", "tag:~"]), random.pick([.equal, .different]),
          [random.pick(texts), random.pick(texts)])
      }
      if random.oneIn(2) { (view.question.from, view.question.to) = (497_880, 497_909) }
      view.question.metric = random.pick(Measure.allCases)
      view.question.top = random.pick([1, 8, 1_000])
      view.question.timeZone = random.pick(["UTC", "Europe/Madrid"])
      view.question.beforeSharing = random.oneIn(2)
      view.style = random.pick([.area, .columns, .lines, .cumulative])
      view.isCompared = random.oneIn(2)
      view.order.column = random.pick(CostView.Column.allCases)
      view.order.isReversed = random.oneIn(2)
      view.why = random.pick([nil, "team"])
      let address = view.address
      let again = try Self.view(String(address.dropFirst("/costs?".count)))
      #expect(again.address == address)
      #expect(again.question.by == view.question.by)
      #expect(again.question.filters == view.question.filters)
    }
  }

  @Test(
    arguments: [
      // What a form sends, and the condition that it means.
      ("filter=team&value=checkout&value=search", "team=checkout,search"),
      ("filter=team&value=%22r%26d%2C+labs%22&not=true", "team!=\"r&d, labs\""),
      ("filter=team&value=a&empty=true", "team=a,"),
      ("where=team%3Dold&filter=team&value=new", "team=new"),
      ("where=team%3Dold&filter=team", nil),
      ("without=Credit&without=Tax", "charge_category!=Credit,Tax"),
    ] as [(String, String?)])
  func formsBecomeConditions(query: String, condition: String?) throws {
    let filters = try Self.view(query).question.filters
    #expect(filters.map(CommandLineText.condition) == (condition.map { [$0] } ?? []))
  }

  @Test(
    arguments: [
      ("by=service", "service", "usage_type", .day),
      ("by=usage_type", "usage_type", "operation", .day),
      ("by=operation", "operation", "resource", .day),
      ("by=resource", "resource", nil, .hour),
      ("by=team", "team", "service", .day),
      ("by=team&where=service%3DX", "team", "usage_type", .day),
      ("by=region&where=service%3DX&where=usage_type%3DY&where=operation%3DZ", "region", "resource", .day),
    ] as [(String, String, String?, CostQuestion.Per)])
  func aValueLeadsToItsParts(
    query: String, dimension: String, next: String?, per: CostQuestion.Per
  ) throws {
    let drilled = try Self.view(query).drilled(into: dimension, "V")
    #expect(drilled.question.by == (next.map { [$0] } ?? []))
    #expect(drilled.question.per == per)
    #expect(drilled.question.filters.last == Filter(dimension, .equal, ["V"]))
  }

  @Test(arguments: [
    // 2026-10-01 is hour 497448; October has 744 hours, September 720.
    (497_448..<498_192, 496_728..<497_448), (497_448..<497_616, 497_280..<497_448),
    (496_728..<498_192, 495_240..<496_728),
  ])
  func theTimeBefore(hours: Range<Int>, before: Range<Int>) {
    #expect(CostSpans.before(hours) == before)
  }
}

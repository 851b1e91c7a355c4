import Billing
import Foundation
import TestSupport
import Testing

/// The samples through the binary, against the figures that were added up without it.
@Suite("The samples' figures")
struct SampleFiguresTests {
  private struct Figures: Decodable {
    struct Month: Decodable {
      var rows: Int
      var total: [String: String]
      var billed_by_account, billed_by_service, billed_by_service_code, billed_by_region: [String: String]
      var billed_by_line_item_type, billed_by_tag_team, billed_by_tag_environment: [String: String]
      var billed_by_tag_show: [String: String]
      var dearest_resources: [[String: String]]

      var slices: [String: [String: String]] {
        [
          "account": billed_by_account, "service": billed_by_service, "service_code": billed_by_service_code,
          "region": billed_by_region, "charge_type": billed_by_line_item_type, "tag:team": billed_by_tag_team,
          "tag:environment": billed_by_tag_environment, "tag:show": billed_by_tag_show,
        ]
      }
    }
    struct Night: Decodable { var nodes: Int, billed: String, effective: String, list: String }
    struct Injectors: Decodable { var instances: Int, billed: String, effective: String, list: String }
    struct Window: Decodable {
      var from, to: String
      var groups_by_tag, resources: [String: String]
    }
    var months: [String: Month]
    var show_nights: [String: Night]
    var load_test: [String: [String: Injectors]]
    var last_30_days: Window
  }

  private static let figures = Result {
    try JSONDecoder().decode(
      Figures.self, from: Data(contentsOf: URL(fileURLWithPath: "\(SampleLedger.root)/samples/figures.json")))
  }

  /// Costs by one dimension; an absent value is called (none), as in the figures.
  private func costs(by dimension: String, _ arguments: [String]) throws -> [String: String] {
    let rows = try SampleLedger.rows(["cost", "--by", dimension] + arguments)
    return Dictionary(
      uniqueKeysWithValues: rows.map { ($0[dimension] as? String ?? "(none)", $0["cost"] as? String ?? "") })
  }

  @Test(arguments: ["2026-09", "2026-10"]) func monthsAddUp(period: String) throws {
    let month = try #require(try Self.figures.get().months[period])
    let ofMonth = ["--where", "billing_period=\(period)"]
    for (metric, total) in month.total {
      let rows = try SampleLedger.rows(["cost", "--metric", metric] + ofMonth)
      #expect(rows.map { $0["cost"] as? String } == [total], "\(metric)")
    }
    for (dimension, slice) in month.slices {
      let costs = try self.costs(by: dimension, ofMonth)
      #expect(costs == slice, "\(dimension)")
    }
    let dearest = try SampleLedger.rows(
      ["cost", "--by", "resource", "--where", "resource!=", "--top", "10"] + ofMonth
    ).dropLast()
    #expect(dearest.map { $0["resource"] as? String } == month.dearest_resources.map { $0["resource"] })
    #expect(dearest.map { $0["cost"] as? String } == month.dearest_resources.map { $0["billed"] })
    let bill = try SampleLedger.rows(["bills"]).first { $0["period"] as? String == period }
    #expect(bill?["rows"] as? Int == month.rows && bill?["billed_cost"] as? String == month.total["billed"])
  }

  @Test(arguments: ["billed", "effective", "list"]) func showNightsAddUp(metric: String) throws {
    let nights = try Self.figures.get().show_nights
    #expect(nights.count == 9)
    for (day, night) in nights {
      let rows = try SampleLedger.rows([
        "cost", "--metric", metric, "--by", "resource", "--where", "tag:aws:autoscaling:groupName=voting-web",
        "--where", "usage_type~(BoxUsage|SpotUsage):", "--from", "\(day)T19:00Z", "--to", "\(day)T23:00Z",
      ])
      let total = rows.compactMap { Amount($0["cost"] as? String ?? "") }.reduce(.zero, +)
      let expected = ["billed": night.billed, "effective": night.effective, "list": night.list][metric]
      #expect(total.description == expected && rows.count == night.nodes, "\(day)")
    }
  }

  @Test func theLoadTestAddsUp() throws {
    for (period, regions) in try Self.figures.get().load_test {
      let costs = try self.costs(
        by: "region",
        [
          "--where", "billing_period=\(period)", "--where", "tag:role=load-test", "--where",
          "usage_type~BoxUsage:",
        ])
      #expect(costs == regions.mapValues(\.billed))
    }
  }

  @Test func resourcesOfTheLast30DaysAddUp() throws {
    let window = try Self.figures.get().last_30_days
    let span = [
      "--metric", "effective", "--where", "charge_category=Usage", "--from", window.from, "--to", window.to,
    ]
    let resources = try costs(by: "resource", span)
    for (resource, cost) in window.resources { #expect(resources[resource] == cost, "\(resource)") }
    let groups = try costs(by: "tag:aws:autoscaling:groupName", span)
    #expect(groups.filter { $0.key != "(none)" } == window.groups_by_tag)
  }
}

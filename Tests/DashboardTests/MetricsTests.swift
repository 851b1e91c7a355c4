import Foundation
import HTTPTypes
import HummingbirdTesting
import Listings
import TestSupport
import Testing

@testable import Dashboard

/// The figures for Prometheus.
struct MetricsTests {
  /// One sample: its name, its labels and its value.
  private struct Sample: Hashable {
    var name: String
    var labels: [String: String]
    var value: String
  }

  /// Reads the format by its own grammar, and fails on whatever a scraper would refuse.
  private func samples(_ text: String) throws -> [Sample] {
    var (samples, families): ([Sample], [String: (kind: String, unit: String?)]) = ([], [:])
    var current = ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(Array(lines.suffix(2)) == ["# EOF", ""])
    for line in lines.dropLast(2) {
      let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
      if line.hasPrefix("# TYPE ") {
        current = words[2]
        #expect(families.updateValue((words[3], nil), forKey: current) == nil, "\(line)")
      } else if line.hasPrefix("# UNIT ") {
        #expect(words[2] == current && current.hasSuffix("_\(words[3])"), "\(line)")
      } else if line.hasPrefix("# HELP ") {
        #expect(words[2] == current && !words[3].isEmpty, "\(line)")
      } else {
        let match = try #require(
          try Regex(#"^([a-z_]+)(?:\{(.*)\})? (-?[0-9]+(?:\.[0-9]+)?)$"#).wholeMatch(in: line), "\(line)")
        let name = String(match[1].substring ?? "")
        #expect(name == current + (families[current]?.kind == "info" ? "_info" : ""), "\(line)")
        var labels: [String: String] = [:]
        for label in (match[2].substring ?? "").matches(of: try Regex(#"([a-z_]+)="((?:[^"\\]|\\.)*)",?"#)) {
          let value = String(label[2].substring ?? "")
          #expect(labels.updateValue(value, forKey: String(label[1].substring ?? "")) == nil, "\(line)")
        }
        samples.append(Sample(name: name, labels: labels, value: String(match[3].substring ?? "")))
      }
    }
    let series = samples.map { Sample(name: $0.name, labels: $0.labels, value: "") }
    #expect(Set(series).count == series.count, "a series is there twice")
    return samples
  }

  @Test func isWrittenAsTheFormatSays() {
    let text = OpenMetrics.text([
      .init(
        name: "a_seconds", unit: "seconds", help: "One \"line\",\nno \\ more.",
        samples: [.init(labels: [], value: "-0.25")]),
      .init(
        name: "b", kind: .info, help: "x",
        samples: [.init(labels: [("k", "a\"b\\c\nd"), ("l", "é {,}")], value: "1")]),
    ])
    #expect(
      text == #"""
        # TYPE a_seconds gauge
        # UNIT a_seconds seconds
        # HELP a_seconds One \"line\",\nno \\ more.
        a_seconds -0.25
        # TYPE b info
        # HELP b x
        b_info{k="a\"b\\c\nd",l="é {,}"} 1
        # EOF

        """#)
  }

  @Test func costsAreTheCommands() async throws {
    var settings = try SampleDashboard.settings()
    // The end of 2026-10-20.
    settings.asOf = AsOf(lastSecond: 1_792_540_799)
    let answer = try await SampleDashboard.get("/metrics", settings: settings)
    #expect(answer.headers[.contentType] == OpenMetrics.mediaType)
    let samples = try samples(answer.text)
    let spans = [
      ("tarsier_cost_yesterday", ["--from", "2026-10-19", "--to", "2026-10-20"]),
      ("tarsier_cost_month_to_date", ["--from", "2026-10-01", "--to", "2026-10-21"]),
    ]
    for (name, span) in spans {
      for concept in ["team", "product", "environment", "show"] {
        let rows = try SampleLedger.rows(["cost", "--by", concept] + span)
        let expected = rows.map { row in
          Sample(
            name: name,
            labels: [
              "concept": concept, "value": row[concept] as? String ?? "",
              "currency": row["currency"] as? String ?? "",
            ], value: row["cost"] as? String ?? "")
        }
        let found = samples.filter { $0.name == name && $0.labels["concept"] == concept }
        #expect(!expected.isEmpty)
        #expect(Set(found) == Set(expected))
      }
    }
  }

  @Test func tellsFindingsMarksAndFreshness() async throws {
    let folder = try SampleLedger.copy()
    let path = folder.path("tarsier.sqlite")
    let config = "\(SampleLedger.root)/samples/tarsier.yaml"
    for command in ["audit", "janitor run --no-collect"] {
      let words = command.split(separator: " ").map(String.init)
      let result = try Binary.run(
        ["--ledger", path, "--config", config] + words + ["--as-of", "2026-11-02"])
      #expect(result.status == 0, "\(result.err)")
    }
    var settings = try SampleDashboard.settings()
    settings.ledger = path
    let samples = try samples(try await SampleDashboard.get("/metrics", settings: settings).text)
    func stored(_ query: String) throws -> Set<String> {
      Set(try Program.sqlite3(path, query).split(separator: "\n").map(String.init))
    }
    func lines(_ name: String, _ labels: String...) -> Set<String> {
      Set(
        samples.filter { $0.name == name }.map { sample in
          (labels.map { sample.labels[$0] ?? "?" } + [sample.value]).joined(separator: "|")
        })
    }
    #expect(
      try lines("tarsier_findings", "rule", "severity")
        == stored("SELECT rule, severity, count(*) FROM findings WHERE exception IS NULL GROUP BY 1, 2"))
    #expect(!lines("tarsier_findings", "rule").isEmpty)
    #expect(
      try lines("tarsier_marks", "state", "rehearsal")
        == stored(
          """
          SELECT state, iif(rehearsal, 'true', 'false'), count(*) FROM marks WHERE ended_at IS NULL GROUP BY 1, 2
          """))
    #expect(!lines("tarsier_marks", "state").isEmpty)
    #expect(
      try lines("tarsier_newest_charge_timestamp_seconds", "billing_account")
        == stored("SELECT billing_account, max(newest_hour) * 3600 FROM bill GROUP BY 1"))
    // The end of 2026-11-02, by hand: 20,759 days and 86,399 seconds after 1970-01-01.
    #expect(lines("tarsier_last_audit_timestamp_seconds") == ["1793663999"])
    #expect(
      try lines("tarsier_newest_snapshot_timestamp_seconds")
        == stored("SELECT max(taken_at) FROM snapshot WHERE taken_at <= 1793663999"))
    #expect(lines("tarsier_build_info", "version") == ["1.2.3|1"])
  }

  @Test(arguments: ["1999-01-01", "2026-12-24"])
  func timesWithoutBillsHaveNoCosts(date: String) async throws {
    var settings = try SampleDashboard.settings()
    settings.asOf = WrittenTime(date).map { AsOf(lastSecond: $0.seconds + 86_399) }
    let answer = try await SampleDashboard.get("/metrics", settings: settings)
    #expect(answer.status == .ok)
    #expect(try samples(answer.text).filter { $0.name.hasPrefix("tarsier_cost") } == [])
  }
}

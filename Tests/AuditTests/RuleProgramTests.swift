import Audit
import Billing
import Foundation
import TestSupport
import Testing

/// Rules whose rows a program judges, and programs that misbehave.
struct RuleProgramTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let volumes =
    #"{"Volumes": [{"VolumeId": "vol-1", "State": "available", "Size": 8}, "#
    + #"{"VolumeId": "vol-2", "State": "in-use", "Size": 900}]}"#

  /// A rule beside a program of this text.
  private func rule(_ program: String, seconds: Int = 5) throws -> Rule {
    try folder.write("judge", Data(program.utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path("judge"))
    let text = ruleText(
      query: "SELECT volume_id, size_gib, account_id, region FROM ebs_volumes",
      more: "program: {run: judge, seconds: \(seconds)}")
    return try RuleFile.read(text, file: folder.path("odd.yaml"))
  }

  private func audit(
    _ rules: [Rule], allowed: [String] = ["judge"], isRoot: Bool = false
  ) throws -> AuditResult {
    let estate = try Estate()
    try estate.load(day: 1, ["ec2.describe-volumes": Self.volumes])
    let auditor = Auditor(
      ledger: estate.ledger, rules: rules, costs: noCosts, owners: try OwnerResolver(),
      programs: ProgramSettings(allowed: allowed, isRoot: isRoot))
    return try auditor.audit(asOf: Estate.time(45))
  }

  private static let good = """
    #!/usr/bin/env python3
    import json, sys
    for line in sys.stdin:
        row = json.loads(line)
        if row["size_gib"] > 100:
            print(json.dumps({"resource_id": row["volume_id"], "account_id": row["account_id"],
                "region": row["region"], "message": "large", "saving": "1.5", "monthly_cost": "2", "currency": "EUR"}))
    """

  @Test func `a program's lines are findings`() throws {
    let result = try audit([try rule(Self.good)])
    #expect(result.failed == [])
    let finding = try #require(result.findings.first)
    #expect(result.findings.count == 1 && finding.resourceID == "vol-2" && finding.message == "large")
    #expect(finding.saving?.description == "1.5" && finding.currency == "EUR")
  }

  @Test(arguments: [
    ("#!/bin/sh\necho nonsense", "wrote what is no finding: 'nonsense'"),
    ("#!/bin/sh\necho '{\"resource_id\": 3}'", "wrote what is no finding"),
    ("#!/bin/sh\nyes", "wrote more than 16 MB"),
    ("#!/bin/sh\nsleep 60", "took longer than 1 seconds"),
    ("#!/bin/sh\nsleep 60 &\nexec sleep 60", "took longer than 1 seconds"),
    ("#!/bin/sh\necho 'no such thing' >&2; exit 3", "ended with status 3: no such thing"),
    ("#!/bin/sh\nkill -9 $$", "ended with signal 9"),
    ("#!/no/such/shell\n", "cannot be started"),
  ]) func `one that misbehaves is one error, and the other rules run`(program: String, message: String) throws
  {
    let other = try RuleLibrary().rule("ebs-volume-detached")
    let clock = ContinuousClock.now
    let result = try audit([try rule(program, seconds: 1), other])
    #expect(ContinuousClock.now - clock < .seconds(20))
    let problem = try #require(result.failed.first)
    #expect(result.failed.count == 1 && problem.description.contains(message), "\(problem)")
    #expect(problem.place.contains(folder.path("")), "\(problem)")
    #expect(result.findings.map(\.resourceID) == ["vol-1"])
  }

  @Test func `runs only where the settings name it, and never as root`() throws {
    let rule = try rule(Self.good)
    #expect(try audit([rule], allowed: []).failed.first?.what.contains("is not allowed to run") == true)
    #expect(try audit([rule], isRoot: true).failed.first?.what.contains("does not run as root") == true)
  }

  @Test func `gets no credentials`() throws {
    // HOME is where the aws command looks for them, and stands for every variable of ours.
    let program = """
      #!/bin/sh
      echo '{"resource_id": "vol-1", "account_id": "111111111111", "region": "us-east-1", "message": "'"[$HOME]"'"}'
      """
    #expect(try audit([try rule(program)]).findings.first?.message == "[]")
  }
}

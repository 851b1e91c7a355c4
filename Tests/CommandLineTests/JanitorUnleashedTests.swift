import Foundation
import TestSupport
import Testing

/// A month of nights that act, through the built program, on a provider that keeps what it is told.
@Suite("Janitor: a month unleashed")
struct JanitorUnleashedTests {
  private let folder: TemporaryFolder
  private let aws: LivingAWS

  init() throws {
    folder = try TemporaryFolder()
    aws = try LivingAWS()
    try folder.write(
      "tarsier.yaml",
      """
      accounts: {"111111111111": {owner: platform@example.com}}
      rules: {parameters: {ebs-volume-detached: {days: 1}}}
      janitor:
        accounts: ["111111111111"]
        actions: [delete-ebs-volume]
      notify:
        - {to: owner, by: file, path: notices.jsonl}
        - {to: administrators, by: file, path: summaries.jsonl}
      """)
    for volume in ["vol-1", "vol-2", "vol-3", "vol-4"] { try aws.put(volume: volume, "available") }
    try aws.put(volume: "vol-used", "in-use")
  }

  private func tarsier(_ arguments: [String]) throws -> ProgramResult {
    try Binary.run(
      ["--ledger", folder.path("l.sqlite"), "--config", folder.path("tarsier.yaml")] + arguments,
      environment: aws.environment, in: folder.path)
  }

  /// What a night tells, as `cleaned vol-1`.
  private func night(_ date: String, _ options: [String] = ["--unleash"]) throws -> [String] {
    let result = try tarsier(
      [
        "janitor", "run", "--as-of", date, "--region", "us-east-1", "--type", "ebs_volume", "--format",
        "json",
      ]
        + options)
    return try jsonRows(result).compactMap { row in
      (row["event"] as? String).map { "\($0) \(row["resource_id"] as? String ?? "")" }
    }
  }

  private func lines(_ event: String, _ key: String) throws -> [String] {
    try jsonRows(tarsier(["janitor", "log", "--event", event, "--format", "json"])).compactMap { row in
      (row[key] as? Int).map(String.init) ?? row[key] as? String
    }
  }

  /// A bill of eighty cents a day for the first volume until the 14th, and five for its snapshot from then on.
  private var bill: String {
    var bill = CurFile()
    bill.charge("0.80", for: "vol-1", on: 1...31, month: 10, year: 2025)
    bill.charge("0.80", for: "vol-1", on: 1...14, month: 11, year: 2025)
    let snapshot = "arn:aws:ec2:us-east-1:111111111111:snapshot/snap-1"
    bill.charge("0.05", for: snapshot, on: 14...27, month: 11, year: 2025)
    return bill.text
  }

  @Test func cleansUpAndTakesBack() throws {
    var events: [Int: [String]] = [:]
    for day in [3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17] {
      switch day {
      case 10: try aws.put(volume: "vol-2", "in-use")
      case 13: try aws.put(volume: "vol-4", "available", tags: ["tarsier:keep": ""])
      case 12:
        let keep = ["janitor", "keep", "vol-3", "--until", "2025-12-31", "--as-of", "2025-11-12"]
        #expect(try tarsier(keep).status == 0)
      default: break
      }
      if day == 14 {
        // Without being unleashed it tells what it would do, and nobody but its reader.
        let told = try folder.bytes("notices.jsonl")
        #expect(try night("2025-11-14", []) == ["due vol-1"])
        #expect(try aws.changes().isEmpty && folder.bytes("notices.jsonl") == told)
      }
      events[day] = try night("2025-11-\(day < 10 ? "0" : "")\(day)")
      // Seven business days from the notice on the 5th are over on the 14th, a Friday.
      if day < 14 { #expect(try aws.changes().isEmpty, "\(day)") }
    }
    #expect(events[5]?.filter { $0.hasPrefix("notified") }.count == 4)
    #expect(events[10]?.contains("released vol-2") == true)
    #expect(events[12]?.contains("notified vol-1") == true)
    #expect(events[14] == ["cleaned vol-1"])
    #expect(events[15] == [] && events[16] == [] && events[17] == [])
    #expect(try aws.ids("volumes") == ["vol-2", "vol-3", "vol-4", "vol-used"])
    #expect(try aws.ids("snapshots") == ["snap-1"])
    #expect(try aws.changes() == ["ec2 create-snapshot", "ec2 delete-volume"])
    #expect(try lines("done", "action") == ["create-safety-snapshot", "delete-ebs-volume"])
    let summaries = String(decoding: try folder.bytes("summaries.jsonl"), as: UTF8.self)
    #expect(summaries.split(separator: "\n").count == 13 && summaries.contains("vol-1"))

    // What it saved, as a bill shows it: 13 days of 0.80 that did not come, less 14 of 0.05 for the snapshot.
    try folder.write("bill.csv", bill)
    #expect(try tarsier(["import", folder.path("bill.csv")]).status == 0)
    let summary = try tarsier(["janitor", "summary"])
    #expect(
      summary.err.contains("the bills that came since show 9.70 USD less, of 1 clean-up"), "\(summary.err)")

    let undo = try #require(try lines("done", "sequence").last)
    #expect(try tarsier(["janitor", "undo", undo]).out.contains("was taken back: it is vol-again2 now"))
    let again = try tarsier(["janitor", "undo", undo])
    #expect(again.status == 1 && again.err.contains("was taken back already"))
    #expect(try aws.ids("volumes") == ["vol-2", "vol-3", "vol-4", "vol-again2", "vol-used"])
    #expect(try tarsier(["janitor", "summary"]).err.contains("saved so far: nothing"))

    // Thirty days on, the safety snapshot goes; what came back is only just detached.
    #expect(try night("2025-12-15") == [])
    #expect(try aws.ids("snapshots").isEmpty)
    #expect(try tarsier(["janitor", "log", "verify"]).status == 0)
    #expect(try lines("undone", "action") == ["delete-ebs-volume"])
  }
}

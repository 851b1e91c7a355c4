import Foundation
import TestSupport
import Testing

/// A month of nights through the built program, on this machine alone, with messages to a file.
@Suite("Janitor: a month of nights")
struct JanitorMonthTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func tarsier(_ arguments: [String]) throws -> ProgramResult {
    try Binary.run(
      ["--ledger", folder.path("l.sqlite"), "--config", folder.path("tarsier.yaml")] + arguments,
      environment: ["AWS_ENDPOINT_URL": "http://127.0.0.1:9"], in: folder.path)
  }

  private func night(_ day: Int, volumes: [String], whole: Bool = true) throws -> [[String: Any]] {
    let date = "2025-11-\(day < 10 ? "0" : "")\(day)"
    let items = volumes.map {
      #"{"VolumeId": "\#($0)", "State": "available", "CreateTime": "2025-01-05T09:00:00Z", "Size": 8}"#
    }
    let file = "\(day)/111111111111/us-east-1/ec2.describe-volumes"
    if whole {
      try folder.write("\(file).json", #"{"Volumes": [\#(items.joined(separator: ", "))]}"#)
    } else {
      try folder.write("\(file).error", "An error occurred (ExpiredToken) when calling it: expired")
    }
    try folder.write("\(day)/snapshot.json", #"{"taken_at": "\#(date)T03:00:00Z", "calls": []}"#)
    #expect(try tarsier(["inventory", "load", folder.path("\(day)")]).status == 0)
    let result = try tarsier([
      "janitor", "run", "--no-collect", "--notify", "--as-of", date, "--format", "json",
    ])
    return try jsonRows(result)
  }

  @Test func goesThroughItsLife() throws {
    try folder.write(
      "tarsier.yaml",
      """
      accounts: {"111111111111": {owner: platform@example.com}}
      rules: {parameters: {ebs-volume-detached: {days: 1}}}
      janitor:
        accounts: ["111111111111"]
        actions: [delete-ebs-volume]
        escalation: boss@example.com
        calendar: {holidays: holidays.txt}
      notify:
        - {to: owner, by: file, path: notices.jsonl}
      """)
    try folder.write("holidays.txt", "2025-11-11\n")
    let both = ["vol-1", "vol-2"]
    var events: [Int: [String]] = [:]
    for day in 3...28 {
      // On the 7th the session has expired; on the 20th the second volume is in use again, or gone.
      let rows = try night(day, volumes: day < 20 ? both : ["vol-1"], whole: day != 7)
      events[day] = rows.compactMap { row in
        (row["event"] as? String).map { "\($0) \(row["resource_id"] as? String ?? "")" }
      }
      if day == 12 {
        let keep = ["janitor", "keep", "vol-2", "--until", "2025-11-13", "--as-of", "2025-11-12"]
        #expect(try tarsier(keep).status == 0)
      }
    }
    // Detached since the 3rd, flagged from the 4th on, marked on the 5th; the 11th is a holiday, the 7th counts.
    #expect(events[4] == ["noticed vol-1", "noticed vol-2"])
    #expect(events[5] == ["marked vol-1", "marked vol-2", "notified vol-1", "notified vol-2"])
    #expect(events[6] == [] && events[7] == [] && events[11] == [])
    #expect(events[13]?.contains("notified vol-1") == true)
    #expect(events[14]?.contains("noticed vol-2") == true)
    #expect(events[15]?.contains("notified vol-2") == true)
    #expect(events[17]?.contains("due vol-1") == true)
    #expect(events[20]?.contains("released vol-2") == true)
    for (day, events) in events where day < 17 { #expect(!events.contains("due vol-1"), "\(day)") }
    for weekend in [22, 23] { #expect(events[weekend] == []) }
    #expect(events[28]?.contains("due vol-1") == true)
    let notices = String(decoding: try folder.bytes("notices.jsonl"), as: UTF8.self).split(separator: "\n")
    #expect(notices.allSatisfy { $0.contains("platform@example.com") })
    #expect(notices.filter { $0.contains("boss@example.com") }.count == 1)
    #expect(notices.count == 3)
    #expect(try tarsier(["janitor", "log", "verify"]).status == 0)
  }
}

import Listings
import Foundation
import TestSupport
import Testing

/// What people say to the janitor, and what it answers.
@Suite("Janitor: run, list, keep, release, pause, log, summary")
struct JanitorCommandTests {
  private let folder: TemporaryFolder
  static let rehearsal = ["AWS_ENDPOINT_URL": "http://127.0.0.1:9"]

  init() throws { folder = try TemporaryFolder() }

  private func load(_ day: Int, _ ids: [String]) throws {
    let items = ids.map {
      #"{"VolumeId": "\#($0)", "State": "available", "CreateTime": "2025-01-05T09:00:00Z", "Size": 8}"#
    }
    let date = "2025-11-\(day < 10 ? "0" : "")\(day)"
    for region in ["us-east-1", "eu-west-1"] {
      // In the second region stands another volume of each night, and one whose name is the same in both.
      let volumes = region == "us-east-1" ? items : []
      try folder.write(
        "\(day)/111111111111/\(region)/ec2.describe-volumes.json",
        #"{"Volumes": [\#(volumes.joined(separator: ", "))]}"#)
      try folder.write(
        "\(day)/111111111111/\(region)/logs.describe-log-groups.json",
        #"{"logGroups": [{"logGroupName": "app", "creationTime": 1735689600000}]}"#)
    }
    try folder.write("\(day)/snapshot.json", #"{"taken_at": "\#(date)T03:00:00Z", "calls": []}"#)
    #expect(try tarsier(["inventory", "load", folder.path("\(day)")]).status == 0)
  }

  private func tarsier(_ arguments: [String], environment: [String: String] = [:]) throws -> ProgramResult {
    try Binary.run(
      ["--ledger", folder.path("l.sqlite")] + arguments, environment: environment, in: folder.path)
  }

  private func settings(_ yaml: String = "") throws {
    try folder.write(
      "tarsier.yaml",
      """
      accounts: {"111111111111": {owner: platform@example.com}}
      rules: {parameters: {ebs-volume-detached: {days: 1}}}
      janitor: {\(yaml)}
      """)
  }

  private func rows(_ arguments: [String]) throws -> [[String: Any]] {
    try jsonRows(tarsier(arguments + ["--format", "json"]))
  }

  private func night(_ day: String) throws -> [[String: Any]] {
    try rows(["janitor", "run", "--no-collect", "--as-of", day])
  }

  private func states() throws -> [String: String] {
    let pairs = try rows(["janitor", "list"]).compactMap { row in
      (row["resource_id"] as? String).flatMap { id in (row["state"] as? String).map { (id, $0) } }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  @Test func marksAndListsWhatItWouldDo() throws {
    try settings()
    try load(2, ["vol-1"])
    #expect(try night("2025-11-02").isEmpty)
    try load(4, ["vol-1"])
    let first = try night("2025-11-04")
    #expect(first.map { $0["event"] as? String } == ["noticed"])
    try load(5, ["vol-1"])
    let second = try night("2025-11-05")
    #expect(second.map { $0["event"] as? String } == ["marked", "to tell"])
    #expect(second.last?["due_on"] as? String == "2025-11-14")
    #expect((second.last?["detail"] as? String)?.contains("platform@example.com") == true)
    let row = try #require(try rows(["janitor", "list"]).first)
    #expect(row["state"] as? String == "marked" && row["owner"] as? String == "platform@example.com")
    #expect(row["owner_from"] as? String == "account" && row["rehearsal"] as? Bool == true)
    #expect(
      try Program.sqlite3(folder.path("l.sqlite"), "SELECT resource_id, state FROM marks") == "vol-1|marked\n"
    )
    // Nothing was told, and nothing is ever due.
    try load(30, ["vol-1"])
    #expect(try night("2025-11-30").map { $0["event"] as? String } == ["to tell"])

    let log = try rows(["janitor", "log"])
    #expect(
      Set(log.compactMap { $0["event"] as? String }) == ["night-began", "night-ended", "noticed", "marked"])
    let verified = try rows(["janitor", "log", "verify"])
    #expect(verified.first?["lines"] as? Int == log.count)
    #expect((verified.first?["head"] as? String)?.count == 64)
    let summary = try tarsier(["janitor", "summary"])
    #expect(
      summary.err.contains("the last night was 2025-11-30") && summary.err.contains("saved so far: nothing"))
  }

  @Test func keepsAnythingInTheInventory() throws {
    try settings()
    for day in [2, 4, 5] { try load(day, ["vol-1", "vol-2"]) }
    let until = ["--until", "2025-11-10", "--reason", "backup of the old shop", "--as-of", "2025-11-04"]
    // Before anything is marked, by its id; by its ARN; and what no rule flags.
    #expect(try tarsier(["janitor", "keep", "vol-1"] + until).status == 0)
    let arn = "arn:aws:ec2:us-east-1:111111111111:volume/vol-2"
    #expect(try tarsier(["janitor", "keep", arn, "--as-of", "2025-11-05"]).status == 0)
    let group = "111111111111/eu-west-1/log_group/app"
    #expect(try tarsier(["janitor", "keep", group, "--as-of", "2025-11-05"]).status == 0)
    #expect(try night("2025-11-05").compactMap { $0["event"] as? String }.filter { $0 == "kept" }.count == 2)
    #expect(try states() == ["vol-1": "kept", "vol-2": "kept", "app": "kept"])
    let kept = try rows(["janitor", "list", "--state", "kept"])
    #expect(
      kept.contains {
        ($0["reason"] as? String)?.contains("until 2025-11-10") == true
          && ($0["reason"] as? String)?.hasSuffix("backup of the old shop") == true
      })
    // It ends by itself, and the mark starts again.
    try load(11, ["vol-1", "vol-2"])
    _ = try night("2025-11-11")
    #expect(try states()["vol-1"] == "noticed" && states()["vol-2"] == "kept")
    #expect(try tarsier(["janitor", "release", "vol-2", "--as-of", "2025-11-11"]).status == 0)
    try load(12, ["vol-1", "vol-2"])
    _ = try night("2025-11-12")
    #expect(try states()["vol-2"] == "noticed" && states()["vol-1"] == "marked")
  }

  @Test func tellsWhichResourceIsMeant() throws {
    try settings()
    try load(2, ["vol-1", "vol-12345678"])
    let asOf = ["--as-of", "2025-11-02"]
    let ambiguous = try tarsier(["janitor", "keep", "app"] + asOf)
    #expect(ambiguous.status == 1)
    #expect(ambiguous.err.contains("111111111111/eu-west-1/log_group/app\n"))
    #expect(ambiguous.err.contains("111111111111/us-east-1/log_group/app\n"))
    let unknown = try tarsier(["janitor", "keep", "vol-1", "vol-12345679"] + asOf)
    #expect(unknown.status == 1 && unknown.err.contains("did you mean 'vol-12345678'?"))
    // Nothing of a list with an unknown name is kept.
    #expect(try states().isEmpty)
    let past = try tarsier(["janitor", "keep", "vol-1", "--until", "2025-11-01"] + asOf)
    #expect(past.status == 1 && past.err.contains("is over"))
    let notKept = try tarsier(["janitor", "release", "vol-1"] + asOf)
    #expect(notKept.status == 1 && notKept.err.contains("vol-1: is not kept"))
  }

  @Test func pausesAndResumes() throws {
    try settings()
    try load(2, ["vol-1"])
    #expect(try tarsier(["janitor", "pause"]).status == 64)
    #expect(try tarsier(["janitor", "resume"]).err.contains("is not paused"))
    #expect(try tarsier(["janitor", "pause", "--reason", "incident 7"]).status == 0)
    let night = try tarsier(["janitor", "run", "--no-collect", "--as-of", "2025-11-02"])
    #expect(night.status == 0 && night.err.contains("the janitor is paused: incident 7"))
    #expect(try tarsier(["janitor", "resume"]).status == 0)
    let events = try rows(["janitor", "log", "--event", "paused,resumed"]).compactMap {
      $0["event"] as? String
    }
    #expect(events == ["paused", "resumed"])
  }

  @Test func refusesWhatTimeCouldMistake() throws {
    try settings()
    try load(2, ["vol-1"])
    for option in ["--unleash", "--notify"] {
      let result = try tarsier(["janitor", "run", "--no-collect", option, "--as-of", "2025-11-02"])
      #expect(result.status == 1 && result.err.contains("does not go with \(option)"))
    }
    let hours = try tarsier(["janitor", "run", "--off-hours", "--unleash", "--as-of", "2025-11-02"])
    #expect(hours.status == 1 && hours.err.contains("does not go with --unleash"))
    let ahead = ["janitor", "run", "--no-collect", "--as-of", "2036-11-02"]
    #expect(try tarsier(ahead).err.contains("later than the clock"))
    // On this machine alone it goes on; and then no night before it, nor one by the clock.
    #expect(try tarsier(ahead, environment: Self.rehearsal).status == 0)
    let back = try tarsier(
      ["janitor", "run", "--no-collect", "--as-of", "2036-11-01"], environment: Self.rehearsal)
    #expect(back.status == 1 && back.err.contains("the last night was 2036-11-02T23:59:59Z"))
    let real = try tarsier(["janitor", "run", "--no-collect"])
    #expect(real.status == 1 && real.err.contains("later than the clock"))
  }

  @Test func saysWhatToAddBeforeItActs() throws {
    try settings()
    try load(2, ["vol-1"])
    let result = try tarsier(["janitor", "run", "--no-collect", "--unleash"])
    #expect(result.status == 0, "\(result.err)")
    #expect(result.err.contains("nothing is cleaned up before janitor.accounts and janitor.actions"))
  }

  @Test func aSecondJanitorLeaves() throws {
    try settings()
    try load(2, ["vol-1"])
    let lock = try folder.write("l.sqlite.janitor", "4711\n")
    let file = unsafe open(lock, O_RDWR)
    defer { close(file) }
    #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
    let result = try tarsier(["janitor", "run", "--no-collect", "--as-of", "2025-11-02"])
    #expect(result.status == 1)
    #expect(result.err.contains("another janitor is at work on it (process 4711)"))
    #expect(try rows(["janitor", "log"]).isEmpty)
    // What people say needs no lock.
    #expect(try tarsier(["janitor", "keep", "vol-1", "--as-of", "2025-11-02"]).status == 0)
    #expect(flock(file, LOCK_UN) == 0)
    #expect(try tarsier(["janitor", "run", "--no-collect", "--as-of", "2025-11-02"]).status == 0)
  }

  @Test func aLogThatWasChangedStopsIt() throws {
    try settings()
    try load(2, ["vol-1"])
    try load(4, ["vol-1"])
    _ = try night("2025-11-04")
    _ = try Program.sqlite3(
      folder.path("l.sqlite"),
      "DROP TRIGGER janitor_log_stays; UPDATE janitor_log SET body = replace(body, 'vol-1', 'vol-2')")
    for command in [
      ["janitor", "log", "verify"], ["janitor", "run", "--no-collect", "--as-of", "2025-11-05"],
    ] {
      let result = try tarsier(command)
      #expect(result.status == 1 && result.err.contains("is not as it was written"))
    }
  }

  @Test(arguments: [
    ("actions: [delete-everything]", "'actions' is 'delete-everything'"),
    ("allow_wide: [no-such-rule]", "there is no rule 'no-such-rule'"),
    ("default_owner: somebody", "'somebody' is no address"),
    ("calendar: {freeze: [2027-01-06..2026-12-20]}", "ends before it begins"),
    ("calendar: {time_zone: Nowhere}", "no time zone of this system"),
    ("notice_days: 0", "a whole number of at least 1"),
  ]) func wrongSettingsChangeNothing(yaml: String, message: String) throws {
    try settings()
    try load(2, ["vol-1"])
    try settings(yaml)
    let result = try tarsier(["janitor", "run", "--no-collect", "--as-of", "2025-11-02"])
    #expect(result.status == 1 && result.err.contains(message), "\(result.err)")
    #expect(result.err.contains("tarsier.yaml:3:"))
    try settings()
    #expect(try rows(["janitor", "log"]).isEmpty)
  }

  @Test func withoutALedgerThereIsNoNight() throws {
    let result = try tarsier(["janitor", "run", "--no-collect"])
    #expect(result.status == 1 && result.err.contains("there is no ledger here"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("l.sqlite")))
  }

  @Test func collectsBeforeItMarks() throws {
    try settings()
    let aws = try StubAWS()
    try aws.answer("ec2.describe-volumes", #"{"Volumes": []}"#)
    let result = try tarsier(
      ["janitor", "run", "--region", "us-east-1", "--type", "ebs_volume"], environment: aws.environment)
    #expect(result.status == 0, "\(result.err)")
    #expect(try aws.log().contains { $0.hasPrefix("ec2 describe-volumes") })
    // The next time it looks where it looked before.
    let next = try tarsier(["janitor", "run", "--type", "ebs_volume"], environment: aws.environment)
    #expect(next.status == 0, "\(next.err)")
    #expect(
      try aws.log().filter { $0.hasPrefix("ec2 describe-volumes") && $0.contains("us-east-1") }.count == 2)
  }
}

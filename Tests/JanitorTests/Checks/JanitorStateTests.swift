import Ledger
import TestSupport
import Testing

@testable import Janitor

@Suite("What the log says of the last night")
struct JanitorStateTests {
  private let folder: TemporaryFolder
  private let ledger: Ledger
  private let log: JanitorLog

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger.writing("\(folder.path)/ledger.sqlite")
    log = JanitorLog(ledger)
  }

  @discardableResult
  private func write(
    _ event: LogEntry.Event, at: Int, answers: Int? = nil, _ detail: [String: String] = [:]
  ) throws -> Int {
    try log.append(
      LogEntry(at: at, writtenAt: at, by: "janitor", event: event, answers: answers, detail: detail))
  }

  private func state(_ asOf: Int, countsRehearsals: Bool = false) throws -> JanitorState {
    try JanitorState.read(ledger, asOf: asOf, countsRehearsals: countsRehearsals)
  }

  @Test func aRehearsalIsNoNight() throws {
    try write(.nightBegan, at: 10)
    try write(.failed, at: 10)
    try write(.nightEnded, at: 11)
    try write(.nightBegan, at: 50, ["rehearsal": "yes"])
    try write(.noticeFailed, at: 50, ["rehearsal": "yes"])
    try write(.nightEnded, at: 50, ["rehearsal": "yes"])
    #expect(try state(100) == JanitorState(lastNight: 11, failed: 1, notSent: 0, unsure: 0, pause: nil))
    #expect(
      try state(100, countsRehearsals: true)
        == JanitorState(lastNight: 50, failed: 0, notSent: 1, unsure: 0, pause: nil))
  }

  @Test func nothingYet() throws {
    #expect(
      try state(100)
        == JanitorState(lastNight: nil, failed: 0, notSent: 0, unsure: 0, pause: nil))
  }

  @Test func aNightWithTrouble() throws {
    try write(.nightBegan, at: 10)
    try write(.failed, at: 10)
    try write(.nightEnded, at: 11)
    try write(.nightBegan, at: 20)
    let (good, lost, open) = (
      try write(.intent, at: 20), try write(.intent, at: 20), try write(.intent, at: 20)
    )
    try write(.done, at: 20, answers: good)
    try write(.unsure, at: 20, answers: lost)
    try write(.failed, at: 20, answers: try write(.intent, at: 20))
    try write(.noticeFailed, at: 20)
    try write(.nightEnded, at: 21)
    try write(.paused, at: 22, ["reason": "release week"])
    #expect(open == lost + 1)
    #expect(
      try state(100)
        == JanitorState(lastNight: 21, failed: 1, notSent: 1, unsure: 2, pause: "release week"))
    #expect(try state(12).failed == 1)
    try write(.resumed, at: 30)
    #expect(try state(100).pause == nil)
    #expect(try state(25).pause == "release week")
  }
}

internal import Billing
internal import Collector
internal import Inventory
internal import Janitor

/// Carries out one operation: intent, call, look, result.
struct Performer {
  let cloud: Cloud
  let journal: Journal

  enum Result: Equatable {
    /// Carried out and seen; the intent's and the result's sequences, and what it made.
    case done(intent: Int, result: Int, made: String?)
    /// The provider said no, and nothing changed.
    case failed(String)
    /// There is no such thing any more.
    case gone
    /// Nobody knows.
    case unsure(String)
  }

  /// - Parameters:
  ///   - detail: what the log is told beside the request.
  ///   - noting: writes what must stand with the intent, in the same transaction.
  ///   - result: what it is told of a result, once the intent's sequence is known.
  func perform(
    _ operation: Operation, _ target: Target, _ subject: Journal.Subject, as account: ReachedAccount,
    _ detail: [String: String] = [:], noting: () throws -> Void = {},
    onDone result: (Int) -> [String: String] = { _ in [:] }
  ) async throws -> Result {
    var told = detail
    told["request"] = Cloud.written(operation.call, target)
    told["token"] = target.token.isEmpty ? nil : target.token
    told["undo_until"] = target.undoUntil.isEmpty ? nil : target.undoUntil
    told["sizes"] = target.sizes?.text
    let intent = try journal.intend(subject, told, noting: noting)
    let verdict: CallVerdict
    do {
      verdict = try await cloud.change(operation.call, target, as: account)
    } catch let problem as Problem {
      // The aws command was not even started.
      try journal.write(.failed, subject, answers: intent, ["reason": problem.what])
      return .failed(problem.what)
    }
    switch verdict {
    case .answer(let bytes):
      let made = operation.madeID.flatMap { AnswerText.value($0, in: bytes) }
      let sight =
        made != nil ? .isSo(made: made) : try await look(operation, target, as: account, verdict)
      return try settle(
        sight, intent, subject, "it was accepted, and is not seen yet", result(intent), isFinal: false)
    case .refused(let code, let text)
    where Subjects.of(target.resource.type)?.goneCodes.contains(code) == true:
      try journal.write(.failed, subject, answers: intent, ["reason": code, "answer": Self.short(text)])
      return .gone
    case .refused(let code, let text) where !Self.saysNothing(code):
      try journal.write(.failed, subject, answers: intent, ["reason": code, "answer": Self.short(text)])
      return .failed(code)
    case .throttled(let code, let text) where Cloud.isUntried(code):
      try journal.write(.failed, subject, answers: intent, ["reason": code, "answer": Self.short(text)])
      return .failed(code)
    case .refused, .throttled, .unreachable, .failed:
      let sight = try await look(operation, target, as: account, verdict)
      return try settle(
        sight, intent, subject, verdict.reason ?? "", result(intent), isFinal: false)
    }
  }

  /// Codes after which it is not known whether the call was carried out.
  private static func saysNothing(_ code: String) -> Bool {
    ["RequestTimeout", "RequestTimeoutException", "InternalServerError", "InternalServiceError"].contains(
      code)
  }

  /// Looks an earlier intent up once more, and writes what came of it.
  ///
  /// - Returns: the result; failed where it was never carried out.
  func lookUp(_ intent: LogEntry, _ operation: Operation, as account: ReachedAccount) async throws -> Result {
    guard let target = intent.target, let subject = intent.subject else { return .failed("") }
    let sight = try await sight(of: operation, target, as: account)
    var detail = ["looked_up": "true"]
    if intent.mark != nil { detail["undo"] = Self.undoCommand(intent.sequence) }
    for key in [
      "for_mark", "snapshot", "made_for", "saving", "snapshot_cost", "currency", "token", "size_gib",
    ] {
      detail[key] = intent.detail[key]
    }
    return try settle(
      sight, intent.sequence, subject, "it was never carried out", detail, isFinal: true)
  }

  static func undoCommand(_ intent: Int) -> String { "tarsier janitor undo \(intent)" }

  private func settle(
    _ sight: Sighting, _ intent: Int, _ subject: Journal.Subject, _ reason: String,
    _ detail: [String: String], isFinal: Bool
  ) throws -> Result {
    switch sight {
    case .isSo(let made):
      var detail = detail
      if let made { detail["made"] = made }
      let done = try journal.write(.done, subject, answers: intent, detail)
      return .done(intent: intent, result: done, made: made)
    case .isNot where isFinal:
      try journal.write(.failed, subject, answers: intent, ["reason": reason])
      return .failed(reason)
    case .isNot:
      try journal.write(.unsure, subject, answers: intent, ["reason": reason])
      return .unsure(reason)
    case .isUnknown(let why):
      let told = "\(reason); what became of it cannot be seen: \(why)"
      try journal.write(.unsure, subject, answers: intent, ["reason": told])
      return .unsure(told)
    }
  }

  /// What a look shows.
  enum Sighting {
    case isSo(made: String?)
    case isNot
    case isUnknown(String)
  }

  /// Looks until it is so, or there was time enough.
  private func look(
    _ operation: Operation, _ target: Target, as account: ReachedAccount, _ verdict: CallVerdict
  ) async throws -> Sighting {
    var last = try await sight(of: operation, target, as: account)
    for pause in journal.night.waits.looks {
      if case .isSo = last { return last }
      // Without a connection there is nothing to wait for.
      if case .isUnknown = last, case .answer = verdict {} else if case .isUnknown = last { return last }
      try await Task.sleep(for: pause)
      last = try await sight(of: operation, target, as: account)
    }
    return last
  }

  func sight(
    of operation: Operation, _ target: Target, as account: ReachedAccount
  ) async throws -> Sighting {
    do {
      switch operation.sight {
      case .made(let call, let items, let id):
        return try await listed(call, target, account) { bytes in
          guard let all = AnswerItem.all(items, in: bytes) else {
            return .isUnknown("the answer is not whole")
          }
          return all.first.map { .isSo(made: $0.text(id)) } ?? .isNot
        }
      case .told(let call, let path, let isThere):
        return try await listed(call, target, account) { bytes in
          guard let all = AnswerItem.all("", in: bytes) else { return .isUnknown("the answer is not whole") }
          return (all.first?.text(path) != nil) == isThere ? .isSo(made: nil) : .isNot
        }
      case .gone, .field, .noField, .sizes: break
      }
      guard let subject = Subjects.of(target.resource.type) else {
        return .isUnknown("there is no way to look")
      }
      let found = try await SubjectLook(cloud: cloud).look(subject, target, as: account)
      return Self.judged(operation.sight, found, target)
    } catch let problem as Problem {
      return .isUnknown(problem.what)
    }
  }

  private static func judged(
    _ sight: Operation.Sight, _ found: SubjectLook.Found, _ target: Target
  ) -> Sighting {
    switch (sight, found) {
    case (_, .unknown(let reason)): return .isUnknown(reason)
    case (.gone, .gone): return .isSo(made: nil)
    case (.field(let path, let values), .there(let item)):
      return item.text(path).map(values.contains) == true ? .isSo(made: nil) : .isNot
    case (.noField(let path), .there(let item)): return item.text(path) == nil ? .isSo(made: nil) : .isNot
    case (.sizes, .there(let item)):
      return GroupSizes(of: item) == target.sizes ? .isSo(made: nil) : .isNot
    default: return .isNot
    }
  }

  private func listed(
    _ call: CloudCall, _ target: Target, _ account: ReachedAccount, _ judge: ([UInt8]) -> Sighting
  ) async throws -> Sighting {
    let verdict = try await cloud.ask(call, target, as: account)
    guard case .answer(let bytes) = verdict else { return .isUnknown(verdict.reason ?? "") }
    return judge(bytes)
  }

  /// An answer as the log keeps it.
  static func short(_ text: String) -> String {
    String(text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(500))
  }
}

internal import Billing

/// What `snapshot.json` says: when the snapshot was taken, and which calls came whole.
struct SnapshotStatement {
  struct Call: Hashable {
    var account: String
    var region: String
    var call: String
  }

  var takenAt: Int
  /// Whether it is stamped with another time than that of its collection, as rehearsals are.
  var isRehearsal = false
  /// Whether each call that is named came whole, and why not.
  var calls: [Call: (whole: Bool, failure: String?)]

  static func read(_ path: String) throws -> SnapshotStatement {
    let root = try AnswerFile.parse(path).root
    guard let text = root.member("taken_at")?.scalar, let takenAt = RecordedTime.seconds(text) else {
      throw Problem.badStatement(path, "has no time under taken_at")
    }
    var calls: [Call: (whole: Bool, failure: String?)] = [:]
    try root.member("calls")?.forEach { entry in
      guard let account = entry.member("account")?.string, let region = entry.member("region")?.string,
        let call = entry.member("call")?.string, let whole = entry.member("whole"),
        whole.kind == .yes || whole.kind == .no
      else { throw Problem.badStatement(path, "has a call without account, region, call or whole") }
      calls[Call(account: account, region: region, call: call)] = (
        whole.kind == .yes, entry.member("error")?.scalar
      )
    }
    let writtenAt = root.member("written_at")?.scalar.flatMap(RecordedTime.seconds)
    return SnapshotStatement(
      takenAt: takenAt, isRehearsal: writtenAt.map { $0 != takenAt } ?? false, calls: calls)
  }
}

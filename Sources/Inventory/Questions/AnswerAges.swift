/// How old what is known of one account and region is.
public struct AnswerAge: Sendable, Equatable {
  public var account: String
  public var region: String
  /// When the newest and the oldest of the newest whole answers were taken, in seconds since 1970; nil where none came.
  public var newest: Int?
  public var oldest: Int?
  /// Calls whose newest answer came whole, and the others.
  public var whole: Int
  public var failed: Int
}

extension InventoryView {
  /// For each account and region the age of its answers, in the order of their names.
  public var answerAges: [AnswerAge] {
    let places = Dictionary(grouping: answers) { [$0.account, $0.region] }
    return places.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { place, answers in
      let times = answers.compactMap(\.takenAt)
      let failed = answers.count { $0.failure != nil }
      return AnswerAge(
        account: place[0], region: place[1], newest: times.max(), oldest: times.min(),
        whole: answers.count - failed, failed: failed)
    }
  }
}

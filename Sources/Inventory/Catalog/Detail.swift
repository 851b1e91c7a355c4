/// A further call that tells more about resources that another call lists.
public struct Detail: Sendable {
  /// How its answers are told apart.
  enum Answers: Sendable {
    /// One answer lists many resources, by id or ARN.
    case list(items: String, id: String)
    /// One answer a resource, in a file that its name or id names.
    case perResource
  }

  /// What the ledger calls its records: `elbv2.tags`.
  let name: String
  public let call: String
  let answers: Answers
  /// Error codes that mean that the resource is gone, not that the answer is unknown.
  let goneCodes: Set<String>
  /// Error codes that are an answer: the resource has no such thing.
  let noneCodes: Set<String>
  let tags: ResourceType.Tags
  /// Whether the call leaves out what has no tags, so that a resource that is not in it has none.
  let leavesOutUntagged: Bool
  public let columns: [Column]
  public let parts: [Part]
  public let since: [Since]

  init(
    _ name: String, call: String, answers: Answers, goneCodes: Set<String> = [],
    noneCodes: Set<String> = [], tags: ResourceType.Tags = .none, leavesOutUntagged: Bool = false,
    columns: [Column] = [], parts: [Part] = [], since: [Since] = []
  ) {
    self.name = name
    self.call = call
    self.answers = answers
    self.goneCodes = goneCodes
    self.noneCodes = noneCodes
    self.tags = tags
    self.leavesOutUntagged = leavesOutUntagged
    self.columns = columns
    self.parts = parts
    self.since = since
  }
}

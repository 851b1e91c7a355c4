/// Every type of resource that Tarsier reads; a new type is one more entry.
public enum ResourceCatalog {
  public static let types: [ResourceType] = compute + storage + balancing + databases

  private static let byName = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })

  /// The type of a name such as `ebs_volume`.
  public static func type(named name: String) -> ResourceType? { byName[name] }

  /// Every call whose answers are read.
  public static let calls: Set<String> = Set(types.flatMap { [$0.call] + $0.details.map(\.call) })

  /// The types whose resources an answer lists.
  static func types(listedBy call: String) -> [ResourceType] { types.filter { $0.call == call } }

  /// The details that an answer brings, each once, with the types that it is about.
  static func details(of call: String) -> [(detail: Detail, types: [ResourceType])] {
    var found: [(detail: Detail, types: [ResourceType])] = []
    for type in types {
      for detail in type.details where detail.call == call {
        if let index = found.firstIndex(where: { $0.detail.name == detail.name }) {
          found[index].types.append(type)
        } else {
          found.append((detail, [type]))
        }
      }
    }
    return found
  }

  /// Whether a call is made once for each resource that another call lists.
  static func isPerResource(_ call: String) -> Bool {
    details(of: call).contains { if case .perResource = $0.detail.answers { true } else { false } }
  }
}

/// Every type of resource that Tarsier reads; a new type is one more entry.
public enum ResourceCatalog {
  public static let types: [ResourceType] =
    compute + network + storage + balancing + databases + messaging + containers + analytics + management
    + security + identity + commitments

  private static let byName = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })

  /// The type of a name such as `ebs_volume`.
  public static func type(named name: String) -> ResourceType? { byName[name] }

  /// Every call whose answers are read.
  public static let calls: Set<String> = Set(
    types.flatMap { [$0.call] + $0.details.map(\.call) } + [UseMetric.call])

  /// The types whose resources an answer lists.
  package static func types(listedBy call: String) -> [ResourceType] { byCall[call]?.types ?? [] }

  /// The details that an answer brings, each once, with the types that it is about.
  static func details(of call: String) -> [(detail: Detail, types: [ResourceType])] {
    byCall[call]?.details ?? []
  }

  /// The codes of errors that are answers: the resource is gone, and it has no such thing.
  package static func errorCodes(of call: String) -> (gone: Set<String>, none: Set<String>) {
    details(of: call).reduce(into: ([], [])) { codes, brought in
      codes.gone.formUnion(brought.detail.goneCodes)
      codes.none.formUnion(brought.detail.noneCodes)
    }
  }

  /// The types about whose resources a call asks, one by one or some at a time.
  package static func types(askedAboutBy call: String) -> [String] {
    switch CallCatalog.named(call)?.repetition {
    case .each(let type, _): [type]
    case .batches(let types, _, _, _): types
    case .once, .metrics, nil: []
    }
  }

  /// Whether there are calls that ask about the resources of a type.
  static func isAskedAbout(_ type: String) -> Bool { askedAbout.contains(type) }

  private static let askedAbout = Set(CallCatalog.all.flatMap { types(askedAboutBy: $0.name) })

  /// The calls that ask about the resources that a call lists.
  package static func calls(askedAbout call: String) -> [String] { callsBehind[call] ?? [] }

  private static let callsBehind: [String: [String]] = {
    var behind: [String: [String]] = [:]
    for asking in CallCatalog.all {
      for name in types(askedAboutBy: asking.name) {
        if let type = type(named: name) { behind[type.call, default: []].append(asking.name) }
      }
    }
    return behind
  }()

  /// Whether a call is made once for each resource that another call lists.
  static func isPerResource(_ call: String) -> Bool { CallCatalog.named(call)?.isPerResource ?? false }

  /// How many lists must be read before a call's resources are known.
  package static func depth(of call: String) -> Int {
    switch CallCatalog.named(call)?.repetition {
    case .once, .metrics, nil: 0
    case .each, .batches:
      1 + (types(askedAboutBy: call).compactMap(Self.type).map { depth(of: $0.call) }.max() ?? 0)
    }
  }

  private typealias Brought = (types: [ResourceType], details: [(detail: Detail, types: [ResourceType])])

  private static let byCall: [String: Brought] = {
    var found: [String: Brought] = [:]
    for type in types {
      found[type.call, default: ([], [])].types.append(type)
      for detail in type.details {
        var brought = found[detail.call] ?? ([], [])
        if let index = brought.details.firstIndex(where: { $0.detail.name == detail.name }) {
          brought.details[index].types.append(type)
        } else {
          brought.details.append((detail, [type]))
        }
        found[detail.call] = brought
      }
    }
    return found
  }()

  /// One call tells the tags of many services, of what has any.
  static let tagsOfServices = Detail(
    "tags", call: "resourcegroupstaggingapi.get-resources",
    answers: .list(items: "ResourceTagMappingList[]", id: "ResourceARN"), tags: .field("Tags"),
    leavesOutUntagged: true)
}

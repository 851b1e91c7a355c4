public import Billing
internal import Inventory

/// Which calls are to be made in each account and region.
public struct CollectionPlan: Sendable {
  /// In the order of their depth: lists before what is asked about each of their resources.
  let calls: [APICall]

  /// - Parameter types: those wanted; empty for all.
  public init(types: [String]) throws(Problem) {
    var names: Set<String> = []
    for name in types {
      guard let type = ResourceCatalog.type(named: name) else {
        throw Problem.unknownType(name, known: ResourceCatalog.types.map(\.name))
      }
      for call in [type.call] + type.details.map(\.call) { Self.add(call, to: &names) }
      if UseMetric.all.contains(where: { $0.type == name }) { names.insert(UseMetric.call) }
    }
    calls = Self.ordered(CallCatalog.all.filter { types.isEmpty || names.contains($0.name) })
    self.types = Set(types)
  }

  /// - Parameter names: calls of the catalog; the lists that they ask about come with them.
  package init(calls names: Set<String>) {
    var needed: Set<String> = []
    for name in names { Self.add(name, to: &needed) }
    calls = Self.ordered(CallCatalog.all.filter { needed.contains($0.name) })
    types = []
  }

  private static func ordered(_ calls: [APICall]) -> [APICall] {
    calls.enumerated()
      .sorted { a, b in
        let depths = (ResourceCatalog.depth(of: a.element.name), ResourceCatalog.depth(of: b.element.name))
        return depths.0 == depths.1 ? a.offset < b.offset : depths.0 < depths.1
      }
      .map(\.element)
  }

  private let types: Set<String>

  /// Whether resources of a type are wanted for themselves.
  func wants(_ type: String) -> Bool { types.isEmpty || types.contains(type) }

  /// The calls of a region, or of the global services, in stages of which each needs the one before.
  func stages(isGlobal: Bool) -> [[APICall]] {
    let own = calls.filter { $0.isGlobal == isGlobal && $0.name != UseMetric.call }
    let depths = Set(own.map { ResourceCatalog.depth(of: $0.name) }).sorted()
    return depths.map { depth in own.filter { ResourceCatalog.depth(of: $0.name) == depth } }
  }

  /// Whether figures of use are wanted.
  var wantsUse: Bool { calls.contains { $0.name == UseMetric.call } }

  /// A call and the lists whose resources it asks about.
  private static func add(_ call: String, to names: inout Set<String>) {
    guard names.insert(call).inserted else { return }
    for type in ResourceCatalog.types(askedAboutBy: call) {
      if let list = ResourceCatalog.type(named: type)?.call { add(list, to: &names) }
    }
  }
}

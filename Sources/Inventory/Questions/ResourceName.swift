public import Billing

/// A resource as people name it: an ARN, an id, or `[ACCOUNT/REGION/TYPE/]ID`.
public struct ResourceName: Sendable {
  private let text: String

  public init(_ text: String) {
    self.text = text
  }

  /// The one that is meant.
  ///
  /// - Throws: a problem that lists the candidates where there are several, and the nearest name where there is none.
  public func resource(among resources: [KnownResource]) throws -> KnownResource {
    let exact = resources.filter { $0.arn == text || $0.fullName == text }
    let found = exact.isEmpty ? resources.filter { $0.id == text || $0.name == text } : exact
    // An id of its own goes before a name that something else was given.
    let byID = found.filter { $0.id == text }
    let chosen = exact.isEmpty && !byID.isEmpty ? byID : found
    if chosen.count == 1 { return chosen[0] }
    guard chosen.isEmpty else { throw Problem.ambiguousResource(text, chosen.map(\.fullName)) }
    throw Problem.unknownResource(text, nearest: NearestName.of(text, among: resources.map(\.id)))
  }
}

extension KnownResource {
  /// A name that no other resource has: `111111111111/us-east-1/ebs_volume/vol-1`.
  public var fullName: String { "\(account)/\(region)/\(type)/\(id)" }
}

extension Problem {
  static func ambiguousResource(_ name: String, _ candidates: [String]) -> Problem {
    let shown = candidates.sorted().prefix(20).map { "  \($0)\n" }.joined()
    return Problem(
      name, "is the name of \(candidates.count) resources:\n\(shown)", remedy: "write one of these in full")
  }

  static func unknownResource(_ name: String, nearest: String?) -> Problem {
    Problem(
      name, "is no resource of the inventory\(nearest.map { ", did you mean '\($0)'?" } ?? "")",
      remedy:
        "write an id, an ARN or ACCOUNT/REGION/TYPE/ID; 'tarsier inventory list TYPE' shows what there is")
  }

  /// A type that nobody has heard of, with the nearest known one.
  public static func unknownResourceType(_ name: String) -> Problem {
    let known = ResourceCatalog.types.map(\.name)
    let nearest = NearestName.of(name, among: known).map { ", did you mean '\($0)'?" } ?? ""
    return Problem(
      name, "is no type of resource\(nearest)", remedy: "types are \(known.joined(separator: ", "))")
  }
}

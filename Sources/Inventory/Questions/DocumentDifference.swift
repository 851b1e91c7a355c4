/// What differs between two descriptions of a resource.
struct DocumentDifference: Equatable {
  var field: String
  var from: String?
  var to: String?

  /// The fields that differ: tags one by one, and of lists what is only in one of the two.
  static func between(_ old: [UInt8], _ new: [UInt8]) throws -> [DocumentDifference] {
    let (old, new) = (try members(old), try members(new))
    var differences: [DocumentDifference] = []
    for field in Set(old.keys).union(new.keys).sorted() {
      let (before, after) = (old[field], new[field])
      if before?.compact == after?.compact { continue }
      if before?.kind == .array || after?.kind == .array {
        let (gone, come) = (elements(before), elements(after))
        differences.append(
          DocumentDifference(
            field: field, from: list(gone.filter { !come.contains($0) }),
            to: list(come.filter { !gone.contains($0) })))
      } else if field == "tags" {
        differences += tags(before, after)
      } else {
        differences.append(DocumentDifference(field: field, from: text(before), to: text(after)))
      }
    }
    return differences
  }

  private static func members(_ bytes: [UInt8]) throws -> [String: JSONValue] {
    let members = try JSONDocument(bytes).root.members
    return Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  private static func elements(_ value: JSONValue?) -> [String] { value?.elements.map(\.compact) ?? [] }

  private static func list(_ elements: [String]) -> String? {
    elements.isEmpty ? nil : "[\(elements.joined(separator: ","))]"
  }

  private static func text(_ value: JSONValue?) -> String? { value.map { $0.scalar ?? $0.compact } }

  private static func tags(_ old: JSONValue?, _ new: JSONValue?) -> [DocumentDifference] {
    func values(_ value: JSONValue?) -> [String: String] {
      Dictionary((value?.members ?? []).map { ($0.key, $0.value.scalar ?? "") }) { first, _ in first }
    }
    let (before, after) = (values(old), values(new))
    return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map {
      DocumentDifference(field: "tag:\($0)", from: before[$0], to: after[$0])
    }
  }
}

/// What the lists of one snapshot hold of the types that further calls ask about one by one.
struct ListedResources {
  /// The resources of one list, and how files about each of them may be named.
  struct List {
    private(set) var ids: [String] = []
    private var byName: [String: String] = [:]

    fileprivate init(_ records: [Record]) {
      for record in records {
        ids.append(record.id)
        for name in record.fileNames where byName[name] == nil { byName[name] = record.id }
      }
      // An id is always its own, whatever another's ARN ends in.
      for id in ids { byName[id] = id }
    }

    fileprivate func joined(with other: List) -> List {
      var joined = self
      joined.ids += other.ids
      joined.byName.merge(other.byName) { first, _ in first }
      return joined
    }

    /// The resource that a file's name means; nil where the list has none such.
    func id(_ fileName: String) -> String? { byName[fileName] ?? byName[fileName.lettersAndDigits] }
  }

  private struct Place: Hashable {
    var account: String
    var region: String
    var type: String
  }

  private var lists: [Place: List] = [:]

  mutating func note(_ records: [Record], of type: ResourceType, in call: SnapshotStatement.Call) {
    lists[Place(account: call.account, region: call.region, type: type.name)] = List(records)
  }

  /// The list whose resources a call asks about one by one; nil where it did not come.
  func list(behind call: SnapshotStatement.Call) -> List? {
    let types = ResourceCatalog.types(askedAboutBy: call.call)
    let found = types.compactMap { lists[Place(account: call.account, region: call.region, type: $0)] }
    return found.isEmpty || found.count < types.count ? nil : found.reduce(List([])) { $0.joined(with: $1) }
  }
}

extension Record {
  /// The ARN, and what it ends in, without what a file's name cannot hold: of `…:targetgroup/web/73e2`
  /// also `targetgroupweb73e2`, `web73e2` and `73e2`.
  fileprivate var fileNames: [String] {
    guard let arn else { return [] }
    let rest = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).last ?? ""
    let parts = rest.split(separator: "/")
    return [arn, arn.lettersAndDigits]
      + parts.indices.map { parts[$0...].joined().lettersAndDigits }
  }

  /// The ARN, which stands first in a document.
  private var arn: String? {
    let start = #"{"arn":""#
    guard document.hasPrefix(start) else { return nil }
    return document.dropFirst(start.count).split(separator: "\"", maxSplits: 1).first.map(String.init)
  }
}

extension String {
  fileprivate var lettersAndDigits: String { filter { $0.isLetter || $0.isNumber } }
}

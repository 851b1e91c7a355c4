internal import Billing

/// One call's answer as it is stored: the records of its types and details, or why it did not come whole.
struct Answer {
  let call: SnapshotStatement.Call
  /// By type or detail.
  var records: [(type: String, records: [Record])] = []
  /// Why the answer is not whole; nil where it is.
  var failure: String?
}

/// Reads the answers of one snapshot; remembers what was listed, to see whether each resource was asked about.
struct AnswerReader {
  let folder: SnapshotFolder
  /// Names and ids of what came, by account, region and type.
  private var listed: [SnapshotStatement.Call: [Set<String>]] = [:]

  init(_ folder: SnapshotFolder) {
    self.folder = folder
  }

  /// Calls `body` with each answer, lists before what was asked about each of their resources.
  mutating func forEach(_ body: (Answer) throws -> Void) throws {
    var calls = Set(folder.sources.keys)
    for (call, _) in folder.statement?.calls ?? [:] where ResourceCatalog.calls.contains(call.call) {
      calls.insert(call)
    }
    // Where a list is empty, nothing had to be asked about its resources.
    for call in calls {
      for type in ResourceCatalog.types(listedBy: call.call) {
        for detail in type.details where ResourceCatalog.isPerResource(detail.call) {
          calls.insert(SnapshotStatement.Call(account: call.account, region: call.region, call: detail.call))
        }
      }
    }
    let ordered = calls.sorted { a, b in
      let (first, second) = (ResourceCatalog.isPerResource(a.call), ResourceCatalog.isPerResource(b.call))
      return first == second
        ? (a.account, a.region, a.call) < (b.account, b.region, b.call) : second
    }
    for call in ordered { if let answer = try answer(to: call) { try body(answer) } }
  }

  private mutating func answer(to call: SnapshotStatement.Call) throws -> Answer? {
    let stated = folder.statement?.calls[call]
    if let stated, !stated.whole {
      return Answer(call: call, failure: try stated.failure ?? savedError(call) ?? "it did not come whole")
    }
    switch folder.sources[call] {
    case .file(let path): return try read([(nil, path)], call)
    case .error(let path): return Answer(call: call, failure: try AnswerFile.errorCode(path))
    case .folder(let answers, let errors):
      for error in errors {
        let code = try AnswerFile.errorCode(error.path)
        let goneCodes = ResourceCatalog.details(of: call.call).reduce(Set<String>()) {
          $0.union($1.detail.goneCodes)
        }
        if !goneCodes.contains(code) { return Answer(call: call, failure: "\(error.resource): \(code)") }
      }
      if let missing = firstMissing(call, asked: Set((answers + errors).map(\.resource))) {
        return Answer(call: call, failure: "there is no answer for \(missing)")
      }
      return try read(answers.map { ($0.resource, $0.path) }, call)
    case nil:
      guard let lists = lists(behind: call) else { return nil }
      if lists.allSatisfy(\.isEmpty) { return try read([], call) }
      return stated == nil
        ? nil
        : Answer(call: call, failure: "there is no answer for \(firstMissing(call, asked: []) ?? "any")")
    }
  }

  private func savedError(_ call: SnapshotStatement.Call) throws -> String? {
    guard case .error(let path) = folder.sources[call] else { return nil }
    return try AnswerFile.errorCode(path)
  }

  private mutating func read(
    _ files: [(resource: String?, path: String)], _ call: SnapshotStatement.Call
  ) throws -> Answer {
    let reader = ResourceReader(account: call.account, region: call.region)
    var answer = Answer(call: call)
    var found: [String: [Record]] = [:]
    for (resource, path) in files {
      let root = try AnswerFile.parse(path).root
      if let token = root.member("NextToken") ?? root.member("NextMarker"), !token.isNull {
        answer.failure = "the answer was cut: it has a NextToken"
        return answer
      }
      do throws(AnswerFault) {
        for type in ResourceCatalog.types(listedBy: call.call) {
          found[type.name, default: []] += try reader.records(of: type, in: root)
        }
        for (detail, _) in ResourceCatalog.details(of: call.call) {
          found[detail.name, default: []] += try reader.records(of: detail, in: root, resource: resource)
        }
      } catch { throw Problem.otherAnswer(path, call: call.call, error) }
    }
    let names =
      ResourceCatalog.types(listedBy: call.call).map(\.name)
      + ResourceCatalog.details(of: call.call).map(\.detail.name)
    answer.records = names.map { ($0, found[$0] ?? []) }
    for type in ResourceCatalog.types(listedBy: call.call)
    where type.details.contains(where: { ResourceCatalog.isPerResource($0.call) }) {
      listed[key(call, type)] = (found[type.name] ?? []).map(\.keys)
    }
    return answer
  }

  /// What was listed of the types that a call asks about one by one; nil where no list came.
  private func lists(behind call: SnapshotStatement.Call) -> [[Set<String>]]? {
    var lists: [[Set<String>]] = []
    for (detail, types) in ResourceCatalog.details(of: call.call) {
      guard case .perResource = detail.answers else { continue }
      for type in types {
        guard let list = listed[key(call, type)] else { return nil }
        lists.append(list)
      }
    }
    return lists.isEmpty ? nil : lists
  }

  /// The first listed resource that nobody asked about.
  private func firstMissing(_ call: SnapshotStatement.Call, asked: Set<String>) -> String? {
    for list in lists(behind: call) ?? [] {
      for keys in list where keys.isDisjoint(with: asked) { return keys.min() ?? "" }
    }
    return nil
  }

  private func key(_ call: SnapshotStatement.Call, _ type: ResourceType) -> SnapshotStatement.Call {
    SnapshotStatement.Call(account: call.account, region: call.region, call: type.name)
  }
}

extension Record {
  /// What a file about this one resource may be named after.
  fileprivate var keys: Set<String> { arn.map { [id, $0] } ?? [id] }

  /// The ARN, which stands first in a document.
  private var arn: String? {
    let start = #"{"arn":""#
    guard document.hasPrefix(start) else { return nil }
    return document.dropFirst(start.count).split(separator: "\"", maxSplits: 1).first.map(String.init)
  }
}

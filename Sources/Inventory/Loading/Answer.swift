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
  private var listed = ListedResources()

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
    case .file(let path): return try read(file: path, call)
    case .error(let path): return Answer(call: call, failure: try AnswerFile.errorCode(path))
    case .folder(let answers, let errors):
      for error in errors {
        let code = try AnswerFile.errorCode(error.path)
        let goneCodes = ResourceCatalog.details(of: call.call).reduce(Set<String>()) {
          $0.union($1.detail.goneCodes)
        }
        if !goneCodes.contains(code) { return Answer(call: call, failure: "\(error.resource): \(code)") }
      }
      let list = listed.list(behind: call)
      let asked = Set((answers + errors).map { list?.id($0.resource) ?? $0.resource })
      if let missing = list?.ids.first(where: { !asked.contains($0) }) {
        return Answer(call: call, failure: "there is no answer for \(missing)")
      }
      return try read(answers.map { (list?.id($0.resource) ?? $0.resource, $0.path) }, call)
    case nil:
      guard let list = listed.list(behind: call) else { return nil }
      guard let first = list.ids.first else { return try read([], call) }
      return stated == nil ? nil : Answer(call: call, failure: "there is no answer for \(first)")
    }
  }

  /// One file with all of an answer.
  private mutating func read(file path: String, _ call: SnapshotStatement.Call) throws -> Answer {
    guard ResourceCatalog.isPerResource(call.call) else { return try read([(nil, path)], call) }
    // It tells of one resource only, and not of which.
    guard let ids = listed.list(behind: call)?.ids, ids.count == 1 else {
      return Answer(call: call, failure: "one file cannot tell of several resources")
    }
    return try read([(ids[0], path)], call)
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
      listed.note(found[type.name] ?? [], of: type, in: call)
    }
    return answer
  }
}

internal import Billing

/// One call's answer as it is stored: the records of its types and details, or why it did not come whole.
struct Answer {
  let call: SnapshotStatement.Call
  /// By type or detail.
  var records: [(type: String, records: [Record])] = []
  /// The daily figures that it brings.
  var use: [UseSeries] = []
  /// Why the answer is not whole; nil where it is.
  var failure: String?
}

/// Reads the answers of one snapshot; remembers what was listed, to see whether each resource was asked about.
struct AnswerReader {
  let folder: SnapshotFolder
  private var listed = ListedResources()
  private var places = PlacesOfIDs()

  init(_ folder: SnapshotFolder) {
    self.folder = folder
  }

  /// Calls `body` with each answer, lists before what was asked about each of their resources.
  mutating func forEach(_ body: (Answer) throws -> Void) throws {
    var calls = Set(folder.sources.keys)
    for (call, _) in folder.statement?.calls ?? [:] where ResourceCatalog.calls.contains(call.call) {
      calls.insert(call)
    }
    // Where a list is empty, nothing had to be asked about its resources, nor about what those would list.
    var lists = calls
    while let call = lists.popFirst() {
      for asked in ResourceCatalog.calls(askedAbout: call.call) {
        let asked = SnapshotStatement.Call(account: call.account, region: call.region, call: asked)
        if calls.insert(asked).inserted { lists.insert(asked) }
      }
    }
    let ordered = calls.sorted { a, b in
      (ResourceCatalog.depth(of: a.call), a.account, a.region, a.call)
        < (ResourceCatalog.depth(of: b.call), b.account, b.region, b.call)
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
      let codes = ResourceCatalog.errorCodes(of: call.call)
      var none: [String] = []
      for error in errors {
        let code = try AnswerFile.errorCode(error.path)
        if codes.none.contains(code) {
          none.append(error.resource)
        } else if !codes.gone.contains(code) {
          return Answer(call: call, failure: "\(error.resource): \(code)")
        }
      }
      guard ResourceCatalog.isPerResource(call.call) else {
        return try read(answers.map { (nil, .file($0.path)) }, call)
      }
      let list = listed.list(behind: call)
      let asked = Set((answers + errors).map { list?.id($0.resource) ?? $0.resource })
      if let missing = list?.ids.first(where: { !asked.contains($0) }) {
        return Answer(call: call, failure: "there is no answer for \(missing)")
      }
      let files: [(String?, Text)] = answers.map { (list?.id($0.resource) ?? $0.resource, .file($0.path)) }
      return try read(files + none.map { (list?.id($0) ?? $0, .none) }, call)
    case nil:
      // Where nothing has metrics, none are asked for.
      if call.call == UseMetric.call { return stated == nil ? nil : Answer(call: call) }
      guard let list = listed.list(behind: call) else { return nil }
      guard let first = list.ids.first else { return try read([], call) }
      return stated == nil ? nil : Answer(call: call, failure: "there is no answer for \(first)")
    }
  }

  /// Where the text of an answer is.
  private enum Text {
    case file(String)
    /// The provider said that there is nothing, by an error that means so.
    case none
  }

  /// One file with all of an answer.
  private mutating func read(file path: String, _ call: SnapshotStatement.Call) throws -> Answer {
    guard ResourceCatalog.isPerResource(call.call) else { return try read([(nil, .file(path))], call) }
    // It tells of one resource only, and not of which.
    guard let ids = listed.list(behind: call)?.ids, ids.count == 1 else {
      return Answer(call: call, failure: "one file cannot tell of several resources")
    }
    return try read([(ids[0], .file(path))], call)
  }

  private func savedError(_ call: SnapshotStatement.Call) throws -> String? {
    guard case .error(let path) = folder.sources[call] else { return nil }
    return try AnswerFile.errorCode(path)
  }

  private mutating func read(
    _ files: [(resource: String?, text: Text)], _ call: SnapshotStatement.Call
  ) throws -> Answer {
    let mayBeSilent = CallCatalog.named(call.call)?.mayBeSilent ?? false
    let reader = ResourceReader(account: call.account, region: call.region)
    var answer = Answer(call: call)
    var found: [String: [Record]] = [:]
    for (resource, text) in files {
      var (path, document) = ("", JSONDocument.empty)
      if case .file(let file) = text {
        path = file
        document = try AnswerFile.parse(file, mayBeEmpty: mayBeSilent)
      }
      let root = document.root
      if let token = root.member("NextToken") ?? root.member("NextMarker"), !token.isNull {
        answer.failure = "the answer was cut: it has a NextToken"
        return answer
      }
      if call.call == UseMetric.call, let failure = UseSeries.failure(root) {
        return Answer(call: call, failure: failure)
      }
      do throws(AnswerFault) {
        if call.call == UseMetric.call { answer.use += try UseSeries.read(root) }
        for type in ResourceCatalog.types(listedBy: call.call) where document !== JSONDocument.empty {
          let records = try reader.records(of: type, in: root, parent: resource)
          try places.note(records, of: type, in: call)
          found[type.name, default: []] += records
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
    where ResourceCatalog.isAskedAbout(type.name) {
      listed.note(found[type.name] ?? [], of: type, in: call)
    }
    return answer
  }
}

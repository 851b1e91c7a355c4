internal import Billing
internal import Inventory
internal import Synchronization

/// Collects one account's region, or its global services.
struct PlaceCollector: Sendable {
  let plan: CollectionPlan
  let caller: Caller
  let writer: SnapshotWriter
  let account: ReachedAccount
  /// As the snapshot names it; `global` for services that have none.
  let region: String
  /// The region that the aws command is told.
  let asked: String
  let tell: @Sendable (CollectionEvent) -> Void
  private let unreachable = Unreachable()

  init(
    plan: CollectionPlan, caller: Caller, writer: SnapshotWriter, account: ReachedAccount, region: String,
    asked: String, tell: @escaping @Sendable (CollectionEvent) -> Void
  ) {
    self.plan = plan
    self.caller = caller
    self.writer = writer
    self.account = account
    self.region = region
    self.asked = asked
    self.tell = tell
  }

  /// Services whose endpoint did not answer, and what was said then.
  private final class Unreachable: Sendable {
    private let services = Mutex<[String: String]>([:])

    func reason(_ service: String) -> String? { services.withLock { $0[service] } }
    func note(_ service: String, _ reason: String) { services.withLock { $0[service] = reason } }
  }

  /// What a call brought: resources that further calls may ask about, or why it did not come whole.
  private struct Brought: Sendable {
    var call: APICall
    var resources: [ListedResource] = []
    var failure: String?
  }

  func collect() async throws {
    var listed: [String: [ListedResource]] = [:]
    var failures: [String: String] = [:]
    for stage in plan.stages(isGlobal: region == CallCatalog.globalRegion) {
      let (known, missing) = (listed, failures)
      let brought = try await withThrowingTaskGroup(of: Brought.self) { group in
        for call in stage { group.addTask { try await make(call, known, missing) } }
        var all: [Brought] = []
        for try await one in group {
          finish(one.call.name, one.failure)
          all.append(one)
        }
        return all
      }
      for one in brought {
        failures[one.call.name] = one.failure
        for resource in one.resources { listed[resource.type, default: []].append(resource) }
      }
    }
    if region != CallCatalog.globalRegion && plan.wantsUse {
      let failure = try await collectUse(of: listed)
      finish(UseMetric.call, failure)
    }
  }

  private func finish(_ call: String, _ failure: String?) {
    let collected = CollectedCall(account: account.number, region: region, call: call, failure: failure)
    writer.note(collected)
    tell(.call(collected))
  }

  private func make(
    _ call: APICall, _ listed: [String: [ListedResource]], _ failures: [String: String]
  ) async throws -> Brought {
    let types = ResourceCatalog.types(askedAboutBy: call.name)
    for list in types.compactMap({ ResourceCatalog.type(named: $0)?.call }) {
      if failures[list] != nil { return Brought(call: call, failure: "\(list) did not come whole") }
    }
    switch call.repetition {
    case .metrics: return Brought(call: call)
    case .once: return try await one(call, call.arguments)
    case .each(let type, let templates):
      return try await each(
        call,
        (listed[type] ?? []).map { resource in
          (resource.id, templates.compactMap { resource.filled($0) } + call.arguments)
        }, complete: templates.count + call.arguments.count)
    case .batches(_, let size, let option, let value):
      let values = types.flatMap { listed[$0] ?? [] }.compactMap { $0.filled(value) }
      let starts = Array(stride(from: 0, to: values.count, by: size))
      return try await each(
        call,
        starts.enumerated().map { number, start in
          let end = min(start + size, values.count)
          return (String(number + 1), [option] + values[start..<end] + call.arguments)
        }, complete: nil)
    }
  }

  /// One call for the whole place.
  private func one(_ call: APICall, _ arguments: [String]) async throws -> Brought {
    let verdict = try await verdict(call, arguments)
    let kept = CollectedCall(account: account.number, region: region, call: call.name)
    guard case .answer(let bytes) = verdict else {
      try writer.write(Array(verdict.text.utf8), kept, ending: "error")
      return Brought(call: call, failure: verdict.reason)
    }
    try writer.write(bytes, kept)
    return listed(call, bytes, parent: nil)
  }

  /// One call for each of some resources; after the first that fails the rest are spared, since the answer
  /// cannot come whole any more.
  ///
  /// - Parameter complete: how many arguments each call must have, or a resource lacked one of its own.
  private func each(
    _ call: APICall, _ askings: [(name: String, arguments: [String])], complete: Int?
  ) async throws -> Brought {
    let codes = ResourceCatalog.errorCodes(of: call.name)
    return try await withThrowingTaskGroup(of: Brought?.self) { group in
      for (name, arguments) in askings {
        group.addTask {
          if Task.isCancelled { return nil }
          if let complete, arguments.count < complete {
            return Brought(call: call, failure: "\(name): what to ask with is not known")
          }
          let kept = CollectedCall(account: account.number, region: region, call: call.name)
          let verdict = try await verdict(call, arguments)
          if case .answer(let bytes) = verdict {
            try writer.write(bytes, kept, resource: name)
            return listed(call, bytes, parent: name)
          }
          try writer.write(Array(verdict.text.utf8), kept, resource: name, ending: "error")
          if case .refused(let code, _) = verdict, codes.gone.union(codes.none).contains(code) {
            return Brought(call: call)
          }
          return Brought(call: call, failure: "\(name): \(verdict.reason ?? "")")
        }
      }
      var all = Brought(call: call)
      while let next = try await group.next() {
        guard let next else { continue }
        all.resources += next.resources
        if all.failure == nil, let failure = next.failure {
          all.failure = failure
          group.cancelAll()
        }
      }
      return all
    }
  }

  private func listed(_ call: APICall, _ bytes: [UInt8], parent: String?) -> Brought {
    // What prints nothing lists nothing.
    if bytes.allSatisfy({ $0 <= 32 }) { return Brought(call: call) }
    do {
      return Brought(
        call: call,
        resources: try ListedResource.read(
          bytes, call: call.name, account: account.number, region: region, parent: parent, place: call.name))
    } catch { return Brought(call: call, failure: (error as? Problem)?.what ?? "\(error)") }
  }

  private func verdict(_ call: APICall, _ arguments: [String]) async throws -> CallVerdict {
    if let reason = unreachable.reason(call.service) { return .unreachable(text: reason) }
    let verdict = try await caller.call(
      call.service, call.operation, arguments, region: asked, as: account, mayBeSilent: call.mayBeSilent)
    if case .unreachable(let text) = verdict { unreachable.note(call.service, text) }
    return verdict
  }

  /// The daily figures of what was listed, some hundred metrics a call.
  private func collectUse(of resources: [String: [ListedResource]]) async throws -> String? {
    guard let call = CallCatalog.named(UseMetric.call) else { return nil }
    let queries = MetricQueries(resources.filter { plan.wants($0.key) }, until: caller.takenAt)
    let pages = queries.pages
    return try await withThrowingTaskGroup(of: String?.self) { group in
      for (number, page) in pages.enumerated() {
        group.addTask {
          if Task.isCancelled { return nil }
          let name = String(number + 1)
          let file = try writer.writeArgument(page, "\(account.number)-\(region)-\(name)")
          defer { writer.removeArgument(file) }
          let verdict = try await verdict(
            call, ["--metric-data-queries", "file://\(file)"] + queries.arguments)
          let kept = CollectedCall(account: account.number, region: region, call: call.name)
          guard case .answer(let bytes) = verdict else {
            try writer.write(Array(verdict.text.utf8), kept, resource: name, ending: "error")
            return verdict.reason
          }
          try writer.write(bytes, kept, resource: name)
          return listed(call, bytes, parent: nil).failure
        }
      }
      var failure: String?
      while let next = try await group.next() {
        if failure == nil, let next {
          failure = next
          group.cancelAll()
        }
      }
      return failure
    }
  }
}

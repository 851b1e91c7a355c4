internal import Collector
internal import Inventory

/// Looks at one resource by itself.
struct SubjectLook {
  let cloud: Cloud

  enum Found {
    case there(AnswerItem)
    case gone
    case unknown(String)
  }

  func look(_ subject: Subject, _ target: Target, as account: ReachedAccount) async throws -> Found {
    let verdict = try await cloud.ask(subject.look, target, as: account)
    switch verdict {
    case .answer(let bytes):
      // An answer without the list says nothing about what is in it.
      let list = String(subject.items.prefix { $0 != "[" })
      guard let all = AnswerItem.all(subject.items, in: bytes),
        let root = AnswerItem.all("", in: bytes)?.first, list.isEmpty || root.count(list) == 1
      else {
        return .unknown("\(subject.look.name): the answer is not whole")
      }
      return subject.item(of: target.resource, in: all).map(Found.there) ?? .gone
    case .refused(let code, _) where subject.goneCodes.contains(code): return .gone
    case .refused, .throttled, .unreachable, .failed:
      return .unknown("\(subject.look.name): \(verdict.reason ?? "")")
    }
  }
}

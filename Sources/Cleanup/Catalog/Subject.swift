internal import Billing
internal import Inventory
internal import Janitor

/// How one resource of a type is looked at by itself, just before and just after an action.
struct Subject: Sendable {
  let type: String
  let look: CloudCall
  /// Where the answer lists it; empty where the answer is the thing.
  let items: String
  /// Where its id stands; nil where it was asked for by what no other has.
  let id: String?
  /// Where the time of its creation stands; nil where the provider tells none.
  let created: String?
  let state: String?
  /// States in which it is gone, or about to be and not to be held up.
  let goneStates: Set<String>
  /// A field that is there only once it is to be deleted.
  let goneMark: String?
  /// The codes with which the provider says that there is no such thing.
  let goneCodes: Set<String>
  /// What holds of everything of the type, whatever is to be done with it.
  let never: [Requirement]
  /// Questions to ask beside it.
  let guards: [Guard]

  init(
    _ type: String, _ look: CloudCall, items: String, id: String? = nil, created: String? = nil,
    state: String? = nil, goneStates: Set<String> = [], goneMark: String? = nil, goneCodes: Set<String> = [],
    never: [Requirement] = [], guards: [Guard] = []
  ) {
    self.type = type
    self.look = look
    self.items = items
    self.id = id
    self.created = created
    self.state = state
    self.goneStates = goneStates
    self.goneMark = goneMark
    self.goneCodes = goneCodes
    self.never = never + [Self.operated]
    self.guards = guards
  }

  /// What another service of the provider's operates says so.
  private static let operated = Requirement(
    "Operator.Managed", .isAbsent(orOne: ["false"]), else: "a service of the provider's manages it")

  /// The resource among what an answer lists; nil where it is not there any more.
  func item(of resource: MarkedResource, in all: [AnswerItem]) -> AnswerItem? {
    let own = all.first { item in id.map { item.text($0) == resource.id } ?? true }
    return own.flatMap { isGone($0) ? nil : $0 }
  }

  private func isGone(_ item: AnswerItem) -> Bool {
    if let goneMark, item.text(goneMark) != nil { return true }
    guard let state, let value = item.text(state) else { return false }
    return goneStates.contains(value)
  }

  /// Whether it is another one of the same name: its creation is not the mark's.
  func isAnother(_ item: AnswerItem, than resource: MarkedResource) -> Bool {
    guard let created, let marked = resource.createdAt.flatMap(RecordedTime.seconds) else { return false }
    return item.text(created).flatMap(RecordedTime.seconds) != marked
  }
}

/// A question that is asked just before, whose answer may forbid the action; no answer forbids it too.
struct Guard: Sendable {
  let call: CloudCall
  let requirement: Requirement

  init(_ call: CloudCall, _ requirement: Requirement) {
    self.call = call
    self.requirement = requirement
  }
}

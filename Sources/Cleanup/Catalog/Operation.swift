/// One call that changes something, and how its result is seen.
struct Operation: Sendable {
  /// How a result is looked up: after every call, and above all where no answer came.
  enum Sight: Sendable {
    /// The resource is gone, or is about to be.
    case gone
    /// A field of the resource is one of these.
    case field(String, isOne: Set<String>)
    /// A field of the resource is not there any more.
    case noField(String)
    /// The group has these sizes.
    case sizes
    /// What was made is listed, found by its token.
    case made(CloudCall, items: String, id: String)
    /// A further call's answer has something at the path.
    case told(CloudCall, path: String, isThere: Bool)
  }

  /// As the log names it; the last step of an action has the action's name.
  let name: String
  let call: CloudCall
  let sight: Sight
  /// Where the answer tells the id of what was made.
  let madeID: String?

  init(_ name: String, _ call: CloudCall, seen sight: Sight, madeID: String? = nil) {
    self.name = name
    self.call = call
    self.sight = sight
    self.madeID = madeID
  }

  var permissions: [String] {
    switch sight {
    case .made(let look, _, _), .told(let look, _, _): call.permissions + look.permissions
    case .gone, .field, .noField, .sizes: call.permissions
    }
  }
}

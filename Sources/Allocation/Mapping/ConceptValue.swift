/// The value that a concept has for a charge.
struct ConceptValue: Hashable {
  var text: String?
  /// How it was found, in the plan's traces; 0 where nobody asks.
  var trace: Int32 = 0
  /// The treatment that spreads the charge; -1 for none.
  var treatment = -1
}

/// How a value was found.
public struct Trace: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case from, alias, values, rule, account, otherwise, treat, share
    case absent
  }

  public var kind: Kind
  /// What was found there: `tag:Team=Voting`, or the condition of a share.
  public var detail: String?
  public var place: Place?

  public init(kind: Kind, detail: String?, place: Place?) {
    self.kind = kind
    self.detail = detail
    self.place = place
  }
}

/// The traces of an answer, numbered as they are met.
final class Traces {
  /// The plan's inputs as a question names them.
  var inputNames: [Int: String] = [:]
  private(set) var all: [Trace] = []
  private var numbers: [Trace: Int32] = [:]

  func number(_ trace: Trace) -> Int32 {
    if let known = numbers[trace] { return known }
    all.append(trace)
    numbers[trace] = Int32(all.count - 1)
    return Int32(all.count - 1)
  }
}

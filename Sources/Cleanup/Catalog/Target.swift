internal import Inventory
internal import Janitor

/// What a call is about, and what is known of it.
struct Target: Sendable {
  var resource: MarkedResource
  var rule = ""
  /// How the provider described it just before; nil where that does not matter.
  var was: AnswerItem?
  var tags: [String: String] = [:]
  /// What tells the thing that a call makes from all others: it can be looked up by it when no answer comes.
  var token = ""
  /// Until when what is made for safety is kept, in ISO 8601.
  var undoUntil = ""
  /// The id of another thing that a step is about, such as an image's snapshot.
  var other = ""
  /// Sizes to set or to restore.
  var sizes: GroupSizes?

  var id: String { resource.id }
  var arn: String { resource.arn }
}

/// How large an auto scaling group is to be.
public struct GroupSizes: Sendable, Equatable {
  public var minimum: Int
  public var maximum: Int
  public var desired: Int

  public static let zero = GroupSizes(minimum: 0, maximum: 0, desired: 0)

  public init(minimum: Int, maximum: Int, desired: Int) {
    self.minimum = minimum
    self.maximum = maximum
    self.desired = desired
  }

  /// As `text` writes it.
  public init?(_ text: String) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let minimum = numbers[0], let desired = numbers[1], let maximum = numbers[2],
      minimum >= 0, desired >= minimum, maximum >= desired
    else { return nil }
    self.init(minimum: minimum, maximum: maximum, desired: desired)
  }

  /// `1/2/4`: at least, wanted, at most; a tag's value may hold it.
  public var text: String { "\(minimum)/\(desired)/\(maximum)" }

  var arguments: [String] {
    [
      "--min-size", String(minimum), "--max-size", String(maximum), "--desired-capacity", String(desired),
    ]
  }
}

extension GroupSizes {
  /// Those that the provider tells of a group.
  init?(of group: AnswerItem) {
    guard let minimum = group.text("MinSize").flatMap({ Int($0) }),
      let maximum = group.text("MaxSize").flatMap({ Int($0) }),
      let desired = group.text("DesiredCapacity").flatMap({ Int($0) })
    else { return nil }
    self.init(minimum: minimum, maximum: maximum, desired: desired)
  }
}

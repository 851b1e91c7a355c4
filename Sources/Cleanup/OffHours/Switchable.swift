internal import Allocation
internal import Inventory
internal import Janitor

/// Something that the clock may switch off and on, as it is now.
struct Switchable: Sendable, Equatable {
  enum Kind: String, Sendable {
    case instance
    case database = "rds_instance"
    case group = "auto_scaling_group"

    /// The action that switches it off.
    var stop: String {
      switch self {
      case .instance: "stop-instance"
      case .database: "stop-rds-instance"
      case .group: "scale-auto-scaling-group"
      }
    }
  }

  enum State: Sendable, Equatable {
    case up
    case down
    /// On its way, gone, or broken: nothing is to be done now.
    case other(String)
  }

  var kind: Kind
  var resource: MarkedResource
  var tags: [String: String] = [:]
  var state: State
  /// When it was started or made, as far as the provider tells, in seconds since 1970.
  var startedAt: Int?
  /// A group's sizes.
  var sizes: GroupSizes?

  /// - Returns: nil where it is none of these.
  init?(_ known: KnownResource) {
    guard let kind = Kind(rawValue: known.type) else { return nil }
    self.kind = kind
    resource = MarkedResource(
      type: known.type, account: known.account, region: known.region, id: known.id, arn: known.arn ?? "",
      createdAt: known.value("created_at"))
    tags = known.tags ?? [:]
    let word = known.value("state") ?? ""
    switch kind {
    case .instance:
      state = word == "running" ? .up : word == "stopped" ? .down : .other(word)
      startedAt = known.value("launched_at").flatMap(RecordedTime.seconds)
      // Members are their group's: stopped behind its back they would be replaced.
      if known.tags?["aws:autoscaling:groupName"] != nil { return nil }
    case .database:
      state = word == "available" ? .up : word == "stopped" ? .down : .other(word)
      startedAt = known.value("created_at").flatMap(RecordedTime.seconds)
    case .group:
      guard let minimum = known.value("min_size").flatMap({ Int($0) }),
        let maximum = known.value("max_size").flatMap({ Int($0) }),
        let desired = known.value("desired_capacity").flatMap({ Int($0) })
      else { return nil }
      sizes = GroupSizes(minimum: minimum, maximum: maximum, desired: desired)
      state = desired > 0 ? .up : .down
      startedAt = known.value("created_at").flatMap(RecordedTime.seconds)
    }
  }

  init(
    kind: Kind, resource: MarkedResource, state: State, startedAt: Int? = nil, sizes: GroupSizes? = nil,
    tags: [String: String] = [:]
  ) {
    self.kind = kind
    self.resource = resource
    self.state = state
    self.startedAt = startedAt
    self.sizes = sizes
    self.tags = tags
  }

  /// Whether all of the conditions hold.
  func fits(_ filters: [Filter]) -> Bool {
    filters.allSatisfy { filter in
      let value =
        switch filter.dimension {
        case "account": resource.account
        case "region": resource.region
        case "resource": resource.id
        case "resource_type": resource.type
        default: tags[String(filter.dimension.dropFirst("tag:".count))] ?? ""
        }
      let fits = filter.values.contains { SimplePattern.matches(value, $0) }
      return (filter.comparison == .different) != fits
    }
  }
}

/// A text in which `*` stands for any characters.
enum SimplePattern {
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return text == pattern }
    guard text.hasPrefix(first), text.utf8.count >= first.utf8.count + last.utf8.count, text.hasSuffix(last)
    else { return false }
    var rest = text.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}

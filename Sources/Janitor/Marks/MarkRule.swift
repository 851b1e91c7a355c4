public import Audit
internal import FoundationEssentials

/// What the janitor must know of a rule with a clean-up.
public struct MarkRule: Sendable, Equatable {
  public var id: String
  public var hash: String
  /// As JSON with sorted keys.
  public var parameters: String
  public var action: String
  public var retention: Int
  public var retentionWithoutOwner: Int

  public init(
    id: String, hash: String, parameters: String, action: String, retention: Int, retentionWithoutOwner: Int
  ) {
    self.id = id
    self.hash = hash
    self.parameters = parameters
    self.action = action
    self.retention = retention
    self.retentionWithoutOwner = retentionWithoutOwner
  }

  /// - Returns: nil for a rule without a clean-up.
  public init?(_ rule: Rule) throws {
    guard let cleanup = rule.cleanup else { return nil }
    self.init(
      id: rule.id, hash: rule.hash, parameters: try Self.text(rule.parameters), action: cleanup.action,
      retention: cleanup.retentionDays,
      retentionWithoutOwner: cleanup.retentionDaysWithoutOwner ?? cleanup.retentionDays)
  }

  /// Business days from the notice.
  func retention(of owner: MarkOwner) -> Int { owner.isKnown ? retention : retentionWithoutOwner }

  private static func text(_ parameters: [String: Rule.Parameter]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(parameters.mapValues(Value.init)), as: UTF8.self)
  }

  private struct Value: Encodable {
    var parameter: Rule.Parameter

    init(_ parameter: Rule.Parameter) { self.parameter = parameter }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch parameter {
      case .integer(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }
}

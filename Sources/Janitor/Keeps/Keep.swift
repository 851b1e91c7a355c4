internal import Billing
public import Inventory

/// Somebody's word that a resource is to be kept.
public struct Keep: Sendable, Equatable {
  public var id = 0
  public var type: String
  public var account: String
  public var region: String
  public var resource: String
  public var arn: String?
  /// Its last second; nil for always.
  public var until: Int?
  public var reason: String?
  public var by: String

  public init(
    id: Int = 0, type: String, account: String, region: String, resource: String, arn: String?, until: Int?,
    reason: String?, by: String
  ) {
    self.id = id
    self.type = type
    self.account = account
    self.region = region
    self.resource = resource
    self.arn = arn
    self.until = until
    self.reason = reason
    self.by = by
  }

  /// A keep of a resource of the inventory.
  ///
  /// - Parameters:
  ///   - until: its last second; nil for always.
  ///   - asOf: what counts as now, in seconds since 1970.
  /// - Throws: a `Problem` where it would be over already.
  public init(_ resource: KnownResource, until: Int?, reason: String?, by: String, asOf: Int) throws {
    if let until, until < asOf { throw Problem.keptUntilThePast(Civil.timeText(seconds: until)) }
    self.init(
      type: resource.type, account: resource.account, region: resource.region, resource: resource.id,
      arn: resource.arn, until: until, reason: reason, by: by)
  }

  /// Whether it still keeps the resource at a time.
  public func holds(at time: Int) -> Bool { until.map { $0 >= time } ?? true }
}

/// Everybody's keeps, to be asked about many resources.
public struct Keeps: Sendable {
  private struct Name: Hashable {
    var type: String
    var account: String
    var region: String
    var resource: String
  }

  private var byName: [Name: [Keep]] = [:]
  private var byARN: [String: [Keep]] = [:]

  public init(_ keeps: [Keep] = []) {
    for keep in keeps {
      byName[
        Name(type: keep.type, account: keep.account, region: keep.region, resource: keep.resource),
        default: []
      ].append(keep)
      if let arn = keep.arn { byARN[arn, default: []].append(keep) }
    }
  }

  /// The keep that holds a resource longest at a time; nil where none does.
  public func keep(
    type: String, account: String, region: String, id: String, arn: String?, at time: Int
  ) -> Keep? {
    if byName.isEmpty { return nil }
    let named = byName[Name(type: type, account: account, region: region, resource: id)] ?? []
    let all = named + (arn.flatMap { $0.isEmpty ? nil : byARN[$0] } ?? [])
    return all.filter { $0.holds(at: time) }.max { ($0.until ?? .max) < ($1.until ?? .max) }
  }
}

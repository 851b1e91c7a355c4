/// Files that were delivered together and are read together.
public struct Delivery: Sendable, Equatable {
  public var files: [BillReader.Input]
  /// The manifest that names them; nil for loose files.
  public var manifest: String?
  /// When the manifest says that they were delivered, as ISO 8601.
  public var delivered: String?
}

/// A file that was met on the way and is no bill.
public struct LeftOut: Sendable, Equatable {
  public var path: String
  public var reason: String
}

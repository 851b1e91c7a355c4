/// The names in one block.
public struct BlockMembers {
  public var resources: [String?]
  /// Own tags as JSON; nil where a member has none.
  public var ownTags: [String?]
}

/// Reads the names of one block after the other.
public final class BlockMemberReader {
  private let statement: Statement
  private let wantsResources: Bool
  private let wantsOwnTags: Bool
  /// The name at hand: the prefix stays, and only the rest changes.
  private var name: [UInt8] = []

  /// - Parameters:
  ///   - wantsResources: whether the resources are read; without them they are all nil.
  ///   - wantsOwnTags: the same of the members' own tags.
  public init(_ ledger: Ledger, wantsResources: Bool = true, wantsOwnTags: Bool = true) throws {
    self.wantsResources = wantsResources
    self.wantsOwnTags = wantsOwnTags
    statement = try ledger.database.prepare(
      """
      SELECT n, resource_prefix, resource_w, resource_at, resource_rest, own_prefix, own_w, own_at, own_rest
      FROM member WHERE series_id = ?
      """)
  }

  /// The names of a block's members; none where the block has no members.
  public func members(of series: Int64) throws -> BlockMembers {
    try statement.bind([.integer(series)])
    guard try statement.step() else { return BlockMembers(resources: [], ownTags: []) }
    let count = statement.integer(0)
    let none = [String?](repeating: nil, count: count)
    return BlockMembers(
      resources: wantsResources ? names(count, from: 1) : none,
      ownTags: statement.isNull(5) || !wantsOwnTags ? none : names(count, from: 5))
  }

  /// - Parameter column: the column of the names' prefix, before those of their offsets and rests.
  private func names(_ count: Int, from column: Int) -> [String?] {
    let width = statement.integer(column + 1)
    unsafe statement.withBytes(column) { prefix in
      unsafe name.replaceSubrange(0..<name.count, with: prefix ?? .init(start: nil, count: 0))
    }
    let prefixLength = name.count
    return unsafe statement.withBytes(column + 2) { offsets in
      unsafe statement.withBytes(column + 3) { rests in
        guard let start = unsafe offsets?.baseAddress else { return Array(repeating: nil, count: count) }
        var end = unsafe Digits.read(start, 0, width)
        return (0..<count).map { index in
          let begin = end
          end = unsafe Digits.read(start, index + 1, width)
          name.removeSubrange(prefixLength...)
          if let rests = unsafe rests { unsafe name.append(contentsOf: rests[begin..<end]) }
          return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
        }
      }
    }
  }
}

/// The members of all reducers of an import, numbered once: resource and own tags.
struct MemberTable {
  private var table = KeyTable(columns: [0, 1])

  func free() { table.free() }

  /// A tag with fewer values than this among the members goes to the combinations.
  private static let fewest = 256

  mutating func numbers(of members: DecodedMembers) -> [Int32] { members.numbers(in: &table) }

  /// A member's resource and own tags.
  func member(_ number: Int) -> (
    resource: Slice<UnsafeBufferPointer<UInt8>>, ownTags: Slice<UnsafeBufferPointer<UInt8>>
  ) {
    // The resource may hold commas itself; the tags, if there are any, are a JSON object at the end.
    let key = unsafe table.key(number)
    let end = table.firstCellEnd(number)
    return unsafe (key[..<end], key[(end + 1)..<(key.count - 1)])
  }

  /// The tag keys that stand in JSON cells of members.
  ///
  /// - Returns: those with so few values that they go to the combinations, and the others.
  static func tagKeys(_ reducers: [Reducer]) -> (common: Set<String>, own: Set<String>) {
    var values: [String: Set<String>] = [:]
    for reducer in reducers {
      let decoder = MemberDecoder(reducer)
      guard decoder.hasMaps else { continue }
      for number in 0..<reducer.members.count {
        for (key, value) in unsafe decoder.mapTags(reducer.members.key(number))
        where values[key, default: []].count < fewest {
          values[key, default: []].insert(value)
        }
      }
    }
    let common = Set(values.filter { $0.value.count < fewest }.keys)
    return (common, Set(values.keys).subtracting(common))
  }
}

/// The members of one reducer as text, in the order of their numbers.
///
/// Each reducer's are decoded by a thread of its own; only their numbering over all reducers is done by one.
struct DecodedMembers: Sendable {
  /// For each member its resource, a comma, and its own tags, one behind the other.
  private var bytes: [UInt8] = []
  /// For each member where its resource and its own tags end.
  private var ends: [UInt32] = []
  private var hashes: [UInt64] = []
  /// Tags from JSON cells that go to the combinations; empty where members have no such cells.
  private(set) var commonTags: [[String: String]] = []

  /// - Parameter common: the keys of those tags.
  init(_ reducer: Reducer, common: Set<String>) {
    let decoder = MemberDecoder(reducer)
    let table = KeyTable(columns: [0, 1])
    defer { table.free() }
    for member in 0..<reducer.members.count {
      let key = unsafe reducer.members.key(member)
      var ownTags: [String: String] = [:]
      if decoder.hasMaps {
        let tags = unsafe decoder.mapTags(key)
        ownTags = tags.filter { !common.contains($0.key) }
        commonTags.append(tags.filter { common.contains($0.key) })
      }
      unsafe ends.append(UInt32(decoder.append(key, mapTags: ownTags, to: &bytes)))
      ends.append(UInt32(bytes.count))
    }
    bytes.append(contentsOf: repeatElement(0, count: Chunk.padding))
    withRows { row in hashes.append(table.hash(row)) }
  }

  /// Numbers all members in a table that other reducers share.
  func numbers(in table: inout KeyTable) -> [Int32] {
    var numbers: [Int32] = []
    numbers.reserveCapacity(hashes.count)
    withRows { row in numbers.append(Int32(table.number(row, hash: hashes[numbers.count]))) }
    return numbers
  }

  private func withRows(_ body: (Row) -> Void) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe ends.withUnsafeBufferPointer { ends in
        guard let text = bytes.baseAddress, let firstEnd = ends.baseAddress else { return }
        for member in 0..<(ends.count / 2) {
          let start = unsafe member == 0 ? 0 : Int(ends[member * 2 - 1])
          unsafe body(Row(bytes: text, ends: firstEnd + member * 2, start: start, columns: 2, line: 0))
        }
      }
    }
  }
}

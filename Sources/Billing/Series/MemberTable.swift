/// The members of all reducers of an import, numbered once: resource and own tags.
struct MemberTable {
  private var table = KeyTable(columns: [0, 1])
  private var lengths = Pool<UInt32>()
  private var scratch: [UInt8] = []

  func free() {
    table.free()
    lengths.free()
  }

  /// A tag with fewer values than this among the members goes to the combinations.
  private static let fewest = 256

  /// Numbers a member; `resourceLength` parts its resource from its own tags.
  mutating func number(_ member: [UInt8], resourceLength: Int) -> Int {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: member[..<resourceLength])
    scratch.append(UInt8(ascii: ","))
    scratch.append(contentsOf: member[resourceLength...])
    let end = scratch.count
    scratch.append(contentsOf: repeatElement(0, count: Chunk.padding))
    let ends: [UInt32] = [UInt32(resourceLength), UInt32(end)]
    let number = scratch.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends -> Int in
        guard let start = bytes.baseAddress, let firstEnd = ends.baseAddress else { return 0 }
        let row = Row(bytes: start, ends: firstEnd, start: 0, columns: 2, line: 0)
        return table.number(row, hash: table.hash(row))
      }
    }
    if number == lengths.count { lengths.append(UInt32(resourceLength)) }
    return number
  }

  func resource(_ number: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
    table.key(number)[..<Int(lengths[number])]
  }

  func ownTags(_ number: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
    table.key(number).dropFirst(Int(lengths[number]) + 1).dropLast()
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
        for (key, value) in decoder.mapTags(reducer.members.key(number))
        where values[key, default: []].count < fewest {
          values[key, default: []].insert(value)
        }
      }
    }
    let common = Set(values.filter { $0.value.count < fewest }.keys)
    return (common, Set(values.keys).subtracting(common))
  }
}

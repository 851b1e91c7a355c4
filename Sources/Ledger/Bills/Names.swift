/// Names one behind the other.
struct NameList {
  private(set) var bytes: [UInt8] = []
  /// Where each name begins, and where the last one ends.
  private(set) var offsets = [0]

  var count: Int { offsets.count - 1 }
  /// Whether no name has a letter.
  var isEmpty: Bool { bytes.isEmpty }

  init() {}

  init(_ name: [UInt8]) { append(name) }

  /// Empties it and keeps the room.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeSubrange(1...)
  }

  mutating func append(_ name: [UInt8]) {
    bytes.append(contentsOf: name)
    offsets.append(bytes.count)
  }

  /// How many bytes all names begin with.
  var prefixLength: Int {
    guard count > 0 else { return 0 }
    var length = offsets[1]
    for index in 1..<max(count, 1) {
      let start = offsets[index]
      length = min(length, offsets[index + 1] - start)
      for position in 0..<length where bytes[start + position] != bytes[position] {
        length = position
        break
      }
    }
    return length
  }
}

/// Names as the ledger keeps them: what they all begin with, and the rest of each.
struct Names {
  var prefix: [UInt8]
  /// Where the rest of each name begins in `bytes`, and where the last one ends.
  var offsets: Digits
  var bytes: [UInt8]

  init(_ list: NameList) {
    let length = list.prefixLength
    prefix = Array(list.bytes.prefix(length))
    bytes = []
    bytes.reserveCapacity(list.bytes.count - length * list.count)
    for index in 0..<list.count {
      bytes.append(contentsOf: list.bytes[(list.offsets[index] + length)..<list.offsets[index + 1]])
    }
    offsets = Digits(counting: list.offsets.enumerated().map { $1 - $0 * length })
  }
}

internal import Dispatch

/// The members of all reducers of an import: resource and own tags.
///
/// A member's number is its reducer's first number and its place there; the same member of several reducers
/// is known by the least of its numbers. No text is copied.
@safe struct MemberTable {
  private let numbers: Numbers
  private var firstAppearances: [Int32]
  private var shared: [Bool]

  init(_ decoded: [DecodedMembers]) {
    let numbers = Numbers(decoded)
    self.numbers = numbers
    let count = decoded.reduce(0) { $0 + $1.count }
    firstAppearances = unsafe Array(unsafeUninitializedCapacity: count) { _, initialized in
      initialized = count
    }
    shared = Array(repeating: false, count: count)
    let parts = decoded.count > 1 ? 2 : 1
    nonisolated(unsafe) let finder = Finder(numbers: numbers, parts: parts)
    unsafe firstAppearances.withUnsafeMutableBufferPointer { first in
      unsafe shared.withUnsafeMutableBufferPointer { shared in
        // Each part writes the entries of its own members alone.
        nonisolated(unsafe) let (first, shared) = unsafe (first, shared)
        DispatchQueue.concurrentPerform(iterations: parts) { unsafe finder.find($0, first, shared) }
      }
    }
  }

  var decoded: [DecodedMembers] { numbers.decoded }

  /// The number of a reducer's first member.
  func firstNumber(of reducer: Int) -> Int { numbers.firsts[reducer] }

  /// The least number of the same member.
  @inline(__always)
  func firstAppearance(of number: Int) -> Int32 { firstAppearances[number] }

  /// Whether the same member has several numbers.
  @inline(__always)
  func isShared(_ number: Int) -> Bool { shared[number] }

  func free() { for members in decoded { members.free() } }

  /// Calls `body` with a member's resource and own tags.
  @inline(__always)
  func with(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void) {
    let (reducer, place) = numbers.place(of: number)
    unsafe numbers.decoded[reducer].with(place, body)
  }

  /// Gets a member's text on its way into the cache.
  @inline(__always)
  func prefetch(_ number: Int) {
    let (reducer, place) = numbers.place(of: number)
    numbers.decoded[reducer].prefetch(place)
  }

  /// Which member of which reducer a number is.
  private struct Numbers {
    let decoded: [DecodedMembers]
    let firsts: [Int]

    init(_ decoded: [DecodedMembers]) {
      self.decoded = decoded
      firsts = decoded.indices.map { decoded[..<$0].reduce(0) { $0 + $1.count } }
    }

    @inline(__always)
    func place(of number: Int) -> (reducer: Int, place: Int) {
      var reducer = firsts.count - 1
      while number < firsts[reducer] { reducer -= 1 }
      return (reducer, number - firsts[reducer])
    }
  }

  /// Finds the first appearances of the members whose hashes belong to one part.
  private struct Finder {
    let numbers: Numbers
    let parts: Int

    func find(
      _ part: Int, _ first: UnsafeMutableBufferPointer<Int32>, _ shared: UnsafeMutableBufferPointer<Bool>
    ) {
      var size = 64
      while size < first.count / parts * 3 { size *= 2 }
      /// The upper half of a hash, and the member's number plus one; 0 where the slot is free.
      var slots = Array(repeating: (hash: UInt32(0), number: UInt32(0)), count: size)
      let decoded = numbers.decoded
      for reducer in decoded.indices {
        for place in 0..<decoded[reducer].count {
          let hash = decoded[reducer].hash(of: place)
          guard Int(truncatingIfNeeded: hash >> 63) & (parts - 1) == part else { continue }
          let number = numbers.firsts[reducer] + place
          let upper = UInt32(truncatingIfNeeded: hash >> 32)
          var index = Int(truncatingIfNeeded: hash) & (size - 1)
          while slots[index].number != 0 {
            let other = Int(slots[index].number) - 1
            if slots[index].hash == upper, isSame(number, other) {
              unsafe shared[other] = true
              unsafe shared[number] = true
              break
            }
            index = (index + 1) & (size - 1)
          }
          if slots[index].number == 0 { slots[index] = (upper, UInt32(number + 1)) }
          unsafe first[number] = Int32(slots[index].number) - 1
        }
      }
    }

    private func isSame(_ number: Int, _ other: Int) -> Bool {
      let (own, others) = (numbers.place(of: number), numbers.place(of: other))
      return numbers.decoded[own.reducer].isSame(
        own.place, as: others.place, of: numbers.decoded[others.reducer])
    }
  }
}

extension MemberTable {
  /// A tag with fewer values than this among the members goes to the combinations.
  private static let fewest = 256

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

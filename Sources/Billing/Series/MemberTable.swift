internal import Dispatch

/// The members of all reducers of an import: resource and own tags.
///
/// A member's number is its reducer's first number and its place there; the same member of several reducers
/// is known by the least of its numbers. No text is copied.
@safe struct MemberTable {
  private let numbers: Numbers
  private var firstAppearances: [Int32]
  private var shared: [Bool]

  init(_ texts: [MemberTexts]) {
    let numbers = Numbers(texts)
    self.numbers = numbers
    let count = texts.reduce(0) { $0 + $1.count }
    firstAppearances = unsafe Array(unsafeUninitializedCapacity: count) { _, initialized in
      initialized = count
    }
    shared = Array(repeating: false, count: count)
    let parts = texts.count > 1 ? 2 : 1
    nonisolated(unsafe) let finder = Finder(numbers: numbers, parts: parts)
    unsafe firstAppearances.withUnsafeMutableBufferPointer { first in
      unsafe shared.withUnsafeMutableBufferPointer { shared in
        // Each part writes the entries of its own members alone.
        nonisolated(unsafe) let (first, shared) = unsafe (first, shared)
        DispatchQueue.concurrentPerform(iterations: parts) { unsafe finder.find($0, first, shared) }
      }
    }
  }

  /// The number of a reducer's first member.
  func firstNumber(of reducer: Int) -> Int { numbers.firsts[reducer] }

  /// The least number of the same member.
  @inline(__always)
  func firstAppearance(of number: Int) -> Int32 { firstAppearances[number] }

  /// Whether the same member has several numbers.
  @inline(__always)
  func isShared(_ number: Int) -> Bool { shared[number] }

  func free() { for texts in numbers.texts { texts.free() } }

  /// Gets a member's text on its way into the cache.
  @inline(__always)
  func prefetch(_ number: Int) {
    let (reducer, place) = numbers.place(of: number)
    numbers.texts[reducer].prefetch(place)
  }

  /// Which member of which reducer a number is.
  private struct Numbers {
    let texts: [MemberTexts]
    let firsts: [Int]

    init(_ texts: [MemberTexts]) {
      self.texts = texts
      firsts = texts.indices.map { texts[..<$0].reduce(0) { $0 + $1.count } }
    }

    @inline(__always)
    func place(of number: Int) -> (reducer: Int, place: Int) {
      var reducer = firsts.count - 1
      while number < firsts[reducer] { reducer -= 1 }
      return (reducer, number - firsts[reducer])
    }
  }

  /// Reads members' names one after the other, for one thread.
  final class Reader {
    private let numbers: Numbers
    private let decoders: [MemberDecoder]
    private var buffer = Pool<UInt8>()

    init(_ table: MemberTable, _ reducers: [Reducer]) {
      numbers = table.numbers
      decoders = reducers.map(MemberDecoder.init)
    }

    deinit { buffer.free() }

    /// Calls `body` with a member's resource and own tags.
    @inline(__always)
    func with(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void) {
      let (reducer, place) = numbers.place(of: number)
      unsafe numbers.texts[reducer].with(place, decoders[reducer], &buffer, body)
    }
  }

  /// Finds the first appearances of the members whose hashes belong to one part.
  private struct Finder {
    let numbers: Numbers
    let parts: Int

    func find(
      _ part: Int, _ first: UnsafeMutableBufferPointer<Int32>, _ shared: UnsafeMutableBufferPointer<Bool>
    ) {
      var slots = HashSlots(capacity: first.count / parts)
      defer { slots.free() }
      let texts = numbers.texts
      for reducer in texts.indices {
        for place in 0..<texts[reducer].count {
          let hash = texts[reducer].hash(of: place)
          guard Int(truncatingIfNeeded: hash) & (parts - 1) == part else { continue }
          let number = numbers.firsts[reducer] + place
          if let other = slots.find(hash, { isSame(number, $0) }) {
            unsafe shared[other] = true
            unsafe shared[number] = true
            unsafe first[number] = Int32(other)
          } else {
            slots.insert(hash, number)
            unsafe first[number] = Int32(number)
          }
        }
      }
    }

    private func isSame(_ number: Int, _ other: Int) -> Bool {
      let (own, others) = (numbers.place(of: number), numbers.place(of: other))
      return numbers.texts[own.reducer].isSame(
        own.place, as: others.place, of: numbers.texts[others.reducer])
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
      let texts = reducer.series.members.texts
      for number in 0..<texts.count {
        for (key, value) in unsafe decoder.mapTags(texts[number])
        where values[key, default: []].count < fewest {
          values[key, default: []].insert(value)
        }
      }
    }
    let common = Set(values.filter { $0.value.count < fewest }.keys)
    return (common, Set(values.keys).subtracting(common))
  }
}

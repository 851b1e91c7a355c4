internal import CScan

/// The members of one reducer as text, in the order of their numbers.
///
/// Each reducer's are decoded by a thread of its own. Their owner calls `free` when it is done.
@safe struct DecodedMembers {
  /// For each member its resource, a comma, and its own tags, one behind the other.
  private var bytes = Pool<UInt8>(capacity: 1 << 12)
  /// For each member where its resource and its own tags end.
  private var ends = Pool<UInt32>()
  private var hashes = Pool<UInt64>()
  /// Tags from JSON cells that go to the combinations; empty where members have no such cells.
  private(set) var commonTags: [[String: String]] = []

  /// - Parameter common: the keys of those tags.
  init(_ reducer: Reducer, common: Set<String>) {
    let decoder = MemberDecoder(reducer)
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
    bytes.append(repeating: 0, Chunk.padding)
    for member in 0..<(ends.count / 2) {
      let start = start(of: member)
      let length = Int(ends[member * 2 + 1]) - start
      hashes.append(unsafe hashBytes(bytes.start + start, length, UInt64(Int(ends[member * 2]) - start)))
    }
  }

  func free() {
    bytes.free()
    ends.free()
    hashes.free()
  }

  var count: Int { hashes.count }

  /// A hash of a member's resource and own tags.
  @inline(__always)
  func hash(of member: Int) -> UInt64 { hashes[member] }

  /// Calls `body` with a member's resource and its own tags.
  @inline(__always)
  func with(_ member: Int, _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void) {
    let start = start(of: member)
    let (end, last) = (Int(ends[member * 2]), Int(ends[member * 2 + 1]))
    unsafe body(
      UnsafeBufferPointer(start: bytes.start + start, count: end - start),
      UnsafeBufferPointer(start: bytes.start + end + 1, count: last - end - 1))
  }

  /// Gets a member's text on its way into the cache.
  @inline(__always)
  func prefetch(_ member: Int) { unsafe tarsier_prefetch(bytes.start + start(of: member)) }

  /// Whether a member is the same as one of another reducer.
  func isSame(_ member: Int, as other: Int, of others: DecodedMembers) -> Bool {
    var isSame = false
    unsafe with(member) { resource, ownTags in
      unsafe others.with(other) { otherResource, otherTags in
        isSame = unsafe resource.elementsEqual(otherResource) && ownTags.elementsEqual(otherTags)
      }
    }
    return isSame
  }

  @inline(__always)
  private func start(of member: Int) -> Int { member == 0 ? 0 : Int(ends[member * 2 - 1]) }
}

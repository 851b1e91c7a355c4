internal import CScan
internal import Glibc

/// The members of one reducer as texts that differ where the members do, in the order of their numbers.
///
/// Their owner calls `free` when it is done.
@safe struct MemberTexts {
  /// Keys that are told apart as they stand, and are the reducer's.
  private var keys: KeyTexts?
  /// For each other member its resource, a comma, and its own tags, one behind the other.
  private var bytes = Pool<UInt8>()
  /// For each of them where its resource and its own tags end.
  private var ends = Pool<UInt32>()
  let count: Int

  /// The members of a reducer whose keys are plain, without a copy of any.
  init(plain reducer: Reducer) {
    keys = reducer.series.members.texts
    count = reducer.series.members.count
  }

  /// The members of a reducer, decoded.
  ///
  /// - Parameters:
  ///   - common: the keys of tags that go to the combinations.
  ///   - commonTags: gets those of each member; stays empty where members have no JSON cells.
  init(decoding reducer: Reducer, common: Set<String>, _ commonTags: inout [[String: String]]) {
    let decoder = MemberDecoder(reducer)
    count = reducer.series.members.count
    let keys = reducer.series.members.texts
    for member in 0..<count {
      let key = unsafe keys[member]
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
  }

  func free() {
    bytes.free()
    ends.free()
  }

  /// The text by which a member is told from others; some bytes behind it may be read.
  @inline(__always)
  private func text(of member: Int) -> UnsafeBufferPointer<UInt8> {
    if let keys { return unsafe keys[member] }
    let start = start(of: member)
    return unsafe UnsafeBufferPointer(start: bytes.start + start, count: Int(ends[member * 2 + 1]) - start)
  }

  /// A hash of a member's resource and own tags.
  @inline(__always)
  func hash(of member: Int) -> UInt64 {
    let text = unsafe text(of: member)
    guard let start = text.baseAddress else { return 0 }
    return unsafe hashBytes(start, text.count, keys == nil ? UInt64(resourceLength(member)) : 0)
  }

  /// Whether a member is the same as one of another reducer.
  func isSame(_ member: Int, as other: Int, of others: MemberTexts) -> Bool {
    let (own, theirs) = unsafe (text(of: member), others.text(of: other))
    guard own.count == theirs.count, let start = own.baseAddress, let otherStart = theirs.baseAddress else {
      return own.count == theirs.count
    }
    if keys == nil, resourceLength(member) != others.resourceLength(other) { return false }
    return unsafe memcmp(start, otherStart, own.count) == 0
  }

  /// Gets a member's text on its way into the cache.
  @inline(__always)
  func prefetch(_ member: Int) {
    if let start = unsafe text(of: member).baseAddress { unsafe tarsier_prefetch(start) }
  }

  private func resourceLength(_ member: Int) -> Int { Int(ends[member * 2]) - start(of: member) }

  @inline(__always)
  private func start(of member: Int) -> Int { member == 0 ? 0 : Int(ends[member * 2 - 1]) }

  /// Calls `body` with a member's resource and its own tags.
  ///
  /// - Parameter decoder: one of the reducer's, of the calling thread alone; and a buffer of that thread.
  @inline(__always)
  func with(
    _ member: Int, _ decoder: MemberDecoder, _ buffer: inout Pool<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard let keys else {
      let start = start(of: member)
      let (end, last) = (Int(ends[member * 2]), Int(ends[member * 2 + 1]))
      return unsafe body(
        UnsafeBufferPointer(start: bytes.start + start, count: end - start),
        UnsafeBufferPointer(start: bytes.start + end + 1, count: last - end - 1))
    }
    buffer.clear()
    let end = unsafe decoder.appendPlain(keys[member], to: &buffer)
    unsafe body(
      UnsafeBufferPointer(start: buffer.start, count: end),
      UnsafeBufferPointer(start: buffer.start + end + 1, count: buffer.count - end - 1))
  }
}

/// A sample of a file's rows by what identifies them, to tell whether two files repeat each other.
///
/// A row is in the sample where its hash ends in enough zero bits, so that two files sample the same rows.
/// A small file is kept whole; a large one as some thousand rows, so that one of a hundred still shows.
struct RowSample {
  private static let most = 16_384
  private var mask: UInt64 = 0
  private var hashes: Set<UInt64> = []

  @inline(__always)
  mutating func add(_ hash: UInt64) {
    if hash & mask == 0 { keep(hash) }
  }

  private mutating func keep(_ hash: UInt64) {
    hashes.insert(hash)
    while hashes.count > Self.most { self = narrowed(to: mask << 1 | 1) }
  }

  private func narrowed(to mask: UInt64) -> RowSample {
    var sample = RowSample()
    sample.mask = mask
    sample.hashes = hashes.filter { $0 & mask == 0 }
    return sample
  }

  /// The samples of a file's workers as one.
  static func joined(_ samples: [RowSample]) -> RowSample {
    var joined = RowSample()
    joined.mask = samples.map(\.mask).max() ?? 0
    for sample in samples { joined.hashes.formUnion(sample.narrowed(to: joined.mask).hashes) }
    return joined
  }

  /// Whether more than one in a hundred of the rows of the smaller file stand in the other as well.
  func repeats(_ other: RowSample) -> Bool {
    let own = narrowed(to: max(mask, other.mask)).hashes
    let others = other.narrowed(to: max(mask, other.mask)).hashes
    return own.intersection(others).count * 100 > min(own.count, others.count)
  }
}

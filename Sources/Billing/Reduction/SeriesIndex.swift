/// Tells which series a row is of: numbers combinations, members, and the series that the two make, in the order in
/// which they come.
///
/// Its owner calls `free` when it is done.
@safe struct SeriesIndex {
  private(set) var combinations: KeyTable
  private(set) var members: KeyTable
  private(set) var entries = Pool<Entry>()
  /// The series by the hash of their combination and member.
  private var slots = HashSlots()

  struct Entry {
    var combination: UInt32
    var member: UInt32
    /// The line on which the series was first met.
    var firstLine: Int
  }

  /// A row's keys as hashes.
  struct Hashes {
    let combination: UInt64
    let member: UInt64
    let series: UInt64
  }

  /// - Parameters:
  ///   - combination: the columns of the combination.
  ///   - member: the columns with so many values that they belong to the member.
  init(combination: Set<Int>, member: Set<Int>) {
    combinations = KeyTable(columns: combination)
    members = KeyTable(columns: member)
  }

  func free() {
    combinations.free()
    members.free()
    entries.free()
    slots.free()
  }

  var count: Int { entries.count }

  @inline(__always)
  subscript(number: Int) -> Entry { entries[number] }

  @inline(__always)
  func hashes(_ row: Row) -> Hashes {
    let (combination, member) = (combinations.hash(row), members.hash(row))
    return Hashes(combination: combination, member: member, series: mixed(combination, member))
  }

  /// The row's series; nil where it was not met before.
  @inline(__always)
  func find(_ row: Row, _ hashes: Hashes) -> Int? {
    slots.find(hashes.series) { number in
      let entry = entries[number]
      return combinations.matches(Int(entry.combination), row) && members.matches(Int(entry.member), row)
    }
  }

  /// The row's combination; a new one where it was not met before.
  mutating func combination(_ row: Row, _ hashes: Hashes) -> Int {
    combinations.number(row, hash: hashes.combination)
  }

  /// Adds the row's series, which is not there yet, and gives its number.
  mutating func add(_ row: Row, _ hashes: Hashes, combination: Int) -> Int {
    let member = members.number(row, hash: hashes.member)
    slots.insert(hashes.series, entries.count)
    entries.append(
      Entry(combination: UInt32(combination), member: UInt32(member), firstLine: row.line))
    return entries.count - 1
  }
}

internal import Glibc

/// Reads the members of a reducer's series: a resource and the tags that are its own.
final class MemberDecoder {
  /// What one of the member columns is.
  enum Role: Equatable {
    case resource
    /// A single tag; the JSON up to its value, and its place in the order of keys.
    case tag(prefix: [UInt8], order: Int)
    case map
  }

  private let layout: BillLayout
  /// Where two reducers have the same, their members' texts mean the same.
  let roles: [Role]
  private let resource: Int?
  /// The places of the single tags, in the order of their keys.
  private let tagPlaces: [Int]
  let tagKeys: [String]
  let hasMaps: Bool
  /// Where the cells of the key at hand are.
  private var cells: [Range<Int>] = []

  init(_ reducer: Reducer) {
    layout = reducer.layout
    let layout = reducer.layout
    let columns = reducer.series.members.runs.flatMap { Array($0.first...$0.last) }
    let tags = layout.tags.filter { columns.contains($0.column) }.sorted { $0.key < $1.key }
    roles = columns.map { column in
      if column == layout.resource { return .resource }
      guard let order = tags.firstIndex(where: { $0.column == column }) else { return .map }
      return .tag(prefix: Array("\(TagMap.quoted(tags[order].key)):".utf8), order: order)
    }
    resource = layout.resource.flatMap { columns.firstIndex(of: $0) }
    tagPlaces = tags.compactMap { tag in columns.firstIndex(of: tag.column) }
    tagKeys = tags.map(\.key)
    hasMaps = roles.contains { if case .map = $0 { true } else { false } }
  }

  /// The tags that a member's JSON cells hold.
  func mapTags(_ key: UnsafeBufferPointer<UInt8>) -> [String: String] {
    unsafe split(key)
    var tags: [String: String] = [:]
    for (place, role) in roles.enumerated() {
      guard case .map = role else { continue }
      unsafe tags.merge(layout.tags(CSVText.value(cell(key, place)))) { first, _ in first }
    }
    return tags
  }

  /// Appends the resource, a comma, and the own tags as JSON.
  ///
  /// - Parameter mapTags: the tags from JSON cells that are the member's own.
  /// - Returns: where the resource ends.
  func append(
    _ key: UnsafeBufferPointer<UInt8>, mapTags: [String: String], to bytes: inout Pool<UInt8>
  ) -> Int {
    unsafe split(key)
    if let resource { unsafe append(cell(key, resource), to: &bytes) }
    let end = bytes.count
    bytes.append(UInt8(ascii: ","))
    if !mapTags.isEmpty {
      var all = mapTags
      for (order, place) in tagPlaces.enumerated() where unsafe !isAbsent(cell(key, place)) {
        all[tagKeys[order]] = unsafe CSVText.value(cell(key, place))
      }
      bytes.append(TagMap.text(all) ?? "")
      return end
    }
    for place in tagPlaces where unsafe !isAbsent(cell(key, place)) {
      guard case .tag(let prefix, _) = roles[place] else { continue }
      bytes.append(bytes.count == end + 1 ? UInt8(ascii: "{") : UInt8(ascii: ","))
      unsafe prefix.withUnsafeBufferPointer { unsafe bytes.append($0) }
      unsafe appendJSON(cell(key, place), to: &bytes)
    }
    if bytes.count > end + 1 { bytes.append(UInt8(ascii: "}")) }
    return end
  }

  /// Appends the same of a key whose cells are plain, none of which is a map.
  func appendPlain(_ key: UnsafeBufferPointer<UInt8>, to bytes: inout Pool<UInt8>) -> Int {
    unsafe split(key)
    if let resource { unsafe bytes.append(cell(key, resource)) }
    let end = bytes.count
    bytes.append(UInt8(ascii: ","))
    for place in tagPlaces {
      let cell = unsafe cell(key, place)
      guard !cell.isEmpty, case .tag(let prefix, _) = roles[place] else { continue }
      bytes.append(bytes.count == end + 1 ? UInt8(ascii: "{") : UInt8(ascii: ","))
      unsafe prefix.withUnsafeBufferPointer { unsafe bytes.append($0) }
      bytes.append(UInt8(ascii: "\""))
      unsafe bytes.append(cell)
      bytes.append(UInt8(ascii: "\""))
    }
    if bytes.count > end + 1 { bytes.append(UInt8(ascii: "}")) }
    return end
  }

  /// Finds the cells of a key, each of which ends with a comma.
  private func split(_ key: UnsafeBufferPointer<UInt8>) {
    cells.removeAll(keepingCapacity: true)
    var start = 0
    guard let first = key.baseAddress else { return }
    if unsafe memchr(first, Int32(UInt8(ascii: "\"")), key.count) == nil {
      while start < key.count,
        let comma = unsafe memchr(first + start, Int32(UInt8(ascii: ",")), key.count - start)
      {
        let end = unsafe UnsafeRawPointer(comma) - UnsafeRawPointer(first)
        cells.append(start..<end)
        start = end + 1
      }
      return
    }
    var isQuoted = false
    for index in key.indices {
      if unsafe key[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if unsafe key[index] == UInt8(ascii: ","), !isQuoted {
        cells.append(start..<index)
        start = index + 1
      }
    }
  }

  private func cell(_ key: UnsafeBufferPointer<UInt8>, _ place: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(rebasing: key[cells[place]])
  }

  /// Appends what a cell says; nothing for a word that stands for nothing.
  private func append(_ cell: UnsafeBufferPointer<UInt8>, to bytes: inout Pool<UInt8>) {
    if unsafe isAbsent(cell) { return }
    if unsafe isPlain(cell) {
      unsafe bytes.append(cell)
    } else {
      unsafe bytes.append(CSVText.value(cell))
    }
  }

  /// Whether a cell stands for nothing, as `RowDecoder` has it for a dimension.
  private func isAbsent(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    if cell.isEmpty { return true }
    if cell.count != 4, unsafe isPlain(cell) { return false }
    let value = unsafe CSVText.value(cell)
    return value.isEmpty || value == "NULL" || value == "null"
  }

  /// Whether a cell's bytes are what it says: no quotes, no blanks, nothing that may be no UTF-8.
  private func isPlain(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe cell.allSatisfy { $0 > 0x20 && $0 < 0x80 && $0 != UInt8(ascii: "\"") }
  }

  private func appendJSON(_ cell: UnsafeBufferPointer<UInt8>, to bytes: inout Pool<UInt8>) {
    if unsafe !isPlain(cell) || cell.contains(UInt8(ascii: "\\")) {
      unsafe bytes.append(TagMap.quoted(CSVText.value(cell)))
    } else {
      bytes.append(UInt8(ascii: "\""))
      unsafe bytes.append(cell)
      bytes.append(UInt8(ascii: "\""))
    }
  }
}

/// Reads the members of a reducer's series: a resource and the tags that are its own.
struct MemberDecoder {
  private let columns: [Int]
  private let resource: Int?
  /// JSON up to the value, for each single tag among the member columns.
  private let tags: [Int: [UInt8]]
  private let tagOrder: [Int]
  private let maps: Set<Int>

  init(_ reducer: Reducer) {
    let layout = reducer.layout
    let columns = reducer.members.runs.flatMap { Array($0.first...$0.last) }
    self.columns = columns
    resource = layout.resource.flatMap { columns.contains($0) ? $0 : nil }
    let own = layout.tags.filter { columns.contains($0.column) }.sorted { $0.key < $1.key }
    tags = Dictionary(own.map { ($0.column, Array("\(TagMap.quoted($0.key)):".utf8)) }) { first, _ in first }
    tagOrder = own.map(\.column)
    maps = Set(layout.tagMaps.filter(columns.contains))
  }

  /// The keys of single tags among the member columns.
  var tagKeys: [String] { tagOrder.compactMap { tags[$0].map(key) } }

  var hasMaps: Bool { !maps.isEmpty }

  /// The tags that a member's JSON cells hold.
  func mapTags(_ key: UnsafeBufferPointer<UInt8>) -> [String: String] {
    var tags: [String: String] = [:]
    for (column, cell) in zip(columns, CSVText.cells(of: key)) where maps.contains(column) {
      let text = CSVText.value(UnsafeBufferPointer(rebasing: key[cell]))
      tags.merge(TagMap.read(text)) { first, _ in first }
    }
    return tags
  }

  /// Appends the resource and then the own tags as JSON.
  ///
  /// - Returns: the length of the resource.
  func append(_ key: UnsafeBufferPointer<UInt8>, mapTags: [String: String], to bytes: inout [UInt8]) -> Int {
    if columns.count == 1, resource != nil {
      append(UnsafeBufferPointer(rebasing: key.dropLast()), to: &bytes)
      let length = bytes.count
      return finish(length, mapTags, [:], &bytes)
    }
    var cells: [Int: UnsafeBufferPointer<UInt8>] = [:]
    for (column, range) in zip(columns, CSVText.cells(of: key)) {
      cells[column] = UnsafeBufferPointer(rebasing: key[range])
    }
    if let resource, let cell = cells[resource] { append(cell, to: &bytes) }
    return finish(bytes.count, mapTags, cells, &bytes)
  }

  private func finish(
    _ length: Int, _ mapTags: [String: String], _ cells: [Int: UnsafeBufferPointer<UInt8>], _ bytes: inout [UInt8]
  ) -> Int {
    if !mapTags.isEmpty {
      var all = mapTags
      for column in tagOrder {
        guard let cell = cells[column], cell.count > 0, let prefix = tags[column] else { continue }
        all[key(prefix)] = CSVText.value(cell)
      }
      bytes.append(contentsOf: (TagMap.text(all) ?? "").utf8)
      return length
    }
    for column in tagOrder {
      guard let cell = cells[column], cell.count > 0, let prefix = tags[column] else { continue }
      bytes.append(bytes.count == length ? UInt8(ascii: "{") : UInt8(ascii: ","))
      bytes.append(contentsOf: prefix)
      appendJSON(cell, to: &bytes)
    }
    if bytes.count > length { bytes.append(UInt8(ascii: "}")) }
    return length
  }

  private func key(_ prefix: [UInt8]) -> String {
    String(decoding: prefix.dropFirst().dropLast(2), as: UTF8.self)
  }

  /// Appends what a cell says; nothing for a word that stands for nothing.
  private func append(_ cell: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    let isPlain = cell.first != UInt8(ascii: "\"") && !(cell.first.map(isBlank) ?? false) && !(cell.last.map(isBlank) ?? false)
    if isPlain {
      if !isAbsentName(cell) { bytes.append(contentsOf: cell) }
    } else {
      bytes.append(contentsOf: CSVText.value(cell).utf8)
    }
  }

  private func isAbsentName(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell.count == 4 && (cell.elementsEqual("NULL".utf8) || cell.elementsEqual("null".utf8))
  }

  private func appendJSON(_ cell: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    let needsCare = cell.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 == 32 }
    if needsCare {
      bytes.append(contentsOf: TagMap.quoted(CSVText.value(cell)).utf8)
    } else {
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: cell)
      bytes.append(UInt8(ascii: "\""))
    }
  }
}

/// What is kept of one resource from one answer.
struct Record: Equatable {
  var id: String
  /// Canonical JSON: equal content has equal bytes.
  var document: String
}

/// Reads the records of one type, or of one detail, out of an answer.
struct ResourceReader {
  let account: String
  let region: String

  /// The resources that an answer lists.
  ///
  /// - Parameter parent: the resource that was asked about, where the call is made for each.
  func records(
    of type: ResourceType, in root: JSONValue, parent: String? = nil
  ) throws(AnswerFault) -> [Record] {
    var given: [String: String] = [:]
    if let column = type.listing.parentColumn { given[column] = parent }
    let arnHead = arnHead(of: type)
    var records: [Record] = []
    var index = 0
    for item in try items(type.listing.items, root) {
      defer { index += 1 }
      do throws(AnswerFault) {
        if let owner = type.ownedBy?.first(in: item)?.scalar, owner != account { continue }
        records.append(try record(of: type, item, given, arnHead))
      } catch { throw error.within(type.listing.items, index) }
    }
    return records
  }

  private func record(
    of type: ResourceType, _ item: JSONValue, _ given: [String: String], _ arnHead: String?
  ) throws(AnswerFault) -> Record {
    guard let text = type.listing.id.first(in: item)?.scalar, !text.isEmpty else {
      throw AnswerFault(type.listing.id.text, "is missing")
    }
    let id = type.listing.idForm.id(of: text)
    let tags = try tags(type.tags, item)
    var writer = DocumentWriter()
    let arn = arn(type.arn, id, item, arnHead)
    if let arn, case .field(let path) = type.arn { try check(arn, path) }
    writer.add("arn", arn)
    switch type.nameFrom {
    case .tag: writer.add("name", tags?["Name"])
    case .field(let path): writer.add("name", path.first(in: item)?.scalar)
    case .id: writer.add("name", id)
    }
    if let tags { writer.add(tags: tags) }
    let row = Row(item: item, holder: nil, tags: tags ?? [:], given: given)
    for column in type.columns { try writer.add(column, of: row) }
    for part in type.parts { writer.add(part.table, rows: try rows(of: part, in: item)) }
    return Record(id: id, document: writer.finish())
  }

  /// What an answer tells about resources that another call lists.
  ///
  /// Several items may be about one resource (the versions of a template): their parts are put together.
  func records(of detail: Detail, in root: JSONValue, resource: String?) throws(AnswerFault) -> [Record] {
    switch detail.answers {
    case .perResource:
      guard let resource else { return [] }
      return [try record(of: detail, id: resource, [root])]
    case .list(let list, let key):
      let path = JSONPath(list)
      let idPath = JSONPath(key)
      var order: [String] = []
      var items: [String: [JSONValue]] = [:]
      for (index, item) in try self.items(path, root).enumerated() {
        guard let id = idPath.first(in: item)?.scalar else {
          throw AnswerFault(key, "is missing").within(path, index)
        }
        if items[id] == nil { order.append(id) }
        items[id, default: []].append(item)
      }
      var records: [Record] = []
      for id in order { records.append(try record(of: detail, id: id, items[id] ?? [])) }
      return records
    }
  }

  private func record(of detail: Detail, id: String, _ items: [JSONValue]) throws(AnswerFault) -> Record {
    var writer = DocumentWriter()
    if let first = items.first {
      let tags = try tags(detail.tags, first)
      if let tags { writer.add(tags: tags) }
      let row = Row(item: first, holder: nil, tags: tags ?? [:], given: [:])
      for column in detail.columns { try writer.add(column, of: row) }
    }
    for part in detail.parts {
      var rows: [[UInt8]] = []
      // A template's version that is both the latest and the default is listed twice.
      for item in items {
        for row in try self.rows(of: part, in: item) where items.count == 1 || !rows.contains(row) {
          rows.append(row)
        }
      }
      writer.add(part.table, rows: rows)
    }
    return Record(id: id, document: writer.finish())
  }

  private func rows(of part: Part, in item: JSONValue) throws(AnswerFault) -> [[UInt8]] {
    var found: [Row] = []
    for branch in part.branches {
      branch.items.holder.visit(item) { holder in
        branch.items.ending.visit(holder) {
          found.append(Row(item: $0, holder: holder, tags: [:], given: branch.constants))
        }
      }
    }
    var rows: [[UInt8]] = []
    for row in found {
      var writer = DocumentWriter()
      for column in part.columns { try writer.add(column, of: row) }
      rows.append(Array(writer.finish().utf8))
    }
    return rows
  }

  /// The list of an answer; its first key must be there, or this is the answer of another call.
  private func items(_ path: JSONPath, _ root: JSONValue) throws(AnswerFault) -> [JSONValue] {
    guard let first = path.steps.first else { return [root] }
    guard let list = root.member(first.key), list.kind == .array else {
      let keys = root.members.map(\.key)
      let has = keys.isEmpty ? "" : " (it has \(keys.prefix(3).joined(separator: ", ")))"
      throw AnswerFault("", "has no list \(String(decoding: first.key, as: UTF8.self))\(has)")
    }
    var items: [JSONValue] = []
    path.visit(root) { items.append($0) }
    return items
  }

  /// Tags as a list of keys and values or as an object; nil where they are another call's to tell.
  private func tags(_ source: ResourceType.Tags, _ item: JSONValue) throws(AnswerFault) -> [String: String]? {
    guard case .field(let path) = source else { return nil }
    var tags: [String: String] = [:]
    guard let value = path.first(in: item) else { return tags }
    switch value.kind {
    case .array:
      value.forEach { tag in
        guard let key = tag.member("Key")?.scalar ?? tag.member("key")?.scalar else { return }
        tags[key] = tag.member("Value")?.scalar ?? tag.member("value")?.scalar ?? ""
      }
    case .object:
      for (key, value) in value.members { tags[key] = value.scalar ?? "" }
    default: throw AnswerFault(path.text, "is neither a list of tags nor an object")
    }
    return tags
  }

  /// An ARN of another account or region means that the answer stands in the wrong folder.
  private func check(_ arn: String, _ path: JSONPath) throws(AnswerFault) {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6 else { return }
    if parts[4].utf8.count == 12, parts[4] != account {
      throw AnswerFault(path.text, "is of account \(parts[4]), and the file is in the folder of \(account)")
    }
    if !parts[3].isEmpty, region != CallCatalog.globalRegion, parts[3] != region {
      throw AnswerFault(path.text, "is of region \(parts[3]), and the file is in the folder of \(region)")
    }
  }

  /// What stands before the id in the ARNs that are made of it, in this account and region.
  private func arnHead(of type: ResourceType) -> String? {
    guard case .pattern(let pattern) = type.arn else { return nil }
    let partition =
      region.hasPrefix("cn-") ? "arn:aws-cn:" : region.hasPrefix("us-gov-") ? "arn:aws-us-gov:" : "arn:aws:"
    return pattern.replacing("arn:aws:", with: partition, maxReplacements: 1)
      .replacing("{region}", with: region).replacing("{account}", with: account).replacing("{id}", with: "")
  }

  private func arn(
    _ arn: ResourceType.ARN, _ id: String, _ item: JSONValue, _ arnHead: String?
  ) -> String? {
    switch arn {
    case .field(let path): return path.first(in: item)?.scalar
    case .pattern: return arnHead.map { $0 + id }
    }
  }
}

extension AnswerFault {
  /// The same fault, told from the top of the answer: `Volumes[3].Size`.
  func within(_ list: JSONPath, _ index: Int) -> AnswerFault {
    guard !list.steps.isEmpty else { return self }
    let keys = list.steps.map { String(decoding: $0.key, as: UTF8.self) }.joined(separator: ".")
    return AnswerFault("\(keys)[\(index)].\(path)", what)
  }
}

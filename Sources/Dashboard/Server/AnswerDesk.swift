internal import Billing
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore

/// Answers a request from the cache, else from the ledger, as the client can take it.
struct AnswerDesk: Sendable {
  private let pool: LedgerPool
  private let cache = AnswerCache()

  init(_ pool: LedgerPool) { self.pool = pool }

  func response(to request: Request, with resource: Resource) async throws -> Response {
    let query = try Query(request.uri.query ?? "", resource.parameters)
    let condition = EntityTag.Condition(request.headers)
    guard resource.isOfLedger else {
      let entry = try await entry(resource, query)
      var digest = ContentDigest()
      digest.combine(entry.content.body)
      return response(entry, to: request, EntityTag(digest.text), condition)
    }
    let version = pool.version
    let tag = EntityTag(version.tag)
    if condition.names(tag) { return Self.notModified(tag) }
    let address = request.uri.string
    if let known = cache.entry(address, version) { return response(known, to: request, tag, condition) }
    let entry = try await entry(resource, query)
    cache.keep(entry, address, version)
    return response(entry, to: request, tag, condition)
  }

  private func entry(_ resource: Resource, _ query: Query) async throws -> AnswerCache.Entry {
    try await pool.answer { session in
      let content = try resource.answer(query, session)
      return AnswerCache.Entry(content: content, packed: Gzip.packed(content.body))
    }
  }

  private func response(
    _ entry: AnswerCache.Entry, to request: Request, _ tag: EntityTag, _ condition: EntityTag.Condition
  ) -> Response {
    // Only what there is an answer to counts as there.
    if condition == .any || condition.names(tag) { return Self.notModified(tag) }
    var headers = Self.headers(tag)
    headers[.contentType] = entry.content.mediaType
    for note in entry.content.notes { headers.append(HTTPField(name: .note, value: note.headerText)) }
    if let next = entry.content.next {
      headers[.link] = "<\(request.uri.following(offset: next))>; rel=\"next\""
    }
    var body = entry.content.body
    if let packed = entry.packed, AcceptEncoding.takesGzip(request.headers) {
      headers[.contentEncoding] = "gzip"
      body = packed
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
  }

  /// What an answer has whether it is sent or not.
  static func headers(_ tag: EntityTag) -> HTTPFields {
    // A browser may keep it, and asks each time whether it still holds.
    [.eTag: tag.text, .vary: "Accept-Encoding", .cacheControl: "private, no-cache"]
  }

  static func notModified(_ tag: EntityTag) -> Response {
    Response(status: .notModified, headers: headers(tag))
  }
}

extension String {
  /// As it may stand in a header: what is not printable ASCII as `%XX`.
  fileprivate var headerText: String {
    var text = ""
    for byte in utf8 {
      if (0x20..<0x7f).contains(byte), byte != UInt8(ascii: "%") {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}

extension URI {
  /// The same question from another row on.
  fileprivate func following(offset: Int) -> String {
    let others = (query ?? "").split(separator: "&").filter { !$0.hasPrefix("offset=") }
    return "\(path)?" + (others + ["offset=\(offset)"]).joined(separator: "&")
  }
}

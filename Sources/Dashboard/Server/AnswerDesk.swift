internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore

/// Answers a request from the cache, else from the ledger, as the client can take it.
struct AnswerDesk: Sendable {
  private let settings: DashboardSettings
  private let pool: LedgerPool
  private let cache = AnswerCache()

  init(_ settings: DashboardSettings, _ pool: LedgerPool) {
    self.settings = settings
    self.pool = pool
  }

  func response(to request: Request, with resource: Resource) async throws -> Response {
    let query = try Query(request.uri.query ?? "", resource.parameters)
    let version = LedgerVersion(settings)
    let entityTag = "\"\(version.tag)\""
    if request.headers[.ifNoneMatch] == entityTag {
      return Response(status: .notModified, headers: [.eTag: entityTag, .vary: "Accept-Encoding"])
    }
    let address = request.uri.string
    let entry: AnswerCache.Entry
    if let known = cache.entry(address, version) {
      entry = known
    } else {
      entry = try await pool.answer { session in
        let content = try resource.answer(query, session)
        return AnswerCache.Entry(content: content, packed: Gzip.packed(content.body))
      }
      cache.keep(entry, address, version)
    }
    return response(entry, to: request, entityTag)
  }

  private func response(_ entry: AnswerCache.Entry, to request: Request, _ entityTag: String) -> Response {
    var headers: HTTPFields = [
      .contentType: entry.content.mediaType, .eTag: entityTag, .vary: "Accept-Encoding",
      // A browser may keep it, and asks each time whether it still holds.
      .cacheControl: "private, no-cache",
    ]
    for note in entry.content.notes { headers.append(HTTPField(name: .note, value: note.headerText)) }
    if let next = entry.content.next {
      headers[.link] = "<\(request.uri.following(offset: next))>; rel=\"next\""
    }
    var body = entry.content.body
    if let packed = entry.packed, request.headers[.acceptEncoding]?.contains("gzip") == true {
      headers[.contentEncoding] = "gzip"
      body = packed
    }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
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

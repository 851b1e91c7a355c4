internal import Hummingbird

/// Refuses what no page of ours would send.
struct RequestLimits: RouterMiddleware {
  typealias Context = BasicRequestContext

  /// In bytes: a question with long filters fits many times.
  static let longestAddress = 8_192
  /// Of all header fields together, in bytes.
  static let longestHeader = 32_768
  /// What is read of an address or a header at all, in bytes; whoever sends more gets no words, only 400.
  static let longestRead = 131_072

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard request.uri.string.utf8.count <= Self.longestAddress else { throw HTTPError(.uriTooLong) }
    let header = request.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
    guard header <= Self.longestHeader else { throw HTTPError(.requestHeaderFieldsTooLarge) }
    return try await next(request, context)
  }
}

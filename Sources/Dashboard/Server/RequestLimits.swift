internal import Hummingbird

/// Refuses what no page of ours would send.
struct RequestLimits: RouterMiddleware {
  typealias Context = BasicRequestContext

  /// In bytes: a question with long filters fits many times.
  static let longestAddress = 8_192

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard request.uri.string.utf8.count <= Self.longestAddress else { throw HTTPError(.uriTooLong) }
    return try await next(request, context)
  }
}

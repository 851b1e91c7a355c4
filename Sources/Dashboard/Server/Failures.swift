internal import Billing
internal import HTTPTypes
internal import Hummingbird

/// Turns whatever was thrown into a page, or for the API into a problem document (RFC 9457).
struct Failures: RouterMiddleware {
  typealias Context = BasicRequestContext

  private let settings: DashboardSettings

  init(_ settings: DashboardSettings) { self.settings = settings }

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let failure = Failure(error, path: request.uri.path)
      if request.uri.path.hasPrefix("/api/") { return failure.problemDocument }
      return try failure.page(settings, next: request.uri.string)
    }
  }
}

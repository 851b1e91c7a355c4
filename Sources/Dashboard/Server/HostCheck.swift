internal import HTTPTypes
internal import Hummingbird

/// Answers only under names that are ours: a page elsewhere that has its own name point here gets nothing
/// (DNS rebinding).
struct HostCheck: RouterMiddleware {
  typealias Context = BasicRequestContext

  private let names: Set<String>?

  /// Whoever binds another host than loopback is asked for a token, and may have names that we cannot know.
  init(_ settings: DashboardSettings) {
    names = settings.access == .everyone ? ["localhost", "127.0.0.1", "[::1]", settings.host] : nil
  }

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard admits(request.head.authority) else { throw HTTPError(.misdirectedRequest) }
    return try await next(request, context)
  }

  /// - Parameter authority: the `Host` header; HTTP/1.0 has none.
  func admits(_ authority: String?) -> Bool {
    guard let names, let authority else { return true }
    return names.contains(Self.name(of: authority))
  }

  /// `localhost` of `localhost:8080`, `[::1]` of `[::1]:8080`.
  private static func name(of authority: String) -> String {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
    return authority.split(separator: ":", omittingEmptySubsequences: false).first.map { $0.lowercased() }
      ?? ""
  }
}

internal import HTTPTypes
internal import Hummingbird

/// Tells a method that a path does not take from a path that is not there.
///
/// It stands behind all routes: only what none of them takes comes here.
struct MethodCheck: RouterMiddleware {
  typealias Context = BasicRequestContext

  private let routes: [(segments: [String], method: HTTPRequest.Method)]

  init(_ router: Router<BasicRequestContext>) {
    routes = router.routes.map { route in (Self.segments("\(route.path)"), route.method) }
  }

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let path = Self.segments(request.uri.path)
    let methods = Set(routes.filter { Self.matches(path, $0.segments) }.map(\.method))
    guard !methods.isEmpty, !methods.contains(request.method) else {
      return try await next(request, context)
    }
    let all = methods.union(methods.contains(.get) ? [.head] : []).map(\.rawValue).sorted()
    throw HTTPError(.methodNotAllowed, headers: [.allow: all.joined(separator: ", ")])
  }

  private static func segments(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }

  /// A route's segment may stand for any: `:name`, `{name}`, `*`, and `**` for all that follow.
  private static func matches(_ path: [String], _ route: [String]) -> Bool {
    let isPrefix = route.last == "**"
    let fixed = isPrefix ? route.dropLast() : route[...]
    return (isPrefix ? path.count > fixed.count : path.count == fixed.count)
      && zip(path, fixed).allSatisfy { $0 == $1 || $1 == "*" || $1.hasPrefix(":") || $1.hasPrefix("{") }
  }
}

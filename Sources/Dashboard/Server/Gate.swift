internal import HTTPTypes
internal import Hummingbird

/// Lets in who knows the token, or whom a proxy names; everybody where the server is for this machine alone.
struct Gate: RouterMiddleware {
  typealias Context = BasicRequestContext

  /// What is there for everybody: nothing of it tells anything of the ledger.
  private static let open: Set<String> = Set(["/healthz", SignIn.path] + Asset.all.map(\.path))

  private let access: DashboardSettings.Access

  init(_ settings: DashboardSettings) { access = settings.access }

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard Self.open.contains(request.uri.path) || access.admits(request.headers) else {
      throw HTTPError(.unauthorized)
    }
    return try await next(request, context)
  }
}

extension DashboardSettings.Access {
  func admits(_ headers: HTTPFields) -> Bool {
    switch self {
    case .everyone: true
    case .userHeader: user(headers) != nil
    case .token(let token):
      if let bearer = headers[.authorization].flatMap(Self.bearer) {
        Seal.areEqual(bearer, token)
      } else {
        Cookies(headers)[SignIn.cookie].map { Seal.areEqual($0, SignIn.session(of: token)) } ?? false
      }
    }
  }

  /// Whom a proxy names; nil where there is none, or it names nobody.
  func user(_ headers: HTTPFields) -> String? {
    guard case .userHeader(let name) = self, let field = HTTPField.Name(name) else { return nil }
    return headers[field].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func bearer(_ authorization: String) -> String? {
    let parts = authorization.split(separator: " ", maxSplits: 1)
    return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
  }
}

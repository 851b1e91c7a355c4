internal import HTTPTypes
internal import Hummingbird

/// The table of everything that can be asked for, behind the checks that every request passes.
struct Routes {
  let router: Router<BasicRequestContext>

  init(_ settings: DashboardSettings) {
    router = Router(options: .autoGenerateHeadEndpoints)
    router.middlewares.add(SecurityHeaders())
    router.middlewares.add(Failures(settings))
    router.middlewares.add(RequestLimits())
    router.middlewares.add(HostCheck(settings))
    router.middlewares.add(Gate(settings))
    let pool = LedgerPool(settings)
    let desk = AnswerDesk(pool)
    for resource in Self.resources {
      router.get(RouterPath(resource.path)) { request, _ in
        try await desk.response(to: request, with: resource)
      }
    }
    for asset in Asset.all {
      router.get(RouterPath(asset.path)) { request, _ in asset.response(to: request) }
    }
    router.post(RouterPath(SignIn.path)) { request, _ in try await SignIn.response(to: request, settings) }
    let keeps = KeepDesk(settings, pool, FormToken())
    router.get(RouterPath(KeepDesk.path)) { request, _ in try await keeps.form(for: request) }
    router.post(RouterPath(KeepDesk.path)) { request, _ in try await keeps.keep(request) }
    let shelf = ReportShelf(settings)
    router.get(RouterPath(ReportShelf.path)) { _, _ in try await shelf.page() }
    router.get(RouterPath(ReportShelf.path + "/**")) { request, _ in try await shelf.file(for: request) }
    router.get("/") { _, _ in Response.redirect(to: "/costs", type: .temporary) }
    router.get("/healthz") { _, _ in
      // It answers whenever the server does: a ledger that is missing today is no reason to restart it.
      Response(
        status: .ok, headers: [.contentType: "text/plain"], body: .init(byteBuffer: .init(string: "ok\n")))
    }
    router.get("/api/v1/openapi.json") { request, _ in OpenAPI.asset.response(to: request) }
    router.middlewares.add(MethodCheck(router))
  }

  /// The pages, the API and the figures for Prometheus.
  static let resources: [Resource] = Pages.all + API.all + [Metrics.resource]
}

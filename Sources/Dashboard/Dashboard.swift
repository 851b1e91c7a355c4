internal import Billing
internal import Hummingbird
internal import Logging
internal import NIOCore

/// The web pages and the JSON API over one ledger.
///
/// It reads; the one thing that it writes are keeps. It cannot reach a cloud: nothing here imports `Cleanup` or
/// `Collector`.
public struct Dashboard: Sendable {
  private let settings: DashboardSettings

  public init(_ settings: DashboardSettings) { self.settings = settings }

  /// Serves until the process is told to end (SIGINT or SIGTERM).
  ///
  /// - Parameter isServing: called with the port once requests are taken.
  /// - Throws: a `Problem` where the address cannot be had.
  public func run(isServing: @escaping @Sendable (Int) async -> Void) async throws {
    do {
      try await application(isServing: isServing).runService()
    } catch let error as IOError {
      throw Problem.cannotListen(settings.host, settings.port, error)
    }
  }

  /// The application, not yet running; tests send requests through it without a socket.
  func application(
    isServing: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> Application<RouterResponder<BasicRequestContext>> {
    var logger = Logger(label: "tarsier")
    logger.logLevel = .error
    return Application(
      responder: Routes(settings).router.buildResponder(),
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(60),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: RequestLimits.longestRead, maxHeaderListSize: RequestLimits.longestRead,
            maxHeaderFieldCount: 100))),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: nil),
      onServerRunning: { channel in await isServing(channel.localAddress?.port ?? 0) },
      logger: logger)
  }
}

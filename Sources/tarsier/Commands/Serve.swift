internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Dashboard
internal import Listings
internal import Notify

/// `tarsier serve`: the dashboard.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves the dashboard and the JSON API, for this machine alone unless told.",
    discussion: """
      It reads the ledger as it is at each request, and writes nothing but keeps. A host that others reach needs \
      --token-file, or in the settings the header in which a proxy names who asks: serve: {user_header: NAME}.
      """)

  @OptionGroup var globals: GlobalOptions

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "host"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port to listen on; 0 for any that is free.", valueName: "port"))
  var port = 8080

  @Option(
    help: ArgumentHelp("A file whose first line everybody who asks must know.", valueName: "file"),
    completion: .file())
  var tokenFile: String?

  @Option(help: ArgumentHelp("The folder of the month's reports.", valueName: "dir"), completion: .directory)
  var reports = "reports"

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf: AsOf?

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is none; write one from 0 to 65535")
    }
  }

  func run() async throws {
    var settings = DashboardSettings(ledger: globals.ledgerPath)
    settings.config = globals.configPath
    settings.reports = reports
    (settings.host, settings.port) = (host, port)
    settings.access = try access()
    settings.asOf = asOf
    settings.version = Tarsier.configuration.version
    let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
    try await Dashboard(settings).run { port in
      try? StandardStream.output.write("serving http://\(host):\(port)/; end it with Ctrl-C\n")
    }
  }

  private func access() throws -> DashboardSettings.Access {
    if let tokenFile {
      let token = try SecretFile.text(tokenFile)
      guard token.utf8.count >= DashboardSettings.shortestToken else { throw Problem.shortToken(tokenFile) }
      return .token(token)
    }
    if let header = try SettingsFile.read(globals.configPath).userHeader { return .userHeader(header) }
    guard DashboardSettings.isLoopback(host) else { throw Problem.openHost(host) }
    return .everyone
  }
}

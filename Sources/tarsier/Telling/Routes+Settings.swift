internal import Allocation
internal import Billing
internal import Collector
internal import Glibc
internal import Notify
internal import Programs

extension Routes {
  /// The ways to tell people that the settings name.
  ///
  /// - Parameter environment: this process's variables, which may send calls of AWS elsewhere.
  /// - Throws: a problem where a file that holds an address can't be read.
  init(_ settings: Settings, environment: [String: String], retries: Retries = Retries()) throws {
    let endpoints = Endpoints(environment)
    self.init(
      try settings.notifications.map { entry in
        Route(
          audiences: Set(entry.audiences.compactMap { Audience(rawValue: $0.rawValue) }),
          addresses: entry.addresses.map(\.description),
          channel: try Self.channel(entry.channel, endpoints, retries))
      })
  }

  private static func channel(
    _ channel: Settings.Channel, _ endpoints: Endpoints, _ retries: Retries
  ) throws -> any Channel {
    let clock: @Sendable () -> Int = { time(nil) }
    switch channel {
    case .file(let path): return FileChannel(path: path, clock: clock)
    case .sendmail(let command, let from):
      return SendmailChannel(command: command, from: from, retries: retries, clock: clock)
    case .smtp(let settings):
      var server = SMTPChannel.Server(address: settings.address, from: settings.from)
      server.encryption =
        switch settings.encryption {
        case .required: .required
        case .opportunistic: .opportunistic
        case .none: .none
        }
      server.user = settings.user
      server.passwordFile = settings.passwordFile
      server.authorityFile = settings.authorityFile
      return SMTPChannel(server, retries: retries, clock: clock)
    case .sns(let topic):
      return SNSChannel(
        topic: topic.arn, isLoopback: endpoints.isLoopback(service: "sns"), retries: retries
      ) { arguments in
        let place =
          ["--region", topic.region, "--output", "json"] + (topic.profile.map { ["--profile", $0] } ?? [])
        let result = try await AWSCommand(limit: retries.limit).run(
          arguments + place + endpoints.arguments(service: "sns"), environment: [:])
        return ProgramAnswer(status: result.status, output: result.output, error: result.error)
      }
    case .webhook(let settings):
      var target =
        switch settings.location {
        case .url(let address): WebhookChannel.Target(address: address)
        case .file(let path): try WebhookChannel.Target(addressIn: path)
        }
      target.secretFile = settings.secretFile
      target.authorityFile = settings.authorityFile
      target.template = settings.template.map {
        switch $0 {
        case .slack: .slack
        case .file(let path): .file(path)
        }
      }
      return WebhookChannel(target, retries: retries, clock: clock)
    }
  }
}

internal import Billing

/// Whom a message is for.
public enum Audience: String, Sendable, CaseIterable {
  /// Whoever answers for the things in it; the message has the addresses.
  case owner
  /// Whoever is told when an owner has not answered.
  case escalation
  /// Whoever gets the summary and the alerts.
  case administrators
}

/// A channel, and who is told by it.
public struct Route: Sendable {
  public var audiences: Set<Audience>
  /// Where messages to `escalation` and `administrators` go, on channels that need addresses.
  public var addresses: [String]
  public var channel: any Channel

  public init(audiences: Set<Audience>, addresses: [String] = [], channel: any Channel) {
    self.audiences = audiences
    self.addresses = addresses
    self.channel = channel
  }
}

/// All ways to tell people something, as the settings have them.
public struct Routes: Sendable {
  public var routes: [Route]

  public init(_ routes: [Route]) {
    self.routes = routes
  }

  /// Whether nothing leaves this machine by any of them.
  public var areLoopbackOrFile: Bool { routes.allSatisfy(\.channel.isLoopbackOrFile) }

  public func leads(to audience: Audience) -> Bool { routes.contains { $0.audiences.contains(audience) } }

  /// Sends a message by every route of its audience, one after the other.
  ///
  /// A message to an owner has its recipients; one to the escalation or the administrators goes to the route's
  /// addresses.
  public func send(_ message: Message, to audience: Audience) async -> Deliveries {
    var deliveries: [Deliveries.Delivery] = []
    for route in routes where route.audiences.contains(audience) {
      var addressed = message
      if audience != .owner {
        addressed.recipients = route.addresses
        addressed.copies = []
      }
      let outcome = await route.channel.send(addressed)
      deliveries.append(Deliveries.Delivery(channel: route.channel.name, outcome: outcome))
    }
    return Deliveries(all: deliveries)
  }
}

/// What became of one message on all of its ways.
public struct Deliveries: Sendable, Equatable {
  public struct Delivery: Sendable, Equatable {
    public var channel: String
    public var outcome: DeliveryOutcome

    public init(channel: String, outcome: DeliveryOutcome) {
      self.channel = channel
      self.outcome = outcome
    }
  }

  public var all: [Delivery]

  public init(all: [Delivery]) {
    self.all = all
  }

  /// Whether every way took it, and there was one: a file that has it does not make up for a mail that failed.
  public var isHandedOver: Bool { !all.isEmpty && all.allSatisfy { $0.outcome.problem == nil } }

  /// Whether it may have been taken everywhere, though not every way said so.
  public var isUnsure: Bool {
    !isHandedOver && !all.isEmpty
      && all.allSatisfy { if case .failed = $0.outcome { false } else { true } }
  }

  /// What the ways that took it said.
  public var answers: [String] {
    all.compactMap {
      if case .handedOver(let answer) = $0.outcome { "\($0.channel): \(answer)" } else { nil }
    }
  }

  /// What could not be sent, and why.
  public var failures: [String] { all.compactMap { $0.outcome.problem?.description } }
}

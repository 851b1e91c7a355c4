public import Billing

extension Settings {
  /// One entry of `notify:`: who is told, and by which channel.
  public struct Notification: Sendable, Equatable {
    /// The words that `to` knows beside mail addresses.
    public enum Audience: String, Sendable, CaseIterable {
      case owner, escalation, administrators
    }

    public var audiences: Set<Audience>
    /// Where messages to the escalation and the administrators go, on channels that need addresses.
    public var addresses: [MailAddress]
    public var channel: Channel
    /// Where it stands.
    public var place: Place
  }

  /// A way to tell people, as the settings have it.
  public enum Channel: Sendable, Equatable {
    case file(path: String)
    case sendmail(command: [String], from: MailAddress)
    case smtp(MailServer)
    case sns(Topic)
    case webhook(Webhook)
  }

  /// A server that takes mail.
  public struct MailServer: Sendable, Equatable {
    /// How much encryption there must be.
    public enum Encryption: String, Sendable, CaseIterable {
      case required, opportunistic, none
    }

    public var address: WebAddress
    public var from: MailAddress
    public var encryption: Encryption
    public var user: String?
    public var passwordFile: String?
    public var authorityFile: String?
  }

  /// A topic of Amazon SNS.
  public struct Topic: Sendable, Equatable {
    public var arn: String
    public var region: String
    /// The aws CLI's profile that may publish to it.
    public var profile: String?
  }

  /// A web server that takes messages as JSON.
  public struct Webhook: Sendable, Equatable {
    /// How the body looks.
    public enum Template: Sendable, Equatable {
      case slack
      case file(String)
    }

    /// Where it is; some webhooks' addresses are secrets, and stand in files of their own.
    public enum Location: Sendable, Equatable {
      case url(WebAddress)
      case file(String)
    }

    public var location: Location
    public var secretFile: String?
    public var template: Template?
    public var authorityFile: String?
  }

  /// What a value of a concept may cost in a month.
  public struct Budget: Sendable, Equatable {
    /// A concept, a dimension or a tag.
    public var dimension: String
    public var value: String
    /// In whichever currency its charges have.
    public var amount: Amount
    public var place: Place
  }
}

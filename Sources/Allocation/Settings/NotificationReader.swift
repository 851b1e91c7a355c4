internal import Billing
internal import Yams

/// Reads one entry of `notify:`.
struct NotificationReader {
  private enum Way: String, CaseIterable { case file, sendmail, smtp, sns, webhook }

  /// The keys of every entry, and those of each way beside them.
  private static let common = ["to", "by", "address"]
  private static let keys: [Way: [String]] = [
    .file: ["path"], .sendmail: ["command", "from"],
    .smtp: ["url", "from", "user", "password_file", "tls", "ca_file"], .sns: ["topic", "region", "profile"],
    .webhook: ["url", "url_file", "secret_file", "template", "ca_file"],
  ]

  private let mapping: CheckedMapping
  private let path: (String) -> String

  /// - Parameter path: makes a path of the settings one that starts from their folder.
  static func all(in settings: CheckedMapping, path: @escaping (String) -> String) throws
    -> [Settings.Notification]
  {
    try settings.list("notify").map { node in
      try NotificationReader(node, file: settings.file, path: path).notification(settings.location(node))
    }
  }

  private init(_ node: Node, file: String, path: @escaping (String) -> String) throws {
    // The key that decides which others there may be is read first.
    let way = node.mapping?["by"]?.scalar.flatMap { Way(rawValue: $0.string) }
    let known = way.map { Self.keys[$0] ?? [] } ?? Set(Self.keys.values.joined()).sorted()
    if let way, let mapping = node.mapping {
      for (key, _) in mapping {
        guard let name = key.scalar?.string, !(Self.common + known).contains(name) else { continue }
        if let other = Way.allCases.first(where: { Self.keys[$0]?.contains(name) == true }) {
          throw Problem.keyOfOtherChannel(
            CheckedMapping.place(file, key.mark), name, way: way.rawValue, other: other.rawValue,
            known: Self.common + known)
        }
      }
    }
    mapping = try CheckedMapping(node, file: file, key: "an entry of notify", known: Self.common + known)
    self.path = path
  }

  private func notification(_ place: Place) throws -> Settings.Notification {
    let way: Way = try mapping.word("by")
    var (audiences, addresses) = try receivers()
    for text in try texts("address") { addresses.append(try address(text, "address")) }
    let isMail = way == .smtp || way == .sendmail
    if isMail, addresses.isEmpty, let role = audiences.subtracting([.owner]).map(\.rawValue).sorted().first {
      throw Problem.noAddressOfRole(mapping.place(mapping.node("to")), role)
    }
    if audiences.isEmpty { audiences = [.administrators] }
    return Settings.Notification(
      audiences: audiences, addresses: addresses, channel: try channel(way), place: place)
  }

  /// The words and the addresses of `to`; who is named by address gets what administrators get.
  private func receivers() throws -> (Set<Settings.Notification.Audience>, [MailAddress]) {
    var audiences: Set<Settings.Notification.Audience> = []
    var addresses: [MailAddress] = []
    _ = try mapping.required("to")
    for text in try texts("to") {
      if let audience = Settings.Notification.Audience(rawValue: text) {
        audiences.insert(audience)
      } else if text.contains("@") {
        addresses.append(try address(text, "to"))
        audiences.insert(.administrators)
      } else {
        throw Problem.unknownReceiver(
          mapping.place(mapping.node("to")), text,
          known: Settings.Notification.Audience.allCases.map(\.rawValue))
      }
    }
    guard !audiences.isEmpty else {
      throw Problem.wrongValue(mapping.place(mapping.node("to")), "to", expected: "a name or a list of names")
    }
    return (audiences, addresses)
  }

  private func channel(_ way: Way) throws -> Settings.Channel {
    switch way {
    case .file: return .file(path: path(try mapping.text("path")))
    case .sendmail:
      let command = try texts("command")
      guard let program = command.first else {
        throw command.isEmpty && mapping.node("command") == nil
          ? Problem.missingKey(mapping.place(nil), "command")
          : Problem.wrongValue(
            mapping.place(mapping.node("command")), "command", expected: "a program with its options")
      }
      return .sendmail(
        command: [program.contains("/") ? path(program) : program] + command.dropFirst(),
        from: try address(try mapping.text("from"), "from"))
    case .smtp: return .smtp(try mailServer())
    case .sns: return .sns(try topic())
    case .webhook: return .webhook(try webhook())
    }
  }

  private func mailServer() throws -> Settings.MailServer {
    let url = try webAddress("url", try mapping.text("url"), schemes: ["smtp", "smtps"])
    guard
      url.description.dropFirst("\(url.scheme)://".count).allSatisfy({ $0 != "/" && $0 != "?" && $0 != "#" })
    else { throw Problem.wrongURL(mapping.place(mapping.node("url")), url.description, ["smtp", "smtps"]) }
    let encryption: Settings.MailServer.Encryption =
      mapping.node("tls") == nil ? .required : try mapping.word("tls")
    if encryption == .none && (url.scheme == "smtps" || !url.isLoopback) {
      throw Problem.noEncryption(mapping.place(mapping.node("tls")), url.scheme)
    }
    let (user, password) = (try mapping.optionalText("user"), try file("password_file"))
    guard (user == nil) == (password == nil) else {
      throw Problem.missingKey(mapping.place(nil), user == nil ? "user" : "password_file")
    }
    if let user, user.contains(":") || user.contains(where: \.isNewline) {
      throw Problem.wrongValue(
        mapping.place(mapping.node("user")), "user", expected: "a name without a colon")
    }
    if user != nil && encryption == .opportunistic && !url.isLoopback {
      throw Problem.passwordInTheOpen(mapping.place(mapping.node("tls")))
    }
    return Settings.MailServer(
      address: url, from: try address(try mapping.text("from"), "from"), encryption: encryption, user: user,
      passwordFile: password, authorityFile: try file("ca_file"))
  }

  private func topic() throws -> Settings.Topic {
    let arn = try mapping.text("topic")
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn", parts[2] == "sns", !parts[3].isEmpty, parts[4].count == 12,
      !parts[5].isEmpty, arn.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
    else {
      throw Problem.wrongValue(
        mapping.place(mapping.node("topic")), "topic",
        expected: "the ARN of a topic such as arn:aws:sns:eu-west-1:111111111111:costs")
    }
    let region = try mapping.optionalText("region") ?? String(parts[3])
    guard region == parts[3] else {
      throw Problem.otherRegion(mapping.place(mapping.node("region")), region, topic: String(parts[3]))
    }
    return Settings.Topic(arn: arn, region: region, profile: try mapping.optionalText("profile"))
  }

  private func webhook() throws -> Settings.Webhook {
    let given = ["url", "url_file"].filter { mapping.node($0) != nil }
    guard given.count == 1 else {
      throw Problem.oneOf(mapping.place(nil), ["url", "url_file"], "a webhook")
    }
    let location: Settings.Webhook.Location
    if given[0] == "url" {
      let url = try webAddress("url", try mapping.text("url"), schemes: ["https", "http"])
      guard url.scheme == "https" || url.isLoopback else {
        throw Problem.webhookInTheOpen(mapping.place(mapping.node("url")))
      }
      location = .url(url)
    } else {
      location = .file(path(try mapping.text("url_file")))
    }
    let template: Settings.Webhook.Template? = try mapping.optionalText("template").map {
      $0 == "slack" ? .slack : .file(path($0))
    }
    let secret = try file("secret_file")
    if secret == nil && template == nil { throw Problem.unsignedWebhook(mapping.place(nil)) }
    return Settings.Webhook(
      location: location, secretFile: secret, template: template, authorityFile: try file("ca_file"))
  }

  private func file(_ key: String) throws -> String? { try mapping.optionalText(key).map(path) }

  /// One text, or a list of them.
  private func texts(_ key: String) throws -> [String] {
    guard let node = mapping.node(key) else { return [] }
    return node.sequence == nil ? [try mapping.text(key)] : try mapping.texts(key)
  }

  private func address(_ text: String, _ key: String) throws -> MailAddress {
    guard let address = MailAddress(text) else {
      throw Problem.wrongMailAddress(mapping.place(mapping.node(key)), text)
    }
    return address
  }

  private func webAddress(_ key: String, _ text: String, schemes: [String]) throws -> WebAddress {
    guard let address = WebAddress(text), schemes.contains(address.scheme) else {
      throw Problem.wrongURL(mapping.place(mapping.node(key)), Self.withoutUser(text), schemes)
    }
    return address
  }

  /// Without what stands before an `@`: it may be a password.
  private static func withoutUser(_ text: String) -> String {
    guard let start = text.firstRange(of: "://")?.upperBound, let at = text.lastIndex(of: "@"), start < at
    else {
      return text
    }
    return text[..<start] + "…" + text[at...]
  }
}

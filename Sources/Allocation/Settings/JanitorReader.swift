internal import Billing
internal import Yams

/// Reads `janitor:`; what contradicts itself is an error with its line and column.
enum JanitorReader {
  private static let keys = [
    "accounts", "actions", "owner_from", "default_owner", "owner_domain", "owners", "escalation", "calendar",
    "notice_days", "max_actions", "allow_wide", "availability",
  ]

  /// - Parameter path: makes a path of a file's name in the settings.
  static func read(_ node: Node, file: String, path: (String) -> String) throws -> JanitorSettings {
    let mapping = try CheckedMapping(node, file: file, key: "janitor", known: keys)
    var settings = JanitorSettings()
    settings.accounts = try accounts(mapping)
    settings.actions = try named("actions", mapping)
    settings.allowWide = try named("allow_wide", mapping)
    if mapping.node("owner_from") != nil { settings.ownerOrder = try mapping.texts("owner_from") }
    settings.defaultOwner = try mapping.node("default_owner").map { try named($0, "default_owner", mapping) }
    settings.ownerDomain = try domain(mapping)
    if let name = try mapping.optionalText("owners") {
      settings.ownerAddresses = try OwnerFile.read(
        path(name), namedAt: mapping.location(mapping.node("owners")))
    }
    settings.escalation = try mapping.optionalText("escalation")
    if let text = settings.escalation, !MailAddress.isOne(text) {
      throw Problem.noAddress(mapping.place(mapping.node("escalation")), text)
    }
    if mapping.node("notice_days") != nil {
      settings.noticeDays = try mapping.integer("notice_days", atLeast: 1)
    }
    if mapping.node("max_actions") != nil {
      settings.maxActions = try mapping.integer("max_actions", atLeast: 0)
    }
    if let node = mapping.node("calendar") {
      settings.calendar = try CalendarReader(node, file: file).calendar(path: path)
    }
    settings.availability = try Settings.Availability.all(in: mapping)
    return settings
  }

  private static func accounts(_ mapping: CheckedMapping) throws -> [String] {
    try mapping.list("accounts").map { node in
      let account = try mapping.text(node, "accounts")
      guard account.utf8.count == 12, account.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw Problem.wrongAccount(mapping.place(node), account)
      }
      return account
    }
  }

  private static func domain(_ mapping: CheckedMapping) throws -> String? {
    guard let domain = try mapping.optionalText("owner_domain") else { return nil }
    guard MailAddress.isOne("someone@\(domain)") else {
      throw Problem.wrongValue(
        mapping.place(mapping.node("owner_domain")), "owner_domain", expected: "a domain such as example.com")
    }
    return domain
  }

  private static func named(_ key: String, _ mapping: CheckedMapping) throws -> [JanitorSettings.Named] {
    try mapping.list(key).map { try named($0, key, mapping) }
  }

  private static func named(_ node: Node, _ key: String, _ mapping: CheckedMapping) throws
    -> JanitorSettings.Named
  {
    JanitorSettings.Named(name: try mapping.text(node, key), place: mapping.place(node))
  }
}

extension JanitorSettings {
  /// The address that a name has by itself, in the file of owners, or with the owners' domain.
  public func address(of name: String) -> String? {
    if MailAddress.isOne(name) { return name }
    if let address = ownerAddresses[name.lowercased()] { return address }
    return ownerDomain.map { "\(name)@\($0)" }.flatMap { MailAddress.isOne($0) ? $0 : nil }
  }

  /// Refuses actions and rules that nobody knows, and a default owner that no message reaches.
  public func check(actions known: [String], rules: [String]) throws {
    for action in actions where !known.contains(action.name) {
      throw Problem.unknownWord(action.place, "actions", action.name, known: known)
    }
    for rule in allowWide where !rules.contains(rule.name) {
      throw Problem.unknownWideRule(
        rule.place, rule.name, nearest: NearestName.of(rule.name, among: rules))
    }
    if let owner = defaultOwner, address(of: owner.name) == nil {
      throw Problem.noAddress(owner.place, owner.name)
    }
  }
}

internal import Billing
internal import FoundationEssentials
internal import Yams

/// Reads `tarsier.yaml`; an unknown key is an error with its line and column.
public enum SettingsFile {
  private static let keys = [
    "organization", "accounts", "concepts", "rules", "exceptions", "janitor", "notify", "budgets", "invoices",
    "metrics", "report",
  ]
  private static let accountKeys = ["name", "owner", "profile", "collect_role", "cleanup_role"]
  private static let conceptKeys = [
    "from", "fold", "aliases", "values", "rules", "otherwise", "share", "treat",
  ]
  /// Keys whose absence from the computation would give other figures.
  private static let keysToCome = ["fold", "aliases", "values", "rules", "share", "treat"]
  private static let janitorKeys = [
    "accounts", "actions", "owner_from", "default_owner", "calendar", "notice_days", "max_actions",
    "allow_wide",
    "availability",
  ]

  /// - Parameter path: nil for an organisation that tells nothing.
  public static func read(_ path: String?) throws -> Settings {
    guard let path else { return Settings() }
    guard let data = FileManager.default.contents(atPath: path) else { throw Problem.noSettings(path) }
    return try parse(String(decoding: data, as: UTF8.self), file: path)
  }

  static func parse(_ yaml: String, file: String) throws -> Settings {
    var settings = Settings()
    // A file of comments, or of `---` alone, tells nothing.
    guard let node = try YAMLText.compose(yaml, file: file), node.scalar?.string != "" else {
      return settings
    }
    let top = try CheckedMapping(node, file: file, key: "the file", known: keys)
    settings.organization = try top.optionalText("organization") ?? ""
    settings.invoices = try top.optionalText("invoices").map { path(of: $0, beside: file) }
    let conceptNames = try top.entries("concepts").map(\.key)
    var defaults: [String: [String: String]] = [:]
    for (account, node) in try top.entries("accounts") {
      let mapping = try CheckedMapping(node, file: file, key: account, known: accountKeys + conceptNames)
      guard account.utf8.count == 12, account.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw Problem.wrongAccount(mapping.place(node), account)
      }
      settings.accounts[account] = Settings.Account(
        name: try mapping.optionalText("name"), owner: try mapping.optionalText("owner"),
        profile: try mapping.optionalText("profile"), collectRole: try mapping.optionalText("collect_role"))
      for concept in conceptNames {
        if let value = try mapping.optionalText(concept) { defaults[concept, default: [:]][account] = value }
      }
    }
    settings.concepts = try top.entries("concepts").map { name, node in
      try concept(name, node, file, defaults[name] ?? [:])
    }
    try readRules(top, &settings)
    settings.exceptions = try Settings.Exception.all(in: top)
    try readJanitor(top, &settings)
    return settings
  }

  /// Paths in the settings start from the settings' folder.
  private static func path(of name: String, beside file: String) -> String {
    guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return name }
    return file[...slash] + name
  }

  private static func concept(
    _ name: String, _ node: Node, _ file: String, _ defaults: [String: String]
  ) throws -> Concept {
    let mapping = try CheckedMapping(node, file: file, key: name, known: conceptKeys)
    guard Dimension(rawValue: name) == nil else {
      throw Problem.conceptNamedLikeDimension(mapping.place(node), name)
    }
    for key in keysToCome {
      if let node = mapping.node(key) { throw Problem.notYetKnown(mapping.place(node), key) }
    }
    let from = try mapping.list("from").map { node in
      let source = try mapping.text(node, "from")
      guard let field = Field(source) else {
        throw Problem.conceptOfConcept(mapping.place(node), name, source)
      }
      return field
    }
    return Concept(
      name: name, from: from, otherwise: try mapping.optionalText("otherwise"), accountDefaults: defaults)
  }

  private static func readRules(_ top: CheckedMapping, _ settings: inout Settings) throws {
    guard let node = top.node("rules") else { return }
    let rules = try CheckedMapping(
      node, file: top.file, key: "rules", known: ["disable", "parameters", "programs"])
    settings.disabledRules = try rules.texts("disable")
    settings.rulePrograms = try rules.texts("programs")
    for (rule, node) in try rules.entries("parameters") {
      for (name, value) in try rules.entries(of: node, rule) {
        settings.ruleParameters[rule, default: [:]][name] = try rules.text(value, name)
      }
    }
  }

  private static func readJanitor(_ top: CheckedMapping, _ settings: inout Settings) throws {
    guard let node = top.node("janitor") else { return }
    let janitor = try CheckedMapping(node, file: top.file, key: "janitor", known: janitorKeys)
    if janitor.node("owner_from") != nil { settings.ownerOrder = try janitor.texts("owner_from") }
    settings.defaultOwner = try janitor.optionalText("default_owner")
  }
}

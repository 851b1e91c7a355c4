internal import Billing
internal import FoundationEssentials
internal import Yams

/// Reads `tarsier.yaml`; an unknown key is an error with its line and column.
public enum SettingsFile {
  private static let keys = [
    "organization", "accounts", "concepts", "rules", "exceptions", "janitor", "notify", "budgets", "invoices",
    "metrics", "report", "serve",
  ]
  private static let accountKeys = ["name", "owner", "profile", "collect_role", "cleanup_role"]
  /// - Parameter path: nil for an organisation that tells nothing.
  public static func read(_ path: String?) throws -> Settings {
    guard let path else { return Settings() }
    guard let data = FileManager.default.contents(atPath: path) else { throw Problem.noSettings(path) }
    return try parse(String(decoding: data, as: UTF8.self), file: path)
  }

  static func parse(_ yaml: String, file: String) throws -> Settings {
    var settings = Settings()
    var files: [String] = []
    func path(_ name: String) -> String {
      files.append(Self.path(of: name, beside: file))
      return files[files.count - 1]
    }
    // A file of comments, or of `---` alone, tells nothing.
    guard let node = try YAMLText.compose(yaml, file: file), node.scalar?.string != "" else {
      return settings
    }
    let top = try CheckedMapping(node, file: file, key: "the file", known: keys)
    settings.organization = try top.optionalText("organization") ?? ""
    settings.invoices = try top.optionalText("invoices").map(path)
    for (name, node) in try top.entries("metrics") {
      settings.metrics[name] = MetricSource(
        path: path(try top.text(node, name)), place: top.location(node))
    }
    try readConcepts(top, &settings, path: path)
    try readReport(top, &settings)
    try readServe(top, &settings)
    try readRules(top, &settings)
    settings.exceptions = try Settings.Exception.all(in: top)
    if let node = top.node("janitor") {
      settings.janitor = try JanitorReader.read(node, file: file, path: path)
    }
    settings.notifications = try NotificationReader.all(in: top, path: path)
    settings.budgets = try Settings.Budget.all(in: top, names: settings.names)
    settings.files = files
    return settings
  }

  /// Paths in the settings start from the settings' folder.
  private static func path(of name: String, beside file: String) -> String {
    guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return name }
    return file[...slash] + name
  }

  private static func readConcepts(
    _ top: CheckedMapping, _ settings: inout Settings, path: (String) -> String
  ) throws {
    let entries = try top.node("concepts").map { try top.keyedEntries(of: $0, "concepts") } ?? []
    let names = entries.map { $0.key.scalar?.string ?? "" }
    let defaults = try readAccounts(top, concepts: names, &settings)
    let references = ReferenceNames(concepts: names, metrics: settings.metrics.keys.sorted())
    settings.concepts = try zip(names, entries).map { name, entry in
      try ConceptReader(name, entry.value, file: top.file, names: references).concept(
        top.location(entry.key), defaults: defaults[name] ?? [:], path: path)
    }
    settings.conceptOrder = try ConceptOrder.sorted(settings.concepts).map(\.name)
  }

  /// - Returns: for each concept what accounts say of it.
  private static func readAccounts(
    _ top: CheckedMapping, concepts: [String], _ settings: inout Settings
  ) throws -> [String: [String: PlacedValue]] {
    var defaults: [String: [String: PlacedValue]] = [:]
    for (account, node) in try top.entries("accounts") {
      let mapping = try CheckedMapping(node, file: top.file, key: account, known: accountKeys + concepts)
      guard account.utf8.count == 12, account.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw Problem.wrongAccount(mapping.place(node), account)
      }
      settings.accounts[account] = Settings.Account(
        name: try mapping.optionalText("name"), owner: try mapping.optionalText("owner"),
        profile: try mapping.optionalText("profile"), collectRole: try mapping.optionalText("collect_role"),
        cleanupRole: try mapping.optionalText("cleanup_role"))
      for concept in concepts {
        guard let value = try mapping.optionalText(concept) else { continue }
        defaults[concept, default: [:]][account] = PlacedValue(
          value: value, place: mapping.location(mapping.node(concept)))
      }
    }
    return defaults
  }

  private static func readReport(_ top: CheckedMapping, _ settings: inout Settings) throws {
    guard let node = top.node("report") else { return }
    let report = try CheckedMapping(
      node, file: top.file, key: "report", known: ["time_zone", "coverage_target", "ledger_codes", "convert"])
    settings.conversion = try Settings.Conversion.read(in: report)
    settings.ledgerCodes = try Settings.LedgerCodes.read(in: report, names: settings.names)
    settings.timeZone = try report.optionalText("time_zone") ?? settings.timeZone
    guard let text = try report.optionalText("coverage_target") else { return }
    guard text.last == "%", let share = Amount(String(text.dropLast())), share.scale <= 1,
      share >= .zero, share <= Amount(units: 100, scale: 0)
    else { throw Problem.wrongShare(report.place(report.node("coverage_target")), text) }
    settings.coverageTarget = Int(share.scaled(to: 1).units)
  }

  private static func readServe(_ top: CheckedMapping, _ settings: inout Settings) throws {
    guard let node = top.node("serve") else { return }
    let serve = try CheckedMapping(node, file: top.file, key: "serve", known: ["user_header"])
    guard let name = try serve.optionalText("user_header") else { return }
    // RFC 9110's token, without what no header's name has in practice.
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
      throw Problem.noHeaderName(serve.place(serve.node("user_header")), name)
    }
    settings.userHeader = name
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
}

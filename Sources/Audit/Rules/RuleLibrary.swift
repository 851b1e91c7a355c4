public import Billing
internal import FoundationEssentials

/// What `tarsier.yaml` says about rules.
public struct RuleSettings: Sendable {
  /// Rules that do not run.
  public var disable: Set<String>
  /// Values for parameters, by rule.
  public var parameters: [String: [String: Rule.Parameter]]
  /// Where this was read, for what is told of it.
  public var place: String

  public init(
    disable: Set<String> = [], parameters: [String: [String: Rule.Parameter]] = [:],
    place: String = "tarsier.yaml"
  ) {
    self.disable = disable
    self.parameters = parameters
    self.place = place
  }
}

/// The rules that a run knows: those shipped with the binary, and those of folders.
public struct RuleLibrary: Sendable {
  /// In alphabetical order of their ids.
  public let rules: [Rule]
  /// Known, and not to be run.
  public let disabled: Set<String>
  /// What is wrong with files that are no rules; the other rules are not worse for it.
  public let failed: [Problem]

  /// - Parameter folders: folders, or single files, whose rules are added to the shipped ones.
  public init(folders: [String] = [], settings: RuleSettings = RuleSettings()) throws {
    var byID: [String: Rule] = [:]
    for (path, yaml) in ShippedRules.files { try Self.add(try RuleFile.read(yaml, file: path), to: &byID) }
    var failed: [Problem] = []
    for folder in folders {
      for file in try Self.files(in: folder) {
        do {
          try Self.add(try Self.read(file: file), to: &byID)
        } catch let problem as Problem {
          failed.append(problem)
        }
      }
    }
    do {
      try Self.apply(settings, to: &byID)
    } catch {
      // Settings may well be about a rule that could not be read.
      throw failed.first ?? error
    }
    self.failed = failed
    rules = byID.values.sorted { $0.id < $1.id }
    disabled = settings.disable
  }

  /// The rules that run: all but the disabled ones, of some families or ids where any are named.
  public func selected(families: Set<Rule.Family> = [], ids: [String] = []) throws -> [Rule] {
    for id in ids { _ = try rule(id) }
    return rules.filter { rule in
      // Who names a rule wants it, whatever the settings say.
      if ids.contains(rule.id) { return families.isEmpty || families.contains(rule.family) }
      return ids.isEmpty && !disabled.contains(rule.id)
        && (families.isEmpty || families.contains(rule.family))
    }
  }

  public func rule(_ id: String) throws -> Rule {
    guard let rule = rules.first(where: { $0.id == id }) else {
      // It may be the one that could not be read.
      throw failed.first ?? Problem.unknownRule("rules", id, known: rules.map(\.id))
    }
    return rule
  }

  /// One rule as a library has it; where there are only the shipped ones, no other is read for it.
  public static func rule(_ id: String, folders: [String], settings: RuleSettings) throws -> Rule {
    if folders.isEmpty, let file = ShippedRules.files.first(where: { $0.path.hasSuffix("/\(id).yaml") }) {
      var rules = [id: try RuleFile.read(file.yaml, file: file.path)]
      let own = RuleSettings(parameters: settings.parameters.filter { $0.key == id }, place: settings.place)
      try apply(own, to: &rules)
      if let rule = rules[id], rule.id == id { return rule }
    }
    return try RuleLibrary(folders: folders, settings: settings).rule(id)
  }

  /// Reads a rule file, or every one below a folder.
  public static func read(_ path: String) throws -> [Rule] {
    try files(in: path).map(read(file:))
  }

  private static func read(file: String) throws -> Rule {
    guard let data = FileManager.default.contents(atPath: file) else { throw Problem.unreadableRule(file) }
    return try RuleFile.read(String(decoding: data, as: UTF8.self), file: file)
  }

  /// The rule files below folders, in the order in which they are read.
  public static func paths(in folders: [String]) -> [String] { folders.flatMap(ruleFiles) }

  private static func files(in path: String) throws -> [String] {
    let files = ruleFiles(path)
    if files.isEmpty { throw Problem.noRules(path) }
    return files
  }

  private static func ruleFiles(_ path: String) -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
    guard isFolder else { return [path] }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    return names.filter { !$0.hasPrefix(".") }.flatMap { name in
      let inner = "\(path)/\(name)"
      let isRule = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      var isFolder = false
      _ = FileManager.default.fileExists(atPath: inner, isDirectory: &isFolder)
      return isFolder ? ruleFiles(inner) : isRule ? [inner] : []
    }
  }

  private static func add(_ rule: Rule, to rules: inout [String: Rule]) throws {
    if let replaced = rule.replaces {
      guard rules.removeValue(forKey: replaced) != nil else {
        throw Problem.nothingToReplace(rule.file, id: replaced)
      }
    }
    if let first = rules[rule.id] { throw Problem.repeatedRule(rule.file, id: rule.id, first: first.file) }
    rules[rule.id] = rule
  }

  private static func apply(_ settings: RuleSettings, to rules: inout [String: Rule]) throws {
    let known = rules.keys.sorted()
    for id in settings.disable where rules[id] == nil {
      throw Problem.unknownRule(settings.place, id, known: known)
    }
    for (id, values) in settings.parameters {
      guard let rule = rules[id] else { throw Problem.unknownRule(settings.place, id, known: known) }
      for (name, value) in values {
        guard let old = rule.parameters[name] else {
          throw Problem.unknownParameter(
            settings.place, rule: id, name, known: rule.parameters.keys.sorted())
        }
        if case .integer = old, case .text = value {
          throw Problem.parameterOfOtherKind(settings.place, rule: id, name, expected: "a whole number")
        }
        rules[id]?.parameters[name] = value
      }
    }
  }
}

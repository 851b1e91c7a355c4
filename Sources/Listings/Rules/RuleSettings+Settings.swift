public import Allocation
public import Audit
internal import FoundationEssentials

extension RuleSettings {
  /// What the settings say about rules.
  public init(_ settings: Settings) {
    let parameters = settings.ruleParameters.mapValues { values in
      values.mapValues { value in Int(value).map(Rule.Parameter.integer) ?? .text(value) }
    }
    self.init(disable: Set(settings.disabledRules), parameters: parameters)
  }
}

extension RuleLibrary {
  /// The folder `rules` beside the settings, where there is one.
  public static func folders(beside config: String?) -> [String] {
    guard let config else { return [] }
    let folder = config.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    let rules = folder.isEmpty && !config.hasPrefix("/") ? "rules" : "\(folder)/rules"
    return FileManager.default.fileExists(atPath: rules) ? [rules] : []
  }
}

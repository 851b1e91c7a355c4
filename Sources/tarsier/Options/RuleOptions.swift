internal import ArgumentParser
internal import Audit

extension Rule.Severity {
  /// For `@Option(transform: Rule.Severity.option)`.
  static func option(_ text: String) throws -> Rule.Severity {
    guard let severity = Rule.Severity(rawValue: text) else {
      throw ValidationError("is no severity; write low, medium or high")
    }
    return severity
  }
}

extension Rule.Family {
  /// The values of `--family`.
  static func options(_ lists: [CommaList]) throws -> [Rule.Family] {
    try lists.values.map { name in
      guard let family = Rule.Family(rawValue: name) else {
        throw ValidationError("--family \(name) is no family; write unused, conformity or spend")
      }
      return family
    }
  }
}

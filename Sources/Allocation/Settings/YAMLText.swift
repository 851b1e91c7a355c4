internal import Billing
package import Yams

/// YAML as a tree whose every node knows its line and column.
package enum YAMLText {
  /// - Returns: nil for a text without content.
  package static func compose(_ yaml: String, file: String) throws -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw problem(error, file)
    }
  }

  private static func problem(_ error: YamlError, _ file: String) -> Problem {
    switch error {
    case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _),
      .composer(_, let what, let mark, _):
      .notYAML(CheckedMapping.place(file, mark), what)
    case .duplicatedKeysInMapping(let keys, let context):
      .notYAML(
        CheckedMapping.place(file, context.mark), "it has '\(keys.map(\.description).first ?? "")' twice")
    default:
      .notYAML(file, "\(error)")
    }
  }
}

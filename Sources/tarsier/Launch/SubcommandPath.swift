internal import ArgumentParser

/// The subcommand that a command line names, and the line with global options moved behind that name.
///
/// `tarsier --ledger L bills verify` is read as `tarsier bills verify --ledger L`, so that each subcommand
/// declares the global options once and nobody looks for them in two places. An option written behind the
/// name still wins, because the parser takes the last.
struct SubcommandPath: Equatable {
  /// The words that name it: `["bills", "verify"]`.
  var names: [String]
  /// The command line for the parser.
  var arguments: [String]

  init(_ arguments: [String], of root: any ParsableCommand.Type) {
    names = []
    var command: any ParsableCommand.Type = root
    var moved: [String] = []
    var rest = arguments[...]
    while let word = rest.first {
      if let next = command.configuration.subcommands.first(where: { $0.isNamed(word) }) {
        command = next
        names.append(word)
        rest.removeFirst()
      } else if GlobalOptions.names.contains(word), rest.count > 1 {
        moved += rest.prefix(2)
        rest.removeFirst(2)
      } else if GlobalOptions.names.contains(where: { word.hasPrefix($0 + "=") }) {
        moved.append(word)
        rest.removeFirst()
      } else {
        break
      }
    }
    self.arguments = names + moved + rest
  }
}

extension ParsableCommand {
  fileprivate static func isNamed(_ word: String) -> Bool {
    configuration.commandName == word || configuration.aliases.contains(word)
  }
}

internal import ArgumentParser
internal import Billing

/// The full name of the subcommand that a command line means: `tarsier bills verify`; for messages.
func commandName(of arguments: [String], below root: any ParsableCommand.Type) -> String {
  CommandPath(arguments, root).names.joined(separator: " ")
}

/// What is wrong with a command line whose subcommand nobody knows; nil where that is not its fault.
func unknownCommand(in arguments: [String], below root: any ParsableCommand.Type) -> String? {
  let path = CommandPath(arguments, root)
  guard let word = path.rest.first, !word.hasPrefix("-"), word != "help", !path.known.isEmpty else {
    return nil
  }
  let near = NearestName.of(word, among: path.known).map { ", did you mean '\($0)'?" } ?? ""
  return "there is no command '\(word)'\(near)"
}

/// A command line's subcommands, as far as they are known.
///
/// The parser takes global options before a name as well, so they are passed over.
private struct CommandPath {
  var names: [String]
  /// What may follow the last of them.
  var known: [String]
  var rest: ArraySlice<String>

  init(_ arguments: [String], _ root: any ParsableCommand.Type) {
    names = [root._commandName]
    rest = arguments[...]
    var subcommands = root.configuration.subcommands
    while let word = rest.first {
      if let next = subcommands.first(where: { $0._commandName == word }) {
        subcommands = next.configuration.subcommands
        names.append(word)
      } else if GlobalOptions.names.contains(word) {
        rest.removeFirst()
      } else if !GlobalOptions.names.contains(where: { word.hasPrefix($0 + "=") }) {
        break
      }
      rest = rest.dropFirst()
    }
    known = subcommands.map { $0._commandName }
  }
}

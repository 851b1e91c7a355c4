internal import ArgumentParser

/// The full name of the subcommand that a command line means: `tarsier bills verify`; for messages.
///
/// The parser takes global options before the name as well, so they are passed over.
func commandName(of arguments: [String], below root: any ParsableCommand.Type) -> String {
  var names = [root._commandName]
  var command = root
  var rest = arguments[...]
  while let word = rest.popFirst() {
    if let next = command.configuration.subcommands.first(where: { $0._commandName == word }) {
      command = next
      names.append(word)
    } else if GlobalOptions.names.contains(word) {
      _ = rest.popFirst()
    } else if !GlobalOptions.names.contains(where: { word.hasPrefix($0 + "=") }) {
      break
    }
  }
  return names.joined(separator: " ")
}

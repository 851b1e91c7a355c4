internal import ArgumentParser
internal import Audit
internal import Billing
internal import FoundationEssentials

extension RulesCommand {
  /// `tarsier rules new ID`.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new", abstract: "Writes a rule file to start from, with what each key is for.")

    @Argument(help: "The new rule's id: lower case, with hyphens.")
    var id: String

    @Option(help: ArgumentHelp("The folder to write it into.", valueName: "dir"), completion: .directory)
    var out = "rules"

    func validate() throws {
      let letters = id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
      guard letters, !id.isEmpty, !id.hasPrefix("-") else {
        throw ValidationError("'\(id)' is no id; write lower case letters, digits and hyphens")
      }
    }

    func run() throws {
      let path = "\(out)/\(id).yaml"
      guard !FileManager.default.fileExists(atPath: path) else {
        throw Problem(path, "is there already", remedy: "choose another id, or change the file")
      }
      if let known = try RuleLibrary().rules.first(where: { $0.id == id }) {
        throw Problem(
          path, "the rule '\(id)' comes with Tarsier, from \(known.file)",
          remedy: "choose another id, or copy that rule and write 'replaces: \(id)' in it")
      }
      try OutputFile.write(RuleTemplate.text(id: id), to: path)
      try StandardStream.output.write("\(path)\n")
    }
  }
}

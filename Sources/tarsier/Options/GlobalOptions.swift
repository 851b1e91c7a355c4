internal import ArgumentParser
internal import FoundationEssentials

/// The options that every command takes, before or after its name.
///
/// The root has the group for those before it; the parser hands what it finds there on to the subcommand's
/// group of the same type, and one behind the name wins.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The SQLite file that holds everything (default: $TARSIER_LEDGER, else tarsier.sqlite).",
      valueName: "file"),
    completion: .file())
  var ledger: String?

  @Option(
    help: ArgumentHelp(
      "The organisation's settings (default: $TARSIER_CONFIG, else tarsier.yaml if there is one).",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  static let names = ["--ledger", "--config"]

  /// The ledger's path; nothing says that there is a file.
  var ledgerPath: String { ledger ?? Self.environment("TARSIER_LEDGER") ?? "tarsier.sqlite" }

  /// The path of the settings; one that was named is given back even where there is no such file.
  var configPath: String? {
    if let named = config ?? Self.environment("TARSIER_CONFIG") { return named }
    return FileManager.default.fileExists(atPath: "tarsier.yaml") ? "tarsier.yaml" : nil
  }

  /// A variable's value; one that is set to nothing counts as not set.
  private static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}

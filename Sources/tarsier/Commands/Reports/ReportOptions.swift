internal import Listings
internal import ArgumentParser
internal import Reports

/// What the commands that write reports share.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder to write into.", valueName: "dir"), completion: .directory)
  var out = "reports"

  @Flag(help: "Send it in short through the channels of the settings, too.")
  var send = false

  @Option(help: AsOf.help, transform: AsOf.init(parsing:))
  var asOf: AsOf?

  /// The time that counts as today.
  var today: AsOf { asOf ?? AsOf.now }

  /// Writes files, and prints the paths of the pages among them.
  func write(_ files: [ReportFile], shown isShown: (ReportFile) -> Bool) throws {
    for file in files { try OutputFile.write(file.text, to: "\(out)/\(file.name)") }
    let pages = files.filter(isShown).map { "\(out)/\($0.name)" }
    try StandardStream.output.write(pages.joined(separator: "\n") + "\n")
  }
}

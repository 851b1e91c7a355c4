internal import ArgumentParser
internal import Billing
internal import FoundationEssentials
internal import Glibc

/// `tarsier demo`: everything on the samples.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Shows all of it on the samples, in a folder of its own.")

  @Option(help: ArgumentHelp("The folder to write into.", valueName: "dir"), completion: .directory)
  var out = "demo"

  @Option(help: ArgumentHelp("Where the samples are.", valueName: "dir"), completion: .directory)
  var samples: String?

  func run() async throws {
    let samples = try samplesFolder()
    let ledger = "\(out)/tarsier.sqlite"
    try prepare(ledger)
    let globals = ["--ledger", ledger, "--config", "\(samples)/tarsier.yaml"]
    // The tour is as narrow in a pipe or a file as in a terminal.
    unsafe setenv("COLUMNS", "100", 0)
    try say(
      """
      Agora runs a voting app for television audiences on AWS, in two accounts. Here are its bills for
      September and October 2026, and what existed in its accounts on 2 October and on 2 November.

      """)
    try await step(
      "1. Load the bills. Every total equals the bill's, to the last digit.", Import.self, ["import"],
      ["\(samples)/bills"], globals)
    try await step(
      "2. Load the inventory: what existed.", InventoryLoad.self, ["inventory", "load"],
      ["\(samples)/inventory"], globals)
    try await step(
      "3. What did each team cost in October?", Cost.self, ["cost"],
      ["--by", "team", "--where", "billing_period=2026-10"], globals)
    try await step(
      "4. What did each hour of a show night cost? The show runs from 19:00 to 23:00.", Cost.self, ["cost"],
      ["--per", "hour", "--from", "2026-10-31T17:00Z", "--to", "2026-11-01"], globals)
    try await step(
      "5. What does nobody use, and what would be saved without it?", AuditCommand.self, ["audit"],
      ["--family", "unused", "--as-of", "2026-11-02"], globals)
    try await step(
      "6. Write October's report: HTML, Markdown and CSV.", ReportMonth.self, ["report", "month"],
      ["2026-10", "--as-of", "2026-11-02", "--out", "\(out)/reports"], globals)
    let program = CommandLine.arguments.first ?? "tarsier"
    try say(
      """

      Open \(out)/reports/2026-10.html in a browser. All findings, of all families:
        \(program) --ledger \(ledger) --config \(samples)/tarsier.yaml audit --as-of 2026-11-02
      Next, your own bill (AWS CUR or DBR, or FOCUS; a file or a folder):
        \(program) import FOLDER && \(program) cost --by service --per month

      """)
  }

  /// Shows a command as a user types it, and runs it.
  private func step(
    _ title: String, _ command: any ParsableCommand.Type, _ name: [String], _ arguments: [String],
    _ globals: [String]
  ) async throws {
    let words = (["tarsier"] + name + arguments).map { $0.contains(" ") ? "'\($0)'" : $0 }
    try say("\n\(title)\n\n$ \(words.joined(separator: " "))\n")
    var parsed = try command.parse(arguments + globals)
    if var parsed = parsed as? any AsyncParsableCommand {
      try await parsed.run()
    } else {
      try parsed.run()
    }
  }

  private func say(_ text: String) throws { try StandardStream.output.write(text) }

  /// The samples of this folder, or of the place where `make install` puts them.
  private func samplesFolder() throws -> String {
    let program = CommandLine.arguments.first ?? ""
    let prefix = program.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(
      separator: "/")
    let candidates = [samples, "samples", "\(prefix)/share/tarsier/samples"].compactMap(\.self)
    guard
      let found = candidates.first(where: { FileManager.default.fileExists(atPath: "\($0)/tarsier.yaml") })
    else {
      throw Problem(
        samples ?? "samples", "the samples are not here",
        remedy: "run it in Tarsier's own folder, or name theirs with --samples")
    }
    return found
  }

  /// Makes the folder; an earlier demo's ledger in it is begun anew.
  private func prepare(_ ledger: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      for file in [ledger, "\(ledger)-wal", "\(ledger)-shm"]
      where FileManager.default.fileExists(atPath: file) {
        try FileManager.default.removeItem(atPath: file)
      }
    } catch {
      throw Problem(
        out, "cannot be written: \(OutputFile.reason(error))", remedy: "name another folder with --out")
    }
  }
}

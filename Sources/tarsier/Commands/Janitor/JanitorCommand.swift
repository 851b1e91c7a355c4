internal import ArgumentParser

/// `tarsier janitor`: the nightly run, and what people say to it.
struct JanitorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "janitor",
    abstract: "Marks what the rules flag, tells owners, waits, and cleans up what nobody wants.",
    subcommands: [
      JanitorRun.self, JanitorList.self, JanitorKeep.self, JanitorRelease.self, JanitorPause.self,
      JanitorResume.self, JanitorUndo.self, JanitorLogCommand.self, JanitorSummaryCommand.self,
      JanitorPolicy.self,
    ])
}

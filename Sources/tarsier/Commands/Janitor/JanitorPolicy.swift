internal import ArgumentParser
internal import Cleanup

/// `tarsier janitor policy`.
struct JanitorPolicy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Prints the IAM policy that cleaning up takes, and nothing more.",
    discussion: """
      For the role that cleanup_role names. What exists is collected again with collect_role, whose policy \
      'tarsier inventory policy' prints.
      """)

  func run() throws { try StandardStream.output.write(CleanupPolicy.document) }
}

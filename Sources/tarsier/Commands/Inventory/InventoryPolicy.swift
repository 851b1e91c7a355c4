internal import ArgumentParser
internal import Collector

/// `tarsier inventory policy`.
struct InventoryPolicy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Prints the IAM policy that collecting takes, and nothing more.")

  func run() throws { try StandardStream.output.write(CollectPolicy.document) }
}

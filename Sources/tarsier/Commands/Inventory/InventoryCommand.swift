internal import ArgumentParser

/// `tarsier inventory`: snapshots of what exists.
struct InventoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory", abstract: "Keeps snapshots of what exists, and answers questions about them.",
    subcommands: [
      InventoryCollect.self, InventoryDoctor.self, InventoryPolicy.self, InventoryLoad.self,
      InventoryList.self, InventoryShow.self, InventoryChangesCommand.self, InventoryUnbilled.self,
      InventoryUnknown.self, InventoryCoverage.self, InventorySummaryCommand.self, InventoryZones.self,
      InventoryAnswers.self,
    ])
}

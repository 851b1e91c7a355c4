internal import Allocation
internal import ArgumentParser
internal import Billing
internal import Collector
internal import FoundationEssentials

/// The options that tell whom and what to ask.
struct CollectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Accounts to look at (default: those in the settings, else the caller's own).", valueName: "account"),
    transform: CommaList.init(parsing:))
  var account: [CommaList] = []

  @Option(
    help: ArgumentHelp("Only these types, such as ebs_volume.", valueName: "type"),
    transform: CommaList.init(parsing:))
  var type: [CommaList] = []

  @Option(help: ArgumentHelp("How many calls to make at a time.", valueName: "n"))
  var parallel: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: ArgumentHelp("How long one call may take.", valueName: "seconds"))
  var timeout: Int = 300

  func validate() throws {
    guard parallel >= 1 else { throw ValidationError("--parallel must be at least 1") }
    guard timeout >= 1 else { throw ValidationError("--timeout must be at least 1") }
    for number in account.values
    where number.utf8.count != 12 || !number.utf8.allSatisfy({ (48...57).contains($0) }) {
      throw ValidationError("'\(number)' is no account number, which has 12 digits")
    }
  }

  var runner: AWSCommand { AWSCommand(limit: .seconds(timeout)) }

  func plan() throws -> CollectionPlan {
    try usage { () throws(Problem) in try CollectionPlan(types: type.values) }
  }

  /// The accounts asked for, each with the way that the settings tell.
  func accounts(_ settings: Settings) -> [CollectedAccount] {
    let numbers = account.isEmpty ? settings.accounts.keys.sorted() : account.values
    if numbers.isEmpty { return [CollectedAccount()] }
    return numbers.map { number in
      let told = settings.accounts[number]
      return CollectedAccount(number: number, profile: told?.profile, role: told?.collectRole)
    }
  }
}

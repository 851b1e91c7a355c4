internal import Allocation
internal import ArgumentParser

/// What an answer about cost is grouped by.
///
/// A command and those below it have the same groups of options: the parser hands on what it finds for the
/// outer one.
struct GroupingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Dimensions, tag:KEYs and concepts to group by.", valueName: "names"),
    transform: CommaList.init(parsing:))
  var by: [CommaList] = []

  @Option(help: "total, month, week, day or hour.", transform: Self.per)
  var per: CostQuestion.Per?

  private static func per(_ text: String) throws -> CostQuestion.Per {
    guard let per = CostQuestion.Per(rawValue: text) else {
      throw ValidationError("is no slice of time; write total, month, week, day or hour")
    }
    return per
  }
}

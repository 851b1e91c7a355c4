internal import Allocation
internal import Billing

/// The values of an option that takes several: `--by team,service`, and the option may be repeated.
///
///     @Option(help: "…", transform: CommaList.init(parsing:))
///     var by: [CommaList] = []
///
/// and then `by.values`.
struct CommaList: Equatable {
  var values: [String]

  /// An empty text has no values, so that `--by "$GROUPS"` works with an empty variable.
  init(parsing text: String) throws {
    values = try usage { () throws(Problem) in try commaSeparated(text) }.filter { !$0.isEmpty }
  }
}

extension [CommaList] {
  /// All values in the order in which they were given.
  var values: [String] { flatMap(\.values) }
}

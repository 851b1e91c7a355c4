internal import Allocation
internal import ArgumentParser
internal import Billing

/// Turns a problem with an option's value into one of wrong usage (exit status 64).
///
/// The parser puts the option and the value before it, so the problem's place is left out.
func usage<Value>(_ parse: () throws(Problem) -> Value) throws -> Value {
  do {
    return try parse()
  } catch {
    throw ValidationError("\(error.what); \(error.remedy)")
  }
}

extension Filter {
  /// For `@Option(transform: Filter.option) var conditions: [Filter]`.
  static func option(_ text: String) throws -> Filter {
    try usage { () throws(Problem) in try Filter(parsing: text) }
  }
}

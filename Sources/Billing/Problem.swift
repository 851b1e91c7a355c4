/// A failure told to a user: where it is, what is wrong, and how to go on.
///
/// The command line prints it as `error: WHERE: WHAT; what to do` and exits with status 1. Each module
/// keeps its wording in one file of factories, such as `Problem+Billing.swift`.
public struct Problem: Error, Equatable, CustomStringConvertible {
  /// A file, a file with its line, an option or a ledger.
  public var place: String
  /// What was found there; may have several lines.
  public var what: String
  /// What the user can do about it.
  public var remedy: String

  public init(_ place: String, _ what: String, remedy: String) {
    self.place = place
    self.what = what
    self.remedy = remedy
  }

  public var description: String {
    // After a list of lines, what to do stands on a line of its own.
    "\(place): \(what)\(what.hasSuffix("\n") ? "" : "; ")\(remedy)"
  }
}

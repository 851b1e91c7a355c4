internal import FoundationEssentials
internal import Glibc

/// What is known of the place that standard output goes to.
struct Terminal: Equatable {
  /// How many columns it has; nil where lines need not fit, as in a pipe or a file.
  var width: Int?
  /// Whether colours are welcome.
  var colour: Bool

  /// - Parameter reported: the columns that the terminal says it has, if it says so.
  init(isTerminal: Bool, reported: Int?, environment: [String: String]) {
    // COLUMNS counts in a pipe too: `watch` and its like set it for what they show.
    let asked = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    width = asked ?? (isTerminal ? reported ?? 80 : nil)
    colour =
      isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// The terminal, pipe or file that results go to.
  static var standardOutput: Terminal { of(STDOUT_FILENO) }

  /// The terminal, pipe or file that progress and errors go to.
  static var standardError: Terminal { of(STDERR_FILENO) }

  private static func of(_ descriptor: Int32) -> Terminal {
    var size = winsize()
    let answered = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Terminal(
      isTerminal: isatty(descriptor) == 1, reported: answered ? Int(size.ws_col) : nil,
      environment: ProcessInfo.processInfo.environment)
  }
}

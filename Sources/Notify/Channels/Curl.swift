internal import Billing
internal import Programs

/// One transfer by the curl command.
///
/// All of it goes through a configuration on standard input: a command line is for all to see, and what is in
/// the user's own `.curlrc` is left out.
struct Curl: Sendable {
  /// Options by their long names, in order; the value is nil for a flag.
  private var options: [(name: String, value: String?)] = []

  init(_ address: WebAddress, seconds: Int) {
    add("url", address.description)
    // What is in the address is meant as it stands.
    add("globoff")
    add("silent")
    add("show-error")
    add("connect-timeout", "\(min(seconds, 20))")
    add("max-time", "\(seconds)")
    add("proto", "=\(address.scheme)")
    if address.isLoopback { add("noproxy", "*") }
  }

  mutating func add(_ name: String, _ value: String? = nil) { options.append((name, value)) }

  /// The configuration as curl reads it.
  var configuration: String {
    options.map { name, value in value.map { "\(name) = \"\(Self.quoted($0))\"\n" } ?? "\(name)\n" }.joined()
  }

  /// - Throws: a problem where there is no curl; `reason` of anything else.
  func run(seconds: Int) async throws -> ProgramAnswer {
    do {
      // Curl ends by itself; this is for one that does not.
      return try await ProgramCall(
        "curl", ["--disable", "--config", "-"], input: Array(configuration.utf8), limit: .seconds(seconds + 5)
      ).run()
    } catch is ProgramNotFound {
      throw Problem.noCurl
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Curl {
  /// What curl's exit status means where the other side's own code says nothing.
  ///
  /// - Parameter isOnItsWay: whether the message was being sent already.
  static func attempt(_ answer: ProgramAnswer, isOnItsWay: Bool) -> Attempt {
    let said = lastLine(answer.error)
    switch answer.status {
    case nil: return .lost("it did not answer in time")
    case 28: return isOnItsWay ? .lost("it did not answer in time") : .silent("it did not answer in time")
    case 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91:
      return .never(
        "the connection is not safe: \(said)",
        remedy:
          "let the server have a certificate that this machine trusts, or name its authority's as ca_file")
    case 1, 2, 3, 4:
      return .never("curl can't do it: \(said)", remedy: "check the url, and install a full curl")
    default: return isOnItsWay ? .lost(said) : .silent(said)
    }
  }

  /// `curl: (7) Failed to connect …` without its beginning.
  private static func lastLine(_ error: String) -> String {
    let lines = error.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("curl: (") }
    guard let line = lines.last else { return "curl said nothing" }
    return String(line.drop { $0 != ")" }.dropFirst(2)).plainName
  }
}

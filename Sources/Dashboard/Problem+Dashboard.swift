public import Billing
internal import NIOCore

extension Problem {
  public static func openHost(_ host: String) -> Problem {
    Problem(
      "--host \(host)",
      "anybody who reaches it could read what everything costs, and keep what is to be cleaned up",
      remedy:
        "give --token-file FILE, or write 'serve: {user_header: NAME}' in the settings where a proxy names who asks"
    )
  }

  public static func shortToken(_ path: String) -> Problem {
    Problem(
      path, "holds a token of fewer than \(DashboardSettings.shortestToken) characters",
      remedy: "make one, as with 'openssl rand -hex 32'")
  }

  static func cannotListen(_ host: String, _ port: Int, _ error: IOError) -> Problem {
    Problem(
      "\(host):\(port)", "cannot be served: \(error)",
      remedy: "name another address with --host and --port, or end what uses this one")
  }

  static func template(_ name: String, _ what: String) -> Problem {
    Problem(
      name, "the page cannot be written: \(what)", remedy: "this is a fault of Tarsier; please report it")
  }

  static func unknownParameter(_ name: String, known: [String]) -> Problem {
    let near = NearestName.of(name, among: known).map { ", did you mean '\($0)'?" } ?? ""
    return Problem(
      "?\(name)", "is not asked for here\(near)",
      remedy: known.isEmpty ? "leave it out" : "there are \(known.joined(separator: ", "))")
  }

  static func missingParameter(_ name: String, _ summary: String) -> Problem {
    Problem("?\(name)", "is missing", remedy: "write \(name)=…: \(summary)")
  }

  static func notInSettings(_ name: String, _ value: String, known: [String]) -> Problem {
    Problem(
      "?\(name)", "the settings have no '\(value.prefix(80))'",
      remedy: known.isEmpty
        ? "write it under 'metrics' in tarsier.yaml" : "there are \(known.joined(separator: ", "))")
  }

  static func tooManyRows(_ count: Int, limit: Int) -> Problem {
    Problem(
      "question", "has \(count) rows, and an answer may have \(limit)",
      remedy: "ask for some of them with limit and offset, or for a shorter time or fewer dimensions")
  }

  static func repeatedParameter(_ name: String) -> Problem {
    Problem("?\(name)", "is there more than once", remedy: "write it once")
  }

  static func wrongValue(_ name: String, _ value: String, expected: String) -> Problem {
    Problem("?\(name)", "'\(value.prefix(80))' is \(expected)", remedy: "write another, or leave it out")
  }

  static let brokenAddress = Problem(
    "address", "what stands behind the '?' is no text in UTF-8",
    remedy: "write other characters as %XX, as a browser does")
}

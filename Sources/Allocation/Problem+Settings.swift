package import Billing

/// The wording for YAML files, settings and rules alike.
extension Problem {
  static func noInvoices(_ path: String) -> Problem {
    Problem(
      path, "cannot be read", remedy: "correct 'invoices' in the settings, or the file's permissions")
  }

  static func invoiceFile(_ file: String, _ line: Int, _ what: String) -> Problem {
    Problem(
      "\(file):\(line)", what,
      remedy: "write a line of issuer,invoice,amount,currency, with amounts like 1234.56")
  }

  package static func notYAML(_ place: String, _ what: String) -> Problem {
    Problem(place, "is no YAML: \(what)", remedy: "correct the file there")
  }

  package static func unknownKey(_ place: String, _ key: String, nearest: String?, known: [String]) -> Problem
  {
    let guess = nearest.map { "did you mean '\($0)'?" } ?? "known keys are: \(known.joined(separator: ", "))"
    return Problem(place, "unknown key '\(key)'", remedy: guess)
  }

  package static func missingKey(_ place: String, _ key: String) -> Problem {
    Problem(place, "there is no '\(key)'", remedy: "add it")
  }

  package static func wrongValue(_ place: String, _ key: String, expected: String) -> Problem {
    Problem(place, "'\(key)' is not \(expected)", remedy: "write \(expected) there")
  }

  package static func unknownWord(_ place: String, _ key: String, _ word: String, known: [String]) -> Problem
  {
    let nearest = NearestName.of(word, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Problem(
      place, "'\(key)' is '\(word)'", remedy: "\(nearest)it is one of: \(known.joined(separator: ", "))")
  }

  static func noSettings(_ path: String) -> Problem {
    Problem(path, "there are no settings here", remedy: "name another file with --config")
  }

  static func wrongAccount(_ place: String, _ account: String) -> Problem {
    Problem(
      place, "'\(account)' is no account number of 12 digits",
      remedy: "write it in quotes, as \"123456789012\"")
  }

  static func noHeaderName(_ place: String, _ name: String) -> Problem {
    Problem(place, "'\(name)' is no header's name", remedy: "write one such as X-Forwarded-User")
  }
}

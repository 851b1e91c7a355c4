internal import Billing

/// The wording for `notify:`.
extension Problem {
  static func unknownReceiver(_ place: String, _ text: String, known: [String]) -> Problem {
    let near = NearestName.of(text, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Problem(
      place, "'to' is '\(text)'",
      remedy: "\(near)it is one of: \(known.joined(separator: ", ")), or a mail address")
  }

  static func wrongMailAddress(_ place: String, _ text: String) -> Problem {
    Problem(
      place, "'\(text)' is no mail address that Tarsier takes", remedy: "write it alone, as team@example.com")
  }

  static func noAddressOfRole(_ place: String, _ role: String) -> Problem {
    Problem(
      place, "nothing says which address '\(role)' is",
      remedy: "add it, as in address: team@example.com")
  }

  static func keyOfOtherChannel(
    _ place: String, _ key: String, way: String, other: String, known: [String]
  ) -> Problem {
    let near = NearestName.of(key, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Problem(
      place, "'\(key)' belongs to 'by: \(other)', and this is 'by: \(way)'",
      remedy: "\(near)it may have: \(known.joined(separator: ", "))")
  }

  static func wrongURL(_ place: String, _ text: String, _ schemes: [String]) -> Problem {
    let example = schemes.contains("smtp") ? "smtp://mail.example.com:587" : "https://example.com/hook"
    return Problem(
      place, "'\(text)' is no url of \(schemes.joined(separator: " or "))",
      remedy: "write one like \(example)")
  }

  static func noEncryption(_ place: String, _ scheme: String) -> Problem {
    scheme == "smtps"
      ? Problem(place, "'tls: none' contradicts smtps", remedy: "take it out, or write smtp")
      : Problem(
        place, "mail to another machine would go unencrypted",
        remedy: "write 'tls: required', or 'opportunistic' for a server that may have no encryption")
  }

  static func passwordInTheOpen(_ place: String) -> Problem {
    Problem(
      place, "with 'opportunistic' the password could go unencrypted",
      remedy: "write 'tls: required', or take 'user' out")
  }

  static func otherRegion(_ place: String, _ region: String, topic: String) -> Problem {
    Problem(place, "the region is \(region), and the topic is in \(topic)", remedy: "take 'region' out")
  }

  static func webhookInTheOpen(_ place: String) -> Problem {
    Problem(place, "messages to another machine would go unencrypted", remedy: "write an https url")
  }

  static func unsignedWebhook(_ place: String) -> Problem {
    Problem(
      place, "there is no 'secret_file' to sign with", remedy: "add it, or a 'template' such as slack")
  }
}

internal import Billing

extension Problem {
  static func outOfTries(_ place: String, _ tries: Int, _ reason: String) -> Problem {
    Problem(
      place, "the message could not be sent in \(tries) \(tries == 1 ? "try" : "tries"): \(reason)",
      remedy: "see to it that it answers; what was not sent is tried again the next time")
  }

  static func notTried(_ place: String, _ messages: Int) -> Problem {
    Problem(
      place, "the message was not tried, since \(messages) before it were not answered",
      remedy: "see to it that it answers; what was not sent is tried again the next time")
  }

  static func cannotSend(_ place: String, _ reason: String) -> Problem {
    Problem(place, "the message could not be sent: \(reason)", remedy: "it is tried again the next time")
  }

  static func cannotAppend(_ path: String, _ reason: String) -> Problem {
    Problem(
      path, "cannot be written: \(reason)", remedy: "check the folder and the disk, or name another path")
  }

  static func noTemporaryFile(_ path: String, _ reason: String) -> Problem {
    Problem(path, "cannot be written: \(reason)", remedy: "make room there, or set TMPDIR to another folder")
  }

  static let noCurl = Problem(
    "curl", "there is no curl command on the PATH", remedy: "install it (such as 'apt-get install curl')")

  static func noSecret(_ path: String) -> Problem {
    Problem(path, "the secret cannot be read", remedy: "correct the name, or the file's permissions")
  }

  static func emptySecret(_ path: String) -> Problem {
    Problem(path, "holds no secret", remedy: "write it on the first line")
  }

  static func noSecretAddress(_ path: String) -> Problem {
    Problem(path, "holds no https address", remedy: "write it on the first line")
  }

  static func noTemplate(_ path: String) -> Problem {
    Problem(path, "the template cannot be read", remedy: "correct the name, or the file's permissions")
  }

  static func wrongTemplate(_ name: String, _ reason: String) -> Problem {
    Problem(
      name, "the template is wrong: \(reason)",
      remedy: "write JSON with {{subject}} and {{text}} between quotes, {{notice}} without")
  }

  static func tooLong(_ place: String, _ limit: String) -> Problem {
    Problem(place, "the message is too long: \(limit)", remedy: "tell people by mail instead")
  }

  static func noAddress(_ place: String, _ text: String) -> Problem {
    Problem(
      place, "'\(text.plainName)' is no mail address",
      remedy: "write one like team@example.com where it comes from: a tag, the settings or owners.csv")
  }

  static func noRecipient(_ place: String) -> Problem {
    Problem(
      place, "the message is for nobody", remedy: "give the channel an 'address', or the thing an owner")
  }
}

internal import Billing

extension Problem {
  static func noSnapshot(_ path: String) -> Problem {
    Problem(
      path, "holds no snapshot of an inventory",
      remedy: "name a folder with ACCOUNT/REGION/SERVICE.OPERATION.json in it, where ACCOUNT has 12 digits, "
        + "such as 111111111111/us-east-1/ec2.describe-volumes.json")
  }

  static func notAnAccount(_ path: String) -> Problem {
    Problem(
      path, "is no account's folder: an account number has 12 digits",
      remedy: "rename the folder to the account's number, or take it out of the snapshot")
  }

  static func noTakenAt(_ path: String) -> Problem {
    Problem(
      path, "has no snapshot.json, so nobody knows when it was taken",
      remedy: "say it with --taken-at, such as --taken-at 2026-10-02T03:00:00Z (file dates are never used)")
  }

  static func takenAtDiffers(_ path: String, stated: String, given: String) -> Problem {
    Problem(
      path, "was taken at \(stated), as it says itself, and not at \(given)",
      remedy: "leave out --taken-at")
  }

  static func unreadable(_ path: String) -> Problem {
    Problem(path, "cannot be read", remedy: "check that the file exists and that you may read it")
  }

  static func notJSON(_ path: String, _ fault: JSONFault, in bytes: [UInt8]) -> Problem {
    let (line, column) = fault.position(in: bytes)
    return Problem(
      "\(path):\(line):\(column)", "is not whole JSON: it \(fault.reason)",
      remedy: "save the answer of the aws CLI again (--output json); nothing was loaded")
  }

  static func otherAnswer(_ path: String, call: String, _ fault: AnswerFault) -> Problem {
    let subject = fault.path.isEmpty ? "it" : fault.path
    return Problem(
      path, "is not an answer of \(command(call)): \(subject) \(fault.what)",
      remedy: "save the answer of \(command(call)) under this name; nothing was loaded")
  }

  static func badStatement(_ path: String, _ what: String) -> Problem {
    Problem(
      path, what,
      remedy: #"write it as {"taken_at": "2026-10-02T03:00:00Z", "calls": [{"account": "111111111111", "#
        + #""region": "us-east-1", "call": "ec2.describe-volumes", "whole": true}]}"#)
  }

  static func missingAnswer(_ path: String, call: String) -> Problem {
    Problem(
      path, "is missing, though snapshot.json says that \(command(call)) came whole",
      remedy: "copy the snapshot again, or set its whole to false in snapshot.json; nothing was loaded")
  }

  /// `ec2.describe-volumes` as one types it.
  private static func command(_ call: String) -> String {
    "aws " + call.split(separator: ".", maxSplits: 1).joined(separator: " ")
  }
}

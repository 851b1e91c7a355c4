internal import Billing

extension Problem {
  static func nothingToUndo(_ sequence: Int) -> Problem {
    Problem(
      "janitor undo \(sequence)", "the log has no action of this number that was carried out",
      remedy: "'tarsier janitor log' lists them")
  }

  static func isRehearsed(_ sequence: Int) -> Problem {
    Problem(
      "janitor undo \(sequence)", "a rehearsal did it, and not in the cloud that this would ask",
      remedy: "set AWS_ENDPOINT_URL to the address of this machine at which it was rehearsed")
  }

  static func isUndone(_ sequence: Int, in line: Int) -> Problem {
    Problem(
      "janitor undo \(sequence)", "it was taken back already, in line \(line) of the log",
      remedy: "there is nothing left to do")
  }

  static func cannotUndo(_ sequence: Int, _ action: String, _ reason: String) -> Problem {
    Problem(
      "janitor undo \(sequence)", "\(action) cannot be taken back: \(reason)",
      remedy: "the log's line has how the resource was described")
  }

  static func isUnsettled(_ sequence: Int, _ open: Int) -> Problem {
    Problem(
      "janitor undo \(sequence)", "what became of line \(open) of the log is not known yet",
      remedy: "try again once the provider can be asked")
  }

  static func undoFailed(_ sequence: Int, _ reason: String) -> Problem {
    Problem(
      "janitor undo \(sequence)", "the provider did not do it: \(reason)",
      remedy: "nothing has changed; correct that and try again")
  }

  static func undoUnsure(_ sequence: Int, _ reason: String) -> Problem {
    Problem(
      "janitor undo \(sequence)", "it is not known whether it was carried out: \(reason)",
      remedy: "run it again: it looks first, and repeats nothing that was done")
  }
}

internal import Programs

/// What a mail server said, read from curl's account of the conversation.
enum SMTPAnswer {
  static func attempt(_ answer: ProgramAnswer) -> Attempt {
    let last = lastReply(answer.error)
    if answer.status == 0 { return .taken(answer: last ?? "taken") }
    // A code of the server's own says more than curl's status, unless it was content and the line broke later.
    guard let last, let first = last.first, first == "4" || first == "5" else {
      // The server has asked for the mail (354), and said nothing since.
      return Curl.attempt(answer, isOnItsWay: last?.hasPrefix("354") == true)
    }
    if first == "4" { return .later(last) }
    return .never("it refuses: \(last)", remedy: "correct the addresses, or the user and its password")
  }

  /// The server's last line before curl takes its leave, such as `250 2.0.0 Ok: queued as 4BxZ`.
  static func lastReply(_ conversation: String) -> String? {
    var last: String?
    for line in conversation.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("> QUIT") { break }
      if line.hasPrefix("< ") { last = String(line.dropFirst(2)).plainName }
    }
    return last
  }
}

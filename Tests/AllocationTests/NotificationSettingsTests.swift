import Billing
import TestSupport
import Testing

@testable import Allocation

@Suite("notify and budgets in tarsier.yaml")
struct NotificationSettingsTests {
  private func parse(_ yaml: String) throws -> Settings { try SettingsFile.parse(yaml, file: "conf/t.yaml") }

  @Test func readsEveryChannel() throws {
    let entries = try parse(
      """
      notify:
        - {to: owner, by: file, path: notices.jsonl}
        - {to: [administrators, escalation], by: sendmail, command: [msmtp, -a, work], from: t@example.com, address: ops@example.com}
        - to: [owner, lead@example.com]
          by: smtp
          url: smtp://mail.example.com:587
          from: tarsier@example.com
          user: tarsier
          password_file: password
          ca_file: /etc/ca.pem
        - {to: administrators, by: sns, topic: "arn:aws:sns:eu-west-1:111111111111:costs", profile: prod}
        - {to: escalation, by: webhook, url: "http://127.0.0.1:8000/hook", secret_file: secret}
        - {to: administrators, by: webhook, url_file: slack-url, template: slack}
        - {to: owner, by: smtp, url: "smtp://localhost", from: t@example.com, tls: none}
      """
    ).notifications
    #expect(
      entries.map { $0.audiences.map(\.rawValue).sorted().joined(separator: "+") } == [
        "owner", "administrators+escalation", "administrators+owner", "administrators", "escalation",
        "administrators", "owner",
      ])
    #expect(entries[0].channel == .file(path: "conf/notices.jsonl") && entries[0].place.line == 2)
    let from = try #require(MailAddress("t@example.com"))
    #expect(entries[1].channel == .sendmail(command: ["msmtp", "-a", "work"], from: from))
    #expect(entries[1].addresses.map(\.description) == ["ops@example.com"])
    guard case .smtp(let server) = entries[2].channel else {
      Issue.record("no mail server")
      return
    }
    #expect(
      server.encryption == .required && server.passwordFile == "conf/password" && server.user == "tarsier")
    #expect(server.authorityFile == "/etc/ca.pem" && server.address.port == 587)
    #expect(entries[2].addresses.map(\.description) == ["lead@example.com"])
    #expect(
      entries[3].channel
        == .sns(
          Settings.Topic(
            arn: "arn:aws:sns:eu-west-1:111111111111:costs", region: "eu-west-1", profile: "prod")))
    guard case .webhook(let hook) = entries[4].channel, case .webhook(let slack) = entries[5].channel else {
      Issue.record("no webhook")
      return
    }
    #expect(hook.secretFile == "conf/secret" && hook.template == nil)
    #expect(slack.location == .file("conf/slack-url") && slack.template == .slack)
  }

  @Test(arguments: [
    ("{to: owner, by: fax}", "1:26: 'by' is 'fax'; it is one of: file, sendmail, smtp, sns, webhook"),
    (
      "{to: owner, by: flie, path: a}",
      "1:26: 'by' is 'flie'; did you mean 'file'? it is one of: file, sendmail, smtp, sns, webhook"
    ),
    ("{to: owner}", "1:10: there is no 'by'; add it"),
    ("{by: file, path: a}", "1:10: there is no 'to'; add it"),
    ("{to: owner, by: file}", "1:10: there is no 'path'; add it"),
    ("{to: owner, by: file, pth: a}", "1:32: unknown key 'pth'; did you mean 'path'?"),
    (
      "{to: owner, by: file, path: a, url: b}",
      "1:41: 'url' belongs to 'by: smtp', and this is 'by: file'; it may have: to, by, address, path"
    ),
    (
      "{to: ownr, by: file, path: a}",
      "1:15: 'to' is 'ownr'; did you mean 'owner'? it is one of: owner, escalation, administrators, or a mail address"
    ),
    (
      "{to: 'A <a@b.example>', by: file, path: a}",
      "1:15: 'A <a@b.example>' is no mail address that Tarsier takes; write it alone, as team@example.com"
    ),
    (
      "{to: [], by: file, path: a}",
      "1:15: 'to' is not a name or a list of names; write a name or a list of names there"
    ),
    (
      "{to: escalation, by: sendmail, command: s, from: a@example.com}",
      "1:15: nothing says which address 'escalation' is; add it, as in address: team@example.com"
    ),
    ("{to: owner, by: sendmail, command: s}", "1:10: there is no 'from'; add it"),
    ("{to: owner, by: sendmail, from: a@example.com}", "1:10: there is no 'command'; add it"),
    (
      "{to: owner, by: sendmail, command: [], from: a@example.com}",
      "1:45: 'command' is not a program with its options; write a program with its options there"
    ),
    (
      "{to: owner, by: smtp, url: 'mail.example.com', from: a@example.com}",
      "1:37: 'mail.example.com' is no url of smtp or smtps; write one like smtp://mail.example.com:587"
    ),
    (
      "{to: owner, by: smtp, url: 'smtp://u:p@mail.example.com', from: a@example.com}",
      "1:37: 'smtp://…@mail.example.com' is no url of smtp or smtps; write one like smtp://mail.example.com:587"
    ),
    (
      "{to: owner, by: smtp, url: 'smtp://mail.example.com', from: a@example.com, tls: none}",
      "1:90: mail to another machine would go unencrypted; write 'tls: required', or 'opportunistic' for a server that may have no encryption"
    ),
    (
      "{to: owner, by: smtp, url: 'smtps://localhost', from: a@example.com, tls: none}",
      "1:84: 'tls: none' contradicts smtps; take it out, or write smtp"
    ),
    (
      "{to: owner, by: smtp, url: 'smtp://mail.example.com', from: a@example.com, user: u}",
      "1:10: there is no 'password_file'; add it"
    ),
    (
      "{to: owner, by: smtp, url: 'smtp://mail.example.com', from: a@example.com, password: p}",
      "1:85: unknown key 'password'; known keys are: to, by, address, url, from, user, password_file, tls, ca_file"
    ),
    (
      "{to: owner, by: smtp, url: 'smtp://mail.example.com', from: a@example.com, user: u, password_file: p, tls: opportunistic}",
      "1:117: with 'opportunistic' the password could go unencrypted; write 'tls: required', or take 'user' out"
    ),
    (
      "{to: owner, by: sns, topic: costs}",
      "1:38: 'topic' is not the ARN of a topic such as arn:aws:sns:eu-west-1:111111111111:costs; write the ARN of a topic such as arn:aws:sns:eu-west-1:111111111111:costs there"
    ),
    (
      "{to: owner, by: sns, topic: 'arn:aws:sns:eu-west-1:111111111111:costs', region: us-east-1}",
      "1:90: the region is us-east-1, and the topic is in eu-west-1; take 'region' out"
    ),
    (
      "{to: owner, by: webhook, url: 'http://example.com/x', secret_file: s}",
      "1:40: messages to another machine would go unencrypted; write an https url"
    ),
    (
      "{to: owner, by: webhook, url: 'https://example.com/x'}",
      "1:10: there is no 'secret_file' to sign with; add it, or a 'template' such as slack"
    ),
    (
      "{to: owner, by: webhook, url: 'https://a.example', url_file: b, secret_file: s}",
      "1:10: a webhook has one of url or url_file; write exactly one of them there"
    ),
    (
      "{to: owner, by: webhook, url: 'ftp://example.com/x', secret_file: s}",
      "1:40: 'ftp://example.com/x' is no url of https or http; write one like https://example.com/hook"
    ),
  ]) func refuses(entry: String, message: String) throws {
    let problem = try #require(throws: Problem.self) { try parse("notify: [\(entry)]") }
    #expect(problem.description == "conf/t.yaml:\(message)")
  }

  @Test func readsBudgets() throws {
    let budgets = try parse(
      "concepts: {team: {from: [tag:team]}}\nbudgets: {team: {checkout: 1200.00, search: 0.5}, account: {'1': 7}}"
    ).budgets
    #expect(
      budgets.map { "\($0.dimension) \($0.value) \($0.amount)" } == [
        "team checkout 1200", "team search 0.5", "account 1 7",
      ])
  }

  @Test(arguments: [
    (
      "budgets: {taem: {a: 1}}",
      "1:11: 'taem' is no dimension, no tag and no concept; name a dimension, tag:KEY, cost_category:KEY or a concept"
    ),
    (
      "budgets: {account: {a: lots}}",
      "1:24: 'a' is not an amount a month such as 1200.00; write an amount a month such as 1200.00 there"
    ),
    (
      "budgets: {account: {a: -1}}",
      "1:24: 'a' is not an amount a month such as 1200.00; write an amount a month such as 1200.00 there"
    ),
    (
      "budgets: {account: {a: 1e5}}",
      "1:24: 'a' is not an amount a month such as 1200.00; write an amount a month such as 1200.00 there"
    ),
    (
      "budgets: [1]",
      "1:10: 'budgets' is not a mapping of keys and values; write a mapping of keys and values there"
    ),
  ]) func refusesBudgets(yaml: String, message: String) throws {
    let problem = try #require(throws: Problem.self) { try parse(yaml) }
    #expect(problem.description == "conf/t.yaml:\(message)")
  }
}

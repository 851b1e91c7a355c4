import Billing
import Foundation
import TestSupport
import Testing

@testable import Notify

@Suite("What people are told")
struct MessageTests {
  private static let notice = OwnerNotice(
    organization: "Agora", owner: "growth@example.com", recipients: ["growth@example.com"],
    copies: ["lead@example.com"],
    things: [
      .sample(),
      .sample(id: "vol-0bbb", name: nil, cost: Amount("0.005"), date: "2026-11-30", isLast: true),
      .sample(id: "vol-0ccc", cost: Amount("1234.5"), currency: "EUR"),
      .sample(
        id:
          "arn:aws:elasticloadbalancing:eu-west-1:222222222222:loadbalancer/app/a-rather-long-name/50dc6c495c0c9188",
        name: nil, cost: nil, currency: nil),
    ], night: "2026-11-27", timeZone: "Europe/Madrid")

  private func expectGoldens(_ message: Message, _ name: String) {
    expectGolden("\(message.subject)\n\n\(message.text)", "\(name).txt")
    expectGolden(message.html, "\(name).html")
    expectGolden(message.json + "\n", "\(name).json")
  }

  @Test func anOwner() throws { expectGoldens(try Self.notice.message(), "owner-notice") }

  @Test func theAdministrators() throws {
    var summary = AdministratorSummary(organization: "Agora", night: "2026-11-27")
    let line = AdministratorSummary.Line(
      "ebs_volume vol-0aaa in 222222222222/eu-west-1", detail: "a volume that is attached to nothing",
      monthlyCost: Amount("12.345"), currency: "USD")
    summary.marked = [line]
    summary.notified = [.init("growth@example.com", detail: "3 things")]
    summary.cleaned = [line, .init("elastic_ip eipalloc-1 in 222222222222/eu-west-1")]
    summary.failed = [.init("ebs_volume vol-0ddd in 222222222222/eu-west-1", detail: "VolumeInUse")]
    summary.notSent = [
      .init("ops@example.com", detail: "smtp mail.example.com: the message could not be sent")
    ]
    summary.notChecked = (1...45).map { .init("rule-\($0)", detail: "AccessDenied") }
    summary.saved = [
      .init(currency: "USD", gone: Amount("240.5") ?? .zero, snapshots: Amount("12.255") ?? .zero)
    ]
    summary.pause = "release week"
    expectGoldens(try summary.message(), "summary")
  }

  @Test func alerts() throws {
    let notice = AlertNotice(
      organization: "Agora", night: "2026-11-27",
      alerts: [
        Alert(
          kind: .budget, key: "budget|team|checkout|2026-11|USD",
          title: "the budget of team checkout is used up: 103.4%",
          text: "In 2026-11 it has cost 1,240.80 USD so far, of 1,200.00.",
          command: "tarsier check cost --budget"),
        Alert(kind: .freshness, key: "freshness|snapshot", title: "no newer snapshot for 53 hours", text: ""),
      ])
    expectGoldens(try notice.message(), "alerts")
  }

  @Test func aNightWithNothingIsTold() throws {
    let message = try AdministratorSummary(organization: "", night: "2026-11-27").message()
    #expect(message.subject == "janitor of 2026-11-27: 0 cleaned up, 0 due")
    #expect(message.text.contains("Nothing was saved so far."))
  }

  @Test func whatIsOnlyToldHasNoDay() throws {
    var thing = NoticedThing.sample(date: nil)
    thing.action = "nothing is done, since CloudFormation manages it"
    let message = try OwnerNotice(
      organization: "", owner: "a@example.com", recipients: ["a@example.com"], things: [thing],
      night: "2026-11-27", timeZone: "UTC"
    ).message()
    #expect(message.subject == "1 thing of yours in the cloud seems to be of no use")
    #expect(message.text.contains("   Then:   nothing is done, since CloudFormation manages it\n"))
  }

  /// Names that try to be more than names.
  @Test func hostileNames() throws {
    let evil =
      "</td><script>alert(1)</script>\r\nBcc: a@b.c\n\u{202E}gnp.exe\u{1B}[2J {{tag}} '; rm -rf ~; '\u{2028}x"
    var thing = NoticedThing.sample(id: evil, name: evil)
    (thing.why, thing.ruleTitle, thing.accountName, thing.region) = (evil, evil, evil, evil)
    (thing.action, thing.date, thing.keepUntil, thing.currency) = (evil, evil, evil, evil)
    let message = try OwnerNotice(
      organization: evil, owner: evil, recipients: ["a@example.com"], things: [thing], night: evil,
      timeZone: evil
    ).message()
    #expect(!message.html.contains("<script") && !message.html.contains("</td><s"))
    for text in [message.subject, message.text, message.html] {
      #expect(
        !text.unicodeScalars.contains { $0 == "\r" || $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{2028}" }
      )
      #expect(!text.contains("\nBcc:"))
    }
    #expect(!message.subject.contains("\n"))
    #expect(try JSONSerialization.jsonObject(with: Data(message.json.utf8)) is [String: Any])
    #expect(!message.json.contains("\n"))
    // The command is one of five words to a shell, whatever stands in it.
    let command = try #require(message.text.split(separator: "\n").first { $0.contains("janitor keep") })
    let words = try Program.run("sh", ["-c", "set -- \(command); printf '%s\\n' $#"])
    #expect(words.out == "8\n", "\(words)")

    var summary = AdministratorSummary(organization: evil, night: evil)
    summary.failed = [.init(evil, detail: evil, monthlyCost: .zero, currency: evil)]
    summary.pause = evil
    let alert = Alert(kind: .anomaly, key: evil, title: evil, text: evil, command: evil)
    for message in [
      try summary.message(), try AlertNotice(organization: evil, night: evil, alerts: [alert]).message(),
    ] {
      #expect(!message.html.contains("<script"))
      for text in [message.subject, message.text, message.html] {
        #expect(!text.unicodeScalars.contains { $0 == "\r" || $0 == "\u{1B}" || $0 == "\u{202E}" })
      }
    }
  }

  @Test func linesFitAMailProgram() throws {
    for line in try Self.notice.message().text.split(separator: "\n")
    where !line.contains("tarsier janitor keep") {
      #expect(line.count <= 78 || !line.dropFirst(11).contains(" "), "\(line)")
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("a\nb", "a␊b"), ("\u{202E}x", "U+202Ex"), ("a\u{200B}b", "aU+200Bb"), ("é 🦥", "é 🦥"),
    ("\u{7F}", "U+7F"), ("\u{2029}", "U+2029"),
  ]) func plainNames(name: String, plain: String) { #expect(name.plainName == plain) }
}

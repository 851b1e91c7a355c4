internal import Billing
internal import FoundationEssentials
internal import Mustache

/// How a webhook's body looks where the receiver wants a form of its own.
public enum WebhookTemplate: Sendable, Equatable {
  /// Slack's incoming webhook.
  case slack
  /// The path of a Mustache template, in which every value stands between quotes of JSON.
  case file(String)

  /// What Slack shows of one message.
  private static let mostOfSlack = 40_000

  /// - Throws: a problem where the template can't be read, or gives no JSON.
  func body(of message: Message, at seconds: Int, place: String) throws -> String {
    let source: String
    var name: String
    switch self {
    case .slack:
      (source, name) = (String(decoding: PackageResources.slack_json_mustache, as: UTF8.self), "slack")
      guard message.text.count <= Self.mostOfSlack else {
        throw Problem.tooLong(place, "Slack shows \(Self.mostOfSlack) characters")
      }
    case .file(let path):
      guard let data = FileManager.default.contents(atPath: path) else { throw Problem.noTemplate(path) }
      (source, name) = (String(decoding: data, as: UTF8.self), path)
    }
    let template: MustacheTemplate
    do {
      template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + source)
    } catch { throw Problem.wrongTemplate(name, "\(error)") }
    let body = JSONText.oneLine(template.render(Values(message, at: seconds)))
    guard JSONText.isValid(body) else { throw Problem.wrongTemplate(name, "what it gives is no JSON") }
    return body
  }

  /// What a template may name; all of it is ready to stand between quotes, but `notice`, which is JSON.
  private struct Values {
    let id: String
    let subject: String
    let text: String
    let recipients: String
    let sentAt: String
    let notice: String
    /// As Slack wants it: `&`, `<` and `>` begin links and mentions there.
    let slackSubject: String
    let slackText: String

    init(_ message: Message, at seconds: Int) {
      id = message.id
      subject = JSONText.inside(message.subject)
      text = JSONText.inside(message.text)
      recipients = JSONText.inside(message.recipients.joined(separator: ", "))
      sentAt = Civil.timeText(seconds: seconds)
      notice = JSONText.oneLine(message.json)
      slackSubject = JSONText.inside(Self.slack(message.subject).replacing("*", with: "∗"))
      // It ends the block of fixed width that the text stands in.
      slackText = JSONText.inside(Self.slack(message.text).replacing("```", with: "'''"))
    }

    private static func slack(_ text: String) -> String {
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
  }
}

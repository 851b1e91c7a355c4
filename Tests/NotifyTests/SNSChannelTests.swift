import Billing
import Foundation
import Programs
import Synchronization
import TestSupport
import Testing

@testable import Notify

@Suite("SNS")
struct SNSChannelTests {
  private static let topic = "arn:aws:sns:eu-west-1:111111111111:costs"

  private func send(_ message: Message, _ answers: [ProgramAnswer]) async -> (DeliveryOutcome, [String]) {
    let calls = Mutex<[String]>([])
    let channel = SNSChannel(topic: Self.topic, isLoopback: true, retries: quickRetries()) { arguments in
      let path = arguments.last?.dropFirst("file://".count) ?? ""
      let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: String(path))), as: UTF8.self)
      return calls.withLock { calls in
        calls.append((arguments.dropLast() + [text]).joined(separator: " "))
        return answers[min(calls.count, answers.count) - 1]
      }
    }
    let outcome = await channel.send(message)
    return (outcome, calls.withLock(\.self))
  }

  private func answer(_ status: Int?, _ output: String = "", error: String = "") -> ProgramAnswer {
    ProgramAnswer(status: status, output: Array(output.utf8), error: error)
  }

  @Test func publishesByAFile() async throws {
    var message = sampleMessage
    message.text = "file:///etc/passwd"
    message.subject = "größer\nals"
    let (outcome, calls) = await send(message, [answer(0, "{\n    \"MessageId\": \"1-2\"\n}\n")])
    #expect(outcome == .handedOver(answer: "{ \"MessageId\": \"1-2\" }"))
    #expect(
      calls == [
        "sns publish --cli-input-json {\"Message\":\"file:///etc/passwd\",\"Subject\":\"gr??er?als\","
          + "\"TopicArn\":\"\(Self.topic)\"}"
      ])
  }

  @Test func triesAgainWhereItIsThrottled() async {
    let throttled = answer(
      254, error: "\nAn error occurred (ThrottlingException) when calling the Publish operation: Rate\n")
    let (outcome, calls) = await send(sampleMessage, [throttled, answer(nil), answer(0, "ok")])
    #expect(outcome == .handedOver(answer: "ok") && calls.count == 3)
  }

  @Test func takesNoForAnAnswer() async {
    let denied = answer(
      254,
      error: "\nAn error occurred (AuthorizationError) when calling the Publish operation: not authorized\n")
    let (outcome, calls) = await send(sampleMessage, [denied])
    #expect(outcome.problem?.what.contains("AuthorizationError") == true && calls.count == 1)
  }

  @Test func cutsNothing() async {
    var message = sampleMessage
    message.text = String(repeating: "x", count: 256 * 1024 + 1)
    let (outcome, calls) = await send(message, [answer(0)])
    #expect(outcome.problem?.what == "the message is too long: SNS takes 256 KB" && calls.isEmpty)
  }
}

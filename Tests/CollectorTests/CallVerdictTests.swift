import Testing

@testable import Collector

/// What the endings of the aws command mean, in the words of its versions 1 and 2.
struct CallVerdictTests {
  struct Ending: CustomTestStringConvertible {
    var status: Int?
    var output = ""
    var error = ""
    var mayBeSilent = false
    var reason: String?

    var testDescription: String {
      "\(status.map(String.init) ?? "stopped") \(error.isEmpty ? output : error)"
    }
  }

  @Test(arguments: [
    Ending(status: 0, output: #"{"Volumes": []}"#, reason: nil),
    Ending(status: 0, output: "", mayBeSilent: true, reason: nil),
    Ending(status: 0, output: "", reason: "the answer is not whole JSON: it is empty"),
    Ending(status: 0, output: #"{"Volumes": ["#, reason: "the answer is not whole JSON: it ends too early"),
    Ending(
      status: 255,
      error:
        "\nAn error occurred (AccessDenied) when calling the ListUsers operation: User: a is not authorized\n",
      reason: "AccessDenied"),
    Ending(
      status: 254,
      error:
        "\nAn error occurred (Throttling) when calling the DescribeAlarms operation (reached max retries: 4): no\n",
      reason: "Throttling"),
    Ending(
      status: 255,
      error: "\nCould not connect to the endpoint URL: \"https://ec2.us-west-9.amazonaws.com/\"\n",
      reason: "Could not connect to the endpoint URL: \"https://ec2.us-west-9.amazonaws.com/\""),
    Ending(
      status: 253,
      error: "\nUnable to locate credentials. You can configure credentials by running \"aws configure\".\n",
      reason: "Unable to locate credentials. You can configure credentials by running \"aws configure\"."),
    Ending(
      status: 2,
      error:
        "usage: aws [options]\nTo see help text, you can run:\n\n  aws help\n\naws: error: argument operation: Invalid choice",
      reason: "aws: error: argument operation: Invalid choice"),
    Ending(status: 137, reason: "the aws command ended with status 137 and said nothing"),
    Ending(status: nil, reason: "it took too long and was stopped"),
  ]) func `says why there is no answer`(ending: Ending) {
    let result = CallResult(status: ending.status, output: Array(ending.output.utf8), error: ending.error)
    #expect(CallVerdict(result, mayBeSilent: ending.mayBeSilent).reason == ending.reason)
  }

  @Test(arguments: ["RequestLimitExceeded", "ThrottlingException", "SlowDown", "TooManyRequestsException"])
  func `knows when to try again`(code: String) {
    let text = "An error occurred (\(code)) when calling the X operation: no"
    let verdict = CallVerdict(CallResult(status: 254, output: [], error: text), mayBeSilent: false)
    #expect(verdict == .throttled(code: code, text: text))
  }
}

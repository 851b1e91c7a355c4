import Billing
import Foundation
import Notify
import Programs
import TestSupport
import Testing

/// A message published through the real aws command, to a server that plays AWS.
@Suite(
  .enabled(
    if: MotoServer.Programs.found != nil, "moto and the aws command are not there; run scripts/install-moto"))
struct PublishTests {
  private static let client = """
    import boto3, json, sys
    def client(service):
        return boto3.client(service, region_name="eu-west-1", endpoint_url=sys.argv[1],
            aws_access_key_id="testing", aws_secret_access_key="testing")
    """

  @Test func whoeverSubscribedGetsIt() async throws {
    let programs = try #require(MotoServer.Programs.found)
    let server = try MotoServer(programs)
    let url = server.url
    let folder = try TemporaryFolder()
    let topic = "arn:aws:sns:eu-west-1:123456789012:costs"
    let subscribe = try folder.write(
      "subscribe.py",
      Self.client + """

        queue = client("sqs").create_queue(QueueName="q")["QueueUrl"]
        topic = client("sns").create_topic(Name="costs")["TopicArn"]
        client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint="arn:aws:sqs:eu-west-1:123456789012:q")
        print(topic)
        """)
    let subscribed = try Program.run(programs.python, [subscribe, url])
    try #require(subscribed.out == "\(topic)\n", "\(subscribed.err)")

    func channel(_ topic: String) -> SNSChannel {
      let retries = Retries(pauses: []) { _ in }
      return SNSChannel(topic: topic, isLoopback: true, retries: retries) { arguments in
        try await ProgramCall(
          programs.aws, arguments + ["--region", "eu-west-1", "--output", "json", "--endpoint-url", url],
          environment: ["AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_PAGER": ""],
          limit: .seconds(60)
        ).run()
      }
    }
    let message = Message(
      recipients: [], subject: "größer", text: "file:///etc/hostname\n\"quoted\" – and more\n", html: "",
      json: "{}")
    let outcome = await channel(topic).send(message)
    guard case .handedOver(let answer) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(answer.contains("MessageId"))
    let receive = try folder.write(
      "receive.py",
      Self.client + """

        queue = client("sqs").get_queue_url(QueueName="q")["QueueUrl"]
        body = json.loads(client("sqs").receive_message(QueueUrl=queue, WaitTimeSeconds=2)["Messages"][0]["Body"])
        print(json.dumps([body["Subject"], body["Message"]]))
        """)
    let received = try Program.run(programs.python, [receive, url])
    let parts = try JSONSerialization.jsonObject(with: Data(received.out.utf8)) as? [String]
    #expect(parts == ["gr??er", message.text], "\(received.err)")

    let missing = await channel("arn:aws:sns:eu-west-1:123456789012:nowhere").send(message)
    #expect(missing.problem?.what.contains("NotFound") == true, "\(missing)")
  }
}

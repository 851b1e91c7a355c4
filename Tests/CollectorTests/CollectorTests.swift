import Billing
import Foundation
import Inventory
import Synchronization
import TestSupport
import Testing

@testable import Collector

/// The collector against answers in memory.
struct CollectorTests {
  /// Answers calls from a table, and remembers them.
  private final class Runner: CallRunner {
    private let answers: [String: CallResult]
    let made = Mutex<[(arguments: [String], environment: [String: String])]>([])

    init(_ answers: [String: String], errors: [String: String] = [:]) {
      var all = answers.mapValues { CallResult(status: 0, output: Array($0.utf8), error: "") }
      for (call, code) in errors {
        all[call] = CallResult(
          status: 254, output: [], error: "\nAn error occurred (\(code)) when calling the X operation: no\n")
      }
      self.answers = all
    }

    func run(_ arguments: [String], environment: [String: String]) async throws -> CallResult {
      made.withLock { $0.append((arguments, environment)) }
      let region = arguments.firstIndex(of: "--region").map { arguments[$0 + 1] } ?? ""
      let call = arguments.prefix(2).joined(separator: ".")
      let about = arguments.dropFirst(2).prefix(2).joined(separator: " ")
      return answers["\(call) \(about)"] ?? answers["\(call)@\(region)"] ?? answers[call]
        ?? CallResult(status: 2, output: [], error: "no answer to \(call)")
    }

    func calls(_ name: String) -> [[String]] {
      made.withLock { made in
        made.map(\.arguments).filter { $0.prefix(2).joined(separator: ".") == name }
      }
    }
  }

  private static let identity = ["sts.get-caller-identity": #"{"Account": "111111111111"}"#]
  private static let home = CollectedAccount(number: "111111111111")

  private func collect(
    _ types: [String], _ runner: Runner, _ accounts: [CollectedAccount] = [home],
    regions: Collector.Regions = .named(["us-east-1"]), into folder: TemporaryFolder
  ) async throws -> Collector.Result {
    let collector = Collector(
      plan: try CollectionPlan(types: types), regions: regions, runner: runner, endpoints: Endpoints([:]),
      takenAt: 1_790_823_600, parallel: 4, pauses: [.zero])
    return try await collector.collect(accounts, into: folder.path, clock: 1_790_823_700)
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func `writes answers as they came, and says which came whole`() async throws {
    let folder = try TemporaryFolder()
    let runner = Runner(
      Self.identity.merging(["ec2.describe-snapshots": #"{"Snapshots": []}"#]) { $1 },
      errors: ["ec2.describe-snapshots@eu-west-1": "UnauthorizedOperation"])
    let result = try await collect(
      ["ebs_snapshot"], runner, regions: .named(["us-east-1", "eu-west-1"]), into: folder)
    #expect(result.path.hasSuffix("/2026-10-01T03-00-00Z"))
    #expect(
      try text("\(result.path)/111111111111/us-east-1/ec2.describe-snapshots.json") == #"{"Snapshots": []}"#)
    #expect(
      try text("\(result.path)/111111111111/eu-west-1/ec2.describe-snapshots.error").contains(
        "UnauthorizedOperation"))
    #expect(
      result.calls == [
        CollectedCall(
          account: "111111111111", region: "eu-west-1", call: "ec2.describe-snapshots",
          failure: "UnauthorizedOperation"),
        CollectedCall(account: "111111111111", region: "us-east-1", call: "ec2.describe-snapshots"),
      ])
    #expect(try text("\(result.path)/snapshot.json").contains(#""taken_at": "2026-10-01T03:00:00Z""#))
    #expect(
      runner.calls("ec2.describe-snapshots").allSatisfy { $0.contains("--owner-ids") && $0.contains("json") })
  }

  @Test func `asks about each resource, and a code may be an answer`() async throws {
    let folder = try TemporaryFolder()
    var answers = Self.identity
    answers["s3api.list-buckets"] = #"{"Buckets": [{"Name": "a"}, {"Name": "b"}]}"#
    for call in CallCatalog.all where call.service == "s3api" && call.operation != "list-buckets" {
      answers[call.name] = "{}"
    }
    answers["s3api.get-bucket-versioning"] = ""
    let runner = Runner(
      answers,
      errors: [
        "s3api.get-bucket-lifecycle-configuration --bucket a": "NoSuchLifecycleConfiguration",
        "s3api.get-bucket-encryption --bucket b": "AccessDenied",
      ])
    let result = try await collect(["s3_bucket"], runner, into: folder)
    let failed = result.calls.filter { $0.failure != nil }
    #expect(failed.map(\.call) == ["s3api.get-bucket-encryption"])
    #expect(failed.map(\.failure) == ["b: AccessDenied"])
    #expect(failed.map(\.region) == ["global"])
    #expect(try text("\(result.path)/111111111111/global/s3api.get-bucket-versioning/a.json") == "")
    // A global service is asked once, whatever the regions are.
    #expect(runner.calls("s3api.list-buckets").count == 1)
  }

  @Test func `what a failed list would list is not asked about`() async throws {
    let folder = try TemporaryFolder()
    let runner = Runner(Self.identity, errors: ["dynamodb.list-tables": "AccessDeniedException"])
    let result = try await collect(["dynamodb_table"], runner, into: folder)
    let reasons = Dictionary(uniqueKeysWithValues: result.calls.map { ($0.call, $0.failure) })
    #expect(reasons["dynamodb.list-tables"] == "AccessDeniedException")
    #expect(reasons["dynamodb.describe-table"] == "dynamodb.list-tables did not come whole")
    #expect(runner.calls("dynamodb.describe-table").isEmpty)
  }

  @Test func `what could not be loaded later is told as not whole`() async throws {
    let folder = try TemporaryFolder()
    let runner = Runner(
      Self.identity.merging([
        "dynamodb.list-tables": #"{"TableNames": ["votes"]}"#,
        "dynamodb.describe-table": #"{"Table": {"ItemCount": "many"}}"#,
        "dynamodb.describe-continuous-backups": "{}",
        "resourcegroupstaggingapi.get-resources": #"{"ResourceTagMappingList": []}"#,
      ]) { $1 })
    let failed = try await collect(["dynamodb_table"], runner, into: folder).calls.filter {
      $0.failure != nil
    }
    #expect(failed.map(\.call) == ["dynamodb.describe-table"])
    #expect(failed.first?.failure?.contains("Table.ItemCount is 'many'") == true)
  }

  @Test func `an endpoint that does not answer is asked once`() async throws {
    final class Deaf: CallRunner {
      let count = Mutex(0)
      func run(_ arguments: [String], environment: [String: String]) async throws -> CallResult {
        if arguments[0] == "sts" {
          return CallResult(status: 0, output: Array(#"{"Account": "111111111111"}"#.utf8), error: "")
        }
        count.withLock { $0 += 1 }
        return CallResult(
          status: 255, output: [], error: "Could not connect to the endpoint URL: \"https://x\"")
      }
    }
    let folder = try TemporaryFolder()
    let runner = Deaf()
    let collector = Collector(
      plan: try CollectionPlan(types: ["vpc", "subnet", "zone", "address", "image"]),
      regions: .named(["us-west-9"]), runner: runner, endpoints: Endpoints([:]), takenAt: 0, parallel: 1)
    let result = try await collector.collect([Self.home], into: folder.path, clock: 0)
    #expect(result.calls.allSatisfy { $0.failure?.hasPrefix("Could not connect") ?? false })
    #expect(runner.count.withLock(\.self) < 5)
  }

  @Test func `a role's credentials are used, and must be the account's`() async throws {
    let folder = try TemporaryFolder()
    let runner = Runner(
      [
        "sts.get-caller-identity": #"{"Account": "222222222222"}"#,
        "sts.assume-role":
          #"{"Credentials": {"AccessKeyId": "AK", "SecretAccessKey": "SK", "SessionToken": "ST"}}"#,
        "ec2.describe-vpcs": #"{"Vpcs": []}"#,
      ])
    let role = "arn:aws:iam::222222222222:role/audit"
    let accounts = [
      CollectedAccount(number: "222222222222", profile: "dev", role: role),
      CollectedAccount(number: "333333333333"),
    ]
    let result = try await collect(["vpc"], runner, accounts, into: folder)
    let made = runner.made.withLock { $0.first { $0.arguments[1] == "describe-vpcs" } }
    #expect(made?.environment["AWS_SESSION_TOKEN"] == "ST")
    #expect(made?.arguments.contains("--profile") == false)
    #expect(result.problems.map(\.place) == ["333333333333"])
    #expect(result.problems.first?.what.contains("of the account 222222222222") == true)
    // What could not be seen is written down as not seen.
    #expect(result.calls.filter { $0.failure != nil }.map(\.account) == ["333333333333"])
  }

  @Test func `all regions are those that are open to the account`() async throws {
    let folder = try TemporaryFolder()
    let runner = Runner(
      Self.identity.merging([
        "ec2.describe-regions": #"{"Regions": [{"RegionName": "us-west-2"}, {"RegionName": "eu-west-1"}]}"#,
        "ec2.describe-vpcs": #"{"Vpcs": []}"#,
      ]) { $1 })
    let result = try await collect(["vpc"], runner, regions: .all, into: folder)
    #expect(result.calls.map(\.region) == ["eu-west-1", "us-west-2"])
  }

  @Test func `figures of use are asked for by what was listed`() async throws {
    let listed = try ListedResource.read(
      Array(
        #"""
        {"LoadBalancers": [
          {"LoadBalancerName": "web", "Type": "application", "LoadBalancerArn": "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/web/50dc"},
          {"LoadBalancerName": "tcp", "Type": "network", "LoadBalancerArn": "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/tcp/f2f7"}]}
        """#.utf8), call: "elbv2.describe-load-balancers", account: "111111111111", region: "us-east-1",
      parent: nil,
      place: "x")
    let queries = MetricQueries(["load_balancer": listed], until: 1_790_823_600)
    let page = try #require(queries.pages.first)
    let read = try #require(try JSONSerialization.jsonObject(with: Data(page.utf8)) as? [[String: Any]])
    #expect(
      read.map { $0["Label"] as? String } == [
        "load_balancer web RequestCount Sum", "load_balancer tcp ProcessedBytes Sum",
      ])
    #expect(page.contains(#""Value": "net/tcp/f2f7""#))
    #expect(
      queries.arguments.prefix(4) == [
        "--start-time", "2026-09-01T00:00:00Z", "--end-time", "2026-10-01T00:00:00Z",
      ])
  }

  @Test func `nothing is left where no account can be reached`() async throws {
    let folder = try TemporaryFolder()
    let runner = Runner([:], errors: ["sts.get-caller-identity": "ExpiredToken"])
    let problem = try await #require(throws: Problem.self) {
      _ = try await collect(["vpc"], runner, into: folder)
    }
    #expect(problem.what.contains("ExpiredToken"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}

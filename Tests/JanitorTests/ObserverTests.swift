import Allocation
import Audit
import FoundationEssentials
import Inventory
import Ledger
import TestSupport
import Testing

@testable import Janitor

/// What an audit of a real inventory tells the janitor: owners, managers, and which snapshots it rests on.
struct ObserverTests {
  private let folder: TemporaryFolder
  private let ledger: Ledger

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger.writing(folder.path("ledger.sqlite"))
  }

  private static func tags(_ tags: [String: String]) -> String {
    let items = tags.sorted { $0.key < $1.key }.map { #"{"Key": "\#($0.key)", "Value": "\#($0.value)"}"# }
    return "[\(items.joined(separator: ", "))]"
  }

  private static func volume(_ id: String, _ tags: [String: String] = [:]) -> String {
    #"{"VolumeId": "\#(id)", "State": "available", "CreateTime": "2026-01-05T09:00:00Z", "Tags": \#(Self.tags(tags))}"#
  }

  private func load(
    _ day: Int, _ answers: [String: String], failed: [String] = [], writtenAt: String? = nil
  ) throws {
    let inner = "\(day)/111111111111/us-east-1"
    let date = "2026-11-\(day < 10 ? "0" : "")\(day)T03:00:00Z"
    let written = writtenAt.map { #", "written_at": "\#($0)""# } ?? ""
    try folder.write("\(day)/snapshot.json", #"{"taken_at": "\#(date)"\#(written), "calls": []}"#)
    for (call, json) in answers { try folder.write("\(inner)/\(call).json", json) }
    for call in failed {
      try folder.write("\(inner)/\(call).error", "An error occurred (AccessDenied) when calling it: no")
    }
    _ = try InventoryLoader.load(
      paths: [folder.path("\(day)")], into: ledger, clock: Town.time(day) + 600)
  }

  private func volumes(_ volumes: [String]) -> [String: String] {
    ["ec2.describe-volumes": #"{"Volumes": [\#(volumes.joined(separator: ", "))]}"#]
  }

  private func observation(
    day: Int, isRehearsal: Bool = true, _ settings: JanitorSettings = JanitorSettings()
  ) throws -> Observation {
    let resolver = try OwnerResolver(
      order: ["tag:owner", "account"], accountOwners: ["111111111111": "platform@example.com"],
      defaultOwner: "ops@example.com")
    let rules = try RuleLibrary(
      settings: RuleSettings(parameters: ["ebs-volume-detached": ["days": .integer(1)]])
    ).selected(ids: ["ebs-volume-detached"])
    let auditor = Auditor(
      ledger: ledger, rules: rules,
      costs: ResourceCosts(days: 0, byResource: [:], byGroup: [:], usesBilled: false), owners: resolver)
    let observer = try Observer(
      ledger: ledger, isRehearsal: isRehearsal, desk: OwnerDesk(resolver: resolver, settings: settings),
      rules: ["ebs-volume-detached"])
    return try observer.observation(
      of: try auditor.audit(asOf: Town.time(day, hour: 4)), withOwners: true)
  }

  private func flag(_ id: String, _ observation: Observation) -> Observation.Flag? {
    observation.flags.first { $0.key.id == id }?.value
  }

  @Test func seesWhatIsFlaggedOnWhichSnapshot() throws {
    let two = volumes([Self.volume("vol-1"), Self.volume("vol-2", ["janitor": "donotmark"])])
    try load(2, two)
    try load(9, two)
    let observation = try observation(day: 9)
    let place = RulePlace(rule: "ebs-volume-detached", account: "111111111111", region: "us-east-1")
    #expect(observation.sightings[place]?.takenAt == Town.time(9))
    #expect(observation.totals == [RuleType(rule: "ebs-volume-detached", type: "ebs_volume"): 2])
    #expect(observation.flagged().values.map(\.self) == [2])
    #expect(flag("vol-1", observation)?.arn == "arn:aws:ec2:us-east-1:111111111111:volume/vol-1")
    #expect(flag("vol-1", observation)?.createdAt == "2026-01-05T09:00:00Z")
    #expect(flag("vol-1", observation)?.keepTag == nil)
    #expect(flag("vol-2", observation)?.keepTag == "janitor=donotmark")
    #expect(flag("vol-2", observation)?.isExcepted == false)
    // On a night that is no rehearsal it counts from when it was written.
    let real = try self.observation(day: 9, isRehearsal: false)
    #expect(real.sightings[place]?.countsFrom == Town.time(9) + 600)
  }

  @Test func anAnswerThatDidNotComeWholeIsNoSighting() throws {
    try load(2, volumes([Self.volume("vol-1")]))
    try load(9, [:], failed: ["ec2.describe-volumes"])
    let observation = try observation(day: 9)
    #expect(observation.sightings.isEmpty && observation.unchecked == 1)
    #expect(observation.partial == ["ebs-volume-detached"])
  }

  @Test func aSnapshotOfARehearsalCountsOnNoOtherNight() throws {
    try load(2, volumes([Self.volume("vol-1")]))
    try load(9, volumes([Self.volume("vol-1")]), writtenAt: "2026-11-01T00:00:00Z")
    #expect(try observation(day: 9, isRehearsal: false).sightings.isEmpty)
    #expect(try !observation(day: 9, isRehearsal: true).sightings.isEmpty)
    #expect(try observation(day: 9, isRehearsal: true).partial.isEmpty)
    let nights = NightStore(ledger, isRehearsal: false)
    #expect(try nights.snapshots(until: .max).map(\.takenAt) == [Town.time(2)])
  }

  @Test(
    arguments: [
      (["aws:cloudformation:stack-name": "web"], "CloudFormation (stack web)"),
      (["aws:backup:source-resource": "x"], "AWS Backup"),
      (["dlm:managed": "true"], "a lifecycle policy (DLM)"),
      (["elasticbeanstalk:environment-name": "x"], "Elastic Beanstalk"),
      (["AmazonECSManaged": "true"], "ECS"),
      (["eks:cluster-name": "x"], "EKS"),
      (["kubernetes.io/created-for/pvc/name": "x"], "Kubernetes"),
      (["owner": "a@example.com"], nil),
    ] as [([String: String], String?)]) func knowsWhatManagesAResource(
      tags: [String: String], by manager: String?
    )
    throws
  {
    try load(2, volumes([Self.volume("vol-1", tags)]))
    try load(9, volumes([Self.volume("vol-1", tags)]))
    #expect(try flag("vol-1", observation(day: 9))?.managedBy == manager)
  }

  @Test func knowsWhatTerraformManages() throws {
    try load(2, volumes([Self.volume("vol-1"), Self.volume("vol-2")]))
    try load(9, volumes([Self.volume("vol-1"), Self.volume("vol-2")]))
    let state = try folder.write(
      "state.json",
      #"""
      {"version": 4, "lineage": "l", "serial": 1, "resources": [{"mode": "managed", "type": "aws_ebs_volume",
        "name": "data", "instances": [{"attributes": {"id": "vol-1"}}]}]}
      """#)
    try TerraformState(path: state).store(in: ledger)
    let observation = try observation(day: 9)
    #expect(flag("vol-1", observation)?.managedBy?.hasPrefix("Terraform (aws_ebs_volume.data") == true)
    #expect(flag("vol-2", observation)?.managedBy == nil)
  }

  struct Owned: CustomTestStringConvertible {
    var testDescription: String
    var tags: [String: String] = [:]
    var domain: String?
    var name: String?
    var foundBy: String?
    var address: String?
    var addressFrom: String?
  }

  @Test(arguments: [
    Owned(
      testDescription: "an address", tags: ["owner": "a@example.com"], name: "a@example.com",
      foundBy: "tag:owner", address: "a@example.com"),
    Owned(
      testDescription: "a name without an address", tags: ["owner": "search"], name: "search",
      foundBy: "tag:owner", address: "platform@example.com", addressFrom: "account"),
    Owned(
      testDescription: "a name in the domain", tags: ["owner": "search"], domain: "example.org",
      name: "search", foundBy: "tag:owner", address: "search@example.org"),
    Owned(
      testDescription: "a name that no address can have", tags: ["owner": "the search team"],
      domain: "example.org", name: "the search team", foundBy: "tag:owner", address: "platform@example.com",
      addressFrom: "account"),
    Owned(
      testDescription: "nothing but the account", name: "platform@example.com", foundBy: "account",
      address: "platform@example.com"),
  ]) func findsWhoIsTold(_ example: Owned) throws {
    var settings = JanitorSettings()
    settings.ownerDomain = example.domain
    try load(2, volumes([Self.volume("vol-1", example.tags)]))
    try load(9, volumes([Self.volume("vol-1", example.tags)]))
    let owner = try #require(try flag("vol-1", observation(day: 9, settings))?.owner)
    #expect(
      owner
        == MarkOwner(
          name: example.name, foundBy: example.foundBy, address: example.address,
          addressFrom: example.addressFrom))
  }

  @Test func asksTheStackAndTheGroupBeforeTheDefault() throws {
    var relations = Relations()
    let place = Relations.Name(account: "1", region: "r", name: "web")
    relations.groups[place] = ["owner": "group@example.com"]
    relations.stacks[place] = ["owner": "stack@example.com"]
    let desk = OwnerDesk(
      resolver: try OwnerResolver(order: ["tag:owner"], defaultOwner: "ops@example.com"),
      settings: JanitorSettings())
    func owner(_ tags: [String: String]) -> MarkOwner {
      desk.owner(
        of: OwnerResolver.Resource(
          type: "instance", id: "i", arn: nil, account: "1", region: "r", tags: tags),
        relations)
    }
    #expect(owner(["aws:autoscaling:groupName": "web"]).address == "group@example.com")
    #expect(owner(["aws:autoscaling:groupName": "web"]).foundBy == "group web")
    #expect(owner(["aws:cloudformation:stack-name": "web"]).foundBy == "stack web")
    #expect(owner(["aws:autoscaling:groupName": "other"]).foundBy == "default")
    #expect(owner(["aws:autoscaling:groupName": "other"]).isKnown == false)
    #expect(owner(["owner": "a@example.com", "aws:autoscaling:groupName": "web"]).foundBy == "tag:owner")
  }
}

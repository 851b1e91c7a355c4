import Listings
import Allocation
import Audit
import TestSupport
import Testing

@testable import tarsier

/// Owners as the settings tell them.
@Suite("Owners by the settings")
struct OwnerSettingsTests {
  @Test(
    "a concept's rule counts in its months alone",
    arguments: [
      ("2026-06", "polls"), ("2026-07", "votes"),
    ])
  func byMonth(month: String, owner: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "tarsier.yaml",
      """
      concepts:
        team:
          rules:
            - {value: polls, when: [region=us-east-1], valid: 2026-01..2026-06}
            - {value: votes, when: [region=us-east-1], valid: 2026-07..}
      janitor: {owner_from: ["concept:team"]}
      """)
    let resolver = try OwnerResolver(SettingsFile.read(folder.path("tarsier.yaml")), month: month)
    let resource = OwnerResolver.Resource(
      type: "instance", id: "i-1", arn: nil, account: "111111111111", region: "us-east-1", tags: [:])
    #expect(resolver.owner(of: resource)?.name == owner)
  }
}

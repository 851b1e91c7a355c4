import Testing

@testable import Billing

/// The name that a mistyped one means.
struct NearestNameTests {
  private let known = ["service", "service_code", "region", "resource", "account"]

  @Test(arguments: [
    ("servce", "service"), ("sevrice", "service"), ("regoin", "region"), ("acount", "account"),
    ("service_cod", "service_code"), ("resources", "resource"),
  ])
  func finds(_ typed: String, expected: String) { #expect(NearestName.of(typed, among: known) == expected) }

  @Test(arguments: ["", "zone", "qqqqqqq"])
  func nothingIsNear(_ typed: String) { #expect(NearestName.of(typed, among: known) == nil) }

  @Test func hasNothingToChooseFrom() { #expect(NearestName.of("a", among: []) == nil) }
}

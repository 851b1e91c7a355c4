import Testing

@testable import Inventory

struct RecordedTimeTests {
  @Test(arguments: [
    "2026-11-21T09:33:43.000Z", "2026-11-21T09:33:43.123456Z", "2026-11-21T09:33:43+00:00", "1795253623.278",
    "1795253623", "1795253623278", "User initiated (2026-11-21 09:33:43 GMT)",
    "User initiated (2026-11-21 09:33:43 UTC)",
  ]) func `reads every shape`(text: String) {
    #expect(RecordedTime.seconds(text) == 1_795_253_623)
  }

  @Test(arguments: ["", "soon", "User initiated", "()", "2026-02-30T00:00:00Z"])
  func `knows what is no time`(text: String) {
    #expect(RecordedTime.seconds(text) == nil)
  }
}

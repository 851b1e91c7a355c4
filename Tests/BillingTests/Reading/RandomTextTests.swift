import Foundation
import TestSupport
import Testing

@testable import Billing

/// Wherever a file is cut into chunks and whatever is in it, the scanner finds what libcsv finds, or gives up.
struct RandomTextTests {
  /// How many random files are read; `TARSIER_RANDOM_TEXTS` asks for more.
  private static let count =
    ProcessInfo.processInfo.environment["TARSIER_RANDOM_TEXTS"].flatMap { Int($0) } ?? 100_000
  private static let batches = 16

  @Test(arguments: 0..<batches)
  func scannerAgreesWithLibcsv(batch: Int) throws {
    var scanned = 0
    var differing = 0
    for number in stride(from: batch, to: Self.count, by: Self.batches) where differing < 3 {
      let seed = UInt64(number)
      let text = RandomText(seed: seed).bytes
      let chunk = 16 << (number / Self.batches % 5)
      let steps = 1 + number / Self.batches % 97
      let fast = try CollectedRows.scanned(ByteSteps(text, longest: steps, seed: seed), chunk: chunk)
      guard let fast else { continue }
      let careful = try CollectedRows.parsed(ByteSteps(text, longest: steps, seed: seed))
      scanned += 1
      if fast != careful {
        differing += 1
        Issue.record(
          """
          seed \(seed), chunks of \(chunk), steps of \(steps): \(shown(text))
          scanner: \(shown(fast))
          libcsv: \(shown(careful))
          """)
      }
    }
    #expect(scanned > Self.count / Self.batches / 3, "many files are for the scanner")
  }

  private func shown(_ text: [UInt8]) -> String { String(decoding: text, as: UTF8.self).debugDescription }
}

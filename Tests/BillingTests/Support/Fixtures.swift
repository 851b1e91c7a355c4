import Foundation
import TestSupport

/// The hand-made bills beside these tests, and the samples.
enum Fixtures {
  private static let folder = URL(fileURLWithPath: #filePath).appending(path: "../../Fixtures").standardized

  static func path(_ name: String) -> String { folder.appending(path: name).path }

  /// The names of all files in a folder of fixtures.
  static func names(in name: String) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []
    return found.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The months of the samples, each with its parts.
  static func sampleParts() -> [[String]] {
    let bills = URL(fileURLWithPath: #filePath).appending(path: "../../../../samples/bills").standardized.path
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: bills)) ?? []
    let parts = files.filter { $0.hasSuffix(".csv.gz") }.sorted().map { "\(bills)/\($0)" }
    return Dictionary(grouping: parts) { $0.split(separator: "/").dropLast().last ?? "" }.values
      .sorted { $0[0] < $1[0] }
  }
}

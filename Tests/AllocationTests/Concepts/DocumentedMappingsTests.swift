import Foundation
import TestSupport
import Testing

@testable import Allocation

/// Every mapping in docs/concepts.md and the samples' own is one that is read.
@Suite("Documented mappings")
struct DocumentedMappingsTests {
  private static let root = URL(fileURLWithPath: #filePath).appending(path: "../../../..").standardized.path

  private static let blocks: [String] = {
    let page = (try? String(contentsOfFile: "\(root)/docs/concepts.md", encoding: .utf8)) ?? ""
    return page.components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }()

  @Test func areThere() { #expect(Self.blocks.count >= 4) }

  @Test(arguments: blocks.indices) func areRead(block: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write("teams.csv", "value,team\ncc-100,checkout\n")
    let settings = try SettingsFile.read(folder.write("tarsier.yaml", Self.blocks[block]))
    #expect(!settings.concepts.isEmpty)
  }

  @Test func theSamplesMeasuresAreRead() throws {
    let settings = try SettingsFile.read("\(Self.root)/samples/tarsier.yaml")
    for (name, source) in settings.metrics {
      var file = MetricFile(name: name, names: settings.names)
      #expect(try file.read(source).rows.count > 50)
    }
  }
}

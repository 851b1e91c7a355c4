import Foundation
import TestSupport
import Testing

/// The examples of README.md and docs: each `tarsier …` in a fenced `sh` or `console` block runs, and what a
/// `console` block shows behind it is what it prints.
///
/// They run in one folder, page by page from the top, with the samples as `path/to/…` and settings beside them.
/// A page's HTML comment `<!-- not run: WHY -->` right above a block leaves it out.
@Suite("Examples in the documentation")
struct DocumentedExamplesTests {
  private struct Example: CustomTestStringConvertible {
    var page: String
    var command: String
    /// Nil where the page shows none.
    var output: String?
    var testDescription: String { "\(page): \(command)" }
  }

  private static let pages: [String] = {
    let docs = (try? FileManager.default.contentsOfDirectory(atPath: "\(SampleLedger.root)/docs")) ?? []
    return ["README.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
  }()

  private static func examples(_ page: String) throws -> [Example] {
    let text = try String(contentsOfFile: "\(SampleLedger.root)/\(page)", encoding: .utf8)
    var examples: [Example] = []
    var language: String?
    var isLeftOut = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        language = language == nil ? String(line.dropFirst(3)) : nil
        if language == nil { isLeftOut = false }
      } else if let language, !isLeftOut {
        if language == "console", line.hasPrefix("$ ") {
          examples.append(Example(page: page, command: String(line.dropFirst(2)), output: ""))
        } else if language == "console", !examples.isEmpty {
          examples[examples.count - 1].output?.append(line + "\n")
        } else if language == "sh", line.contains("tarsier"), !line.hasPrefix("make ") {
          examples.append(Example(page: page, command: line, output: nil))
        }
      } else if line.hasPrefix("<!-- not run: ") {
        isLeftOut = true
      }
    }
    return examples
  }

  @Test(.sharedData("focus-1.0-sample-1000.csv"), arguments: pages) func run(page: String) throws {
    let folder = try TemporaryFolder()
    let bills = URL(fileURLWithPath: Shared.data("focus-1.0-sample-1000.csv"))
    try folder.write("focus_sample.csv", Data(contentsOf: bills))
    let bin = URL(fileURLWithPath: Binary.path).deletingLastPathComponent().path
    let prepared = try Program.run(
      "bash",
      [
        "-c",
        "mkdir path path/to && cd \(SampleLedger.root)/samples && ln -s $PWD/{bills,inventory,measures,invoices.csv,tarsier.yaml} $OLDPWD/path/to",
      ],
      in: folder.path)
    #expect(prepared.status == 0, "\(prepared.err)")
    let examples = try Self.examples(page)
    // A page that begins with another command than an import speaks of a ledger that is there.
    if examples.first?.command.contains("import") == false {
      try folder.write("tarsier.sqlite", try SampleLedger.copy().bytes("tarsier.sqlite"))
    }
    for example in examples {
      let shell = "PATH=\(bin):$PATH; \(example.command)"
      let result = try Program.run("bash", ["-c", shell], in: folder.path)
      #expect(result.status == 0, "\(page): \(example.command)\n\(result.err)")
      // A command whose page shows nothing behind it may print what it likes.
      guard let output = example.output, !output.isEmpty else { continue }
      expectSameLines(result.out, as: output, name: "\(page): \(example.command)")
    }
  }
}

import Foundation
public import Testing

/// Expects `text` to equal a committed file, `Golden/NAME` beside the test, and shows what differs by line.
///
/// A missing file, or any with `RECORD_GOLDEN=1` in the environment, is written and the test fails all the
/// same, so that a recording never passes for a check:
///
///     Golden/cost.txt: 1 line is missing, 1 is new
///       Service      Cost
///     - AmazonEC2   12.34
///     + AmazonEC2   12.35
public func expectGolden(
  _ text: String, _ name: String, file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) {
  let golden = URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: "Golden/\(name)")
  let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1"
  guard !isRecording, let expected = try? String(contentsOf: golden, encoding: .utf8) else {
    do {
      try FileManager.default.createDirectory(
        at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: golden, atomically: true, encoding: .utf8)
      Issue.record("recorded Golden/\(name); read it, and run the test again", sourceLocation: sourceLocation)
    } catch {
      Issue.record(error, "Golden/\(name) can't be written", sourceLocation: sourceLocation)
    }
    return
  }
  expectSameLines(text, as: expected, name: "Golden/\(name)", sourceLocation: sourceLocation)
}

/// Expects two texts to be equal, and shows what differs by line.
public func expectSameLines(
  _ text: String, as expected: String, name: String = "text",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard text != expected else { return }
  Issue.record("\(name): \(LineDiff(from: expected, to: text))", sourceLocation: sourceLocation)
}

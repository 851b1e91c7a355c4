import FoundationEssentials
import Testing

/// A text that people see, kept beside the tests and compared letter by letter.
///
/// A missing one is recorded, and that run fails, so that none gets in unseen.
func expectGolden(_ text: String, _ name: String, at location: SourceLocation = #_sourceLocation) throws {
  let path = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Golden/\(name)"
  guard let kept = try? String(contentsOfFile: path, encoding: .utf8) else {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name): look at it, then run again", sourceLocation: location)
    return
  }
  guard kept != text else { return }
  let (old, new) = (kept.split(separator: "\n"), text.split(separator: "\n"))
  let first = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
  let (was, now) = (old.dropFirst(first).first ?? "", new.dropFirst(first).first ?? "")
  Issue.record(
    "\(name) differs from line \(first + 1) on:\n- \(was)\n+ \(now)\n(remove it to record it anew)",
    sourceLocation: location)
}

import Audit
import Billing
import FoundationEssentials
import Testing

struct RuleLibraryTests {
  private func folder(_ files: [String: String]) throws -> String {
    let path = "\(FileManager.default.temporaryDirectory.path)/tarsier-rules-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)")) }
    return path
  }

  @Test func `a folder adds to the shipped rules`() throws {
    let shipped = try RuleLibrary().rules.count
    #expect(try RuleLibrary(folders: [try folder(["odd.yaml": ruleText()])]).rules.count == shipped + 1)
  }

  @Test func `a repeated id is a problem unless the file replaces it`() throws {
    let id = "ebs-volume-detached"
    let repeated = try folder(["\(id).yaml": ruleText(id: id)])
    let problem = try #require(try RuleLibrary(folders: [repeated]).failed.first)
    #expect(problem.what == "the rule '\(id)' is there already, in rules/unused/\(id).yaml")
    let replacing = try folder(["\(id).yaml": ruleText(id: id, more: "replaces: \(id)")])
    #expect(try RuleLibrary(folders: [replacing]).rule(id).title == "Odd")
  }

  @Test func `a file that is no rule leaves the others as they are`() throws {
    let files = ["odd.yaml": ruleText(), "cut.yaml": "id: cut\nquery: [", "empty.yaml": ""]
    let library = try RuleLibrary(folders: [try folder(files)])
    #expect(try library.rule("odd").title == "Odd")
    #expect(library.failed.count == 2)
    #expect(library.failed.contains { $0.place.contains("cut.yaml:3:1") })
    // Who asks for it hears why there is no such rule.
    let problem = try #require(throws: Problem.self) { try library.rule("cut") }
    #expect(problem == library.failed[0])
  }

  @Test func `settings set parameters and switch rules off`() throws {
    let settings = RuleSettings(
      disable: ["instance-stopped"], parameters: ["ebs-volume-detached": ["days": .integer(14)]])
    let library = try RuleLibrary(settings: settings)
    #expect(try library.rule("ebs-volume-detached").parameters["days"] == .integer(14))
    #expect(try !library.selected().map(\.id).contains("instance-stopped"))
    #expect(try Set(library.selected(families: [.spend]).map(\.family)) == [.spend])
    #expect(try library.selected(ids: ["instance-stopped"]).map(\.id) == ["instance-stopped"])
  }

  @Test(arguments: [
    (
      RuleSettings(disable: ["instance-stoped"]),
      "no rule 'instance-stoped'; did you mean 'instance-stopped'?"
    ),
    (RuleSettings(parameters: ["nothing-such": [:]]), "there is no rule 'nothing-such'"),
    (
      RuleSettings(parameters: ["ebs-volume-detached": ["dys": .integer(1)]]),
      "the rule 'ebs-volume-detached' has no parameter 'dys'; its parameters are: days"
    ),
    (RuleSettings(parameters: ["ebs-volume-detached": ["days": .text("x")]]), "is not a whole number"),
  ]) func `settings for what is not there`(settings: RuleSettings, message: String) throws {
    let problem = try #require(throws: Problem.self) { try RuleLibrary(settings: settings) }
    #expect(problem.description.contains(message), "\(problem)")
  }

  @Test func `a folder without rules`() throws {
    #expect(throws: Problem.self) { try RuleLibrary(folders: [try folder(["notes.txt": "x"])]) }
    #expect(throws: Problem.self) { try RuleLibrary(folders: ["/nowhere/at/all"]) }
  }
}

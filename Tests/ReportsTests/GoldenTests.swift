import Reports
import TestSupport
import Testing

/// The report of a canned month, as people see it.
struct GoldenTests {
  @Test(arguments: [
    "2026-10.html", "2026-10.md", "2026-10.csv", "2026-10/services.csv", "2026-10/statements/growth.md",
  ])
  func file(name: String) throws {
    let file = try #require(try ReportFiles.files(of: SmallCompany.october()).first { $0.name == name })
    expectGolden(file.text, name.replacing("/", with: "-"))
  }
}

import Reports
import Testing

/// The report of a canned month, as people see it.
struct GoldenTests {
  @Test(arguments: ["2026-10.html", "2026-10.md", "2026-10.csv", "2026-10/services.csv"])
  func file(name: String) throws {
    let report = try SmallCompany.october()
    let file = try #require(try ReportFiles.files(of: report).first { $0.name == name })
    try expectGolden(file.text, name.replacing("/", with: "-"))
  }
}

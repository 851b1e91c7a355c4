internal import Billing
internal import Mustache

/// The pages' templates, which travel in the binary.
enum Templates {
  private static let sources: [(name: String, bytes: [UInt8])] = [
    ("frame.html", PackageResources.frame_html_mustache),
    ("sign-in.html", PackageResources.sign_in_html_mustache),
    ("data.html", PackageResources.data_html_mustache),
    ("calendar.html", PackageResources.calendar_html_mustache),
    ("coverage.html", PackageResources.coverage_html_mustache),
    ("facts.html", PackageResources.facts_html_mustache),
    ("filters.html", PackageResources.filters_html_mustache),
    ("findings.html", PackageResources.findings_html_mustache),
    ("janitor.html", PackageResources.janitor_html_mustache),
    ("keep.html", PackageResources.keep_html_mustache),
    ("pager.html", PackageResources.pager_html_mustache),
    ("reports.html", PackageResources.reports_html_mustache),
    ("resource.html", PackageResources.resource_html_mustache),
    ("resources.html", PackageResources.resources_html_mustache),
    ("rule.html", PackageResources.rule_html_mustache),
    ("tabs.html", PackageResources.tabs_html_mustache),
    ("zones.html", PackageResources.zones_html_mustache),
  ]

  /// All of them, parsed once.
  private static let library = Result {
    var library = MustacheLibrary()
    for (source, bytes) in sources {
      do {
        try library.register(String(decoding: bytes, as: UTF8.self), named: source)
      } catch {
        throw Problem.template(source, "\(error)")
      }
    }
    return library
  }

  /// Fills the template of that name.
  static func render(_ model: Any, with name: String) throws -> String {
    guard let text = try library.get().render(model, withTemplate: name) else {
      throw Problem.template(name, "it is not there")
    }
    return text
  }
}

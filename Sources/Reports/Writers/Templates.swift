internal import Billing
internal import Mustache

/// The pages' templates, which travel in the binary.
enum Templates {
  private static let sources: [(name: String, bytes: [UInt8])] = [
    ("page.html", PackageResources.page_html_mustache),
    ("table.html", PackageResources.table_html_mustache),
    ("page.md", PackageResources.page_md_mustache),
    ("table.md", PackageResources.table_md_mustache),
    ("letter.html", PackageResources.letter_html_mustache),
    ("letter.txt", PackageResources.letter_txt_mustache),
  ]

  static var css: String { String(decoding: PackageResources.report_css, as: UTF8.self) }

  /// All of them, parsed once: a report is many pages.
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
  static func render(_ page: Any, with name: String) throws -> String {
    guard let text = try library.get().render(page, withTemplate: name) else {
      throw Problem.template(name, "it is not there")
    }
    return text
  }
}

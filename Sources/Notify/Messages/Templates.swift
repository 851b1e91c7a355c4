internal import Billing
internal import Mustache

/// The templates of messages, which travel in the binary.
enum Templates {
  private static let sources: [String: [UInt8]] = [
    "owner-notice.txt": PackageResources.owner_notice_txt_mustache,
    "owner-notice.html": PackageResources.owner_notice_html_mustache,
    "summary.txt": PackageResources.summary_txt_mustache,
    "summary.html": PackageResources.summary_html_mustache,
    "alerts.txt": PackageResources.alerts_txt_mustache,
    "alerts.html": PackageResources.alerts_html_mustache,
  ]

  /// Fills a template; what ends in `.html` is escaped for HTML.
  static func render(_ values: Any, with name: String) throws -> String {
    let prefix = name.hasSuffix(".html") ? "" : "{{% CONTENT_TYPE:TEXT}}\n"
    do {
      let source = String(decoding: sources[name] ?? [], as: UTF8.self)
      return try MustacheTemplate(string: prefix + source).render(values)
    } catch {
      throw Problem.wrongTemplate(name, "\(error)")
    }
  }
}

internal import Billing
internal import Listings

/// The pages, in the order of the menu.
enum Pages {
  static let all: [Resource] = [
    costs, costFilter, throughput, commitments, resources, resource, findings, rule, zones, janitor, data,
    coverage,
  ]

  /// The menu: each page's path and name.
  static let menu: [(path: String, name: String)] = [
    ("/costs", "Costs"), ("/throughput", "Throughput"), ("/commitments", "Commitments"),
    ("/resources", "Resources"), ("/findings", "Findings"), ("/janitor", "Janitor"), ("/reports", "Reports"),
    ("/data", "Data"),
  ]
}

extension Resource {
  /// A page: `template` filled with what `model` gives, within the frame that all pages have.
  static func page(
    _ path: String, _ title: String, _ parameters: [Parameter], template: String,
    model: @escaping @Sendable (Query, Session) throws -> any PageModel
  ) -> Resource {
    Resource(path: path, summary: "The page \(title).", parameters: parameters) { query, session in
      let model = try model(query, session)
      let frame = PageFrame(
        title: model.title ?? title, path: path, settings: session.dashboard, notes: model.notes)
      let body = try frame.html(try Templates.render(model, with: template))
      return Content(mediaType: "text/html; charset=utf-8", body: body)
    }
  }
}

/// What a page's template is filled with.
protocol PageModel {
  /// What a reader must know beside the figures.
  var notes: [String] { get }
  /// The page's own title; nil for that of all pages under its path.
  var title: String? { get }
}

extension PageModel {
  var title: String? { nil }
}

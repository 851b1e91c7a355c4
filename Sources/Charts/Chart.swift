/// A picture as HTML: an inline SVG, with its legend where it has one.
///
/// Colours and type come from the page's CSS (custom properties), so that one picture serves light, dark and
/// print.
public protocol Chart: Sendable {
  /// The markup; `id` sets its names apart from other pictures' on the page.
  func html(id: String, title: String) -> String
}

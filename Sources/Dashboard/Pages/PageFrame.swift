/// What all pages have around their content: head, menu, notes and foot.
struct PageFrame {
  let title: String
  /// The page's path, for the menu.
  let path: String
  let settings: DashboardSettings
  let notes: [String]

  /// - Parameter content: markup, already escaped.
  func html(_ content: String) throws -> [UInt8] {
    let entries = Pages.menu.map {
      Entry(path: $0.path, name: $0.name, isCurrent: path == $0.path || path.hasPrefix($0.path + "/"))
    }
    let page = Page(
      title: title, content: content, menu: entries, notes: notes, version: settings.version)
    return Array(try Templates.render(page, with: "frame.html").utf8)
  }

  private struct Page {
    var title: String
    var content: String
    var menu: [Entry]
    var notes: [String]
    var version: String
  }

  private struct Entry {
    var path: String
    var name: String
    var isCurrent: Bool
  }
}

/// Links between views of the same thing.
struct Tabs {
  struct Tab {
    var text: String
    var link: String
    var isCurrent: Bool
  }

  /// What they are, for those who hear the page.
  var label: String
  var tabs: [Tab]

  init(_ label: String, _ tabs: [(text: String, link: String, isCurrent: Bool)]) {
    self.label = label
    self.tabs = tabs.map { Tab(text: $0.text, link: $0.link, isCurrent: $0.isCurrent) }
  }
}

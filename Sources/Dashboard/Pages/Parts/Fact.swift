/// One figure at the top of a page with its name, and where it leads.
struct Fact {
  var name: String
  var value: String
  /// The exact moment where the value is one.
  var time: String?
  var detail: String?
  var link: String?

  init(name: String, value: String, detail: String? = nil, link: String? = nil) {
    let shown = ShownTime.text(value)
    self.name = name
    self.value = shown ?? value
    time = shown == nil ? nil : value
    self.detail = detail
    self.link = link
  }
}

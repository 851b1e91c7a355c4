internal import Charts

extension Markup {
  /// What a form sends beside what is filled in.
  mutating func putHidden(_ pairs: [(name: String, value: String)]) {
    for (name, value) in pairs {
      put("<input type=\"hidden\" name=\"\(name)\" value=\"")
      put(escaped: value)
      put("\">\n")
    }
  }

  /// A list to choose one of.
  ///
  /// - Parameter id: the field's name unless there are two of that name.
  mutating func putSelect(
    _ name: String, _ label: String, _ options: [(value: String, text: String)], _ chosen: String,
    id: String? = nil
  ) {
    let id = id ?? name
    put("<label for=\"\(id)\">\(label) <select id=\"\(id)\" name=\"\(name)\">\n")
    for option in options {
      put("<option value=\"")
      put(escaped: option.value)
      put(option.value == chosen ? "\" selected>" : "\">")
      put(escaped: option.text)
      put("</option>\n")
    }
    put("</select></label>\n")
  }

  /// A field for a time.
  mutating func putText(_ name: String, _ label: String, _ value: String) {
    put(
      "<label for=\"\(name)\">\(label) <input id=\"\(name)\" name=\"\(name)\" size=\"\(max(11, value.count))\" "
    )
    put("placeholder=\"2026-10-01\" value=\"")
    put(escaped: value)
    put("\"></label>\n")
  }

  mutating func putCheck(_ name: String, _ value: String, _ label: String, _ isSet: Bool) {
    put("<label><input type=\"checkbox\" name=\"\(name)\" value=\"\(value)\"\(isSet ? " checked" : "")> ")
    put("\(label)</label>\n")
  }
}

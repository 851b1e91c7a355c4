import Foundation
import Testing

/// A page as a browser without scripts has it: its elements in their order.
struct PlainPage {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// The number of the form that it stands in.
    var form: Int?
  }

  /// What a form sends as it stands.
  struct Form {
    var action: String
    var method: String
    var fields: [(name: String, value: String)] = []
    /// What its buttons do.
    var buttons: [String] = []
  }

  private(set) var elements: [Element] = []
  private(set) var forms: [Form] = []
  /// The list that is being read, and whether a value of it is chosen already.
  private var list: (name: String, isChosen: Bool)?

  init(_ html: String) {
    var isWithinForm = false
    for part in html.components(separatedBy: "<").dropFirst() {
      let tag = part.prefix { $0 != ">" }
      let name = String(tag.prefix { !$0.isWhitespace })
      if name == "/form" { isWithinForm = false }
      if name == "/select" { list = nil }
      guard let first = name.first, first.isLetter else { continue }
      let attributes = Self.attributes(tag.dropFirst(name.count))
      if name == "form" {
        isWithinForm = true
        forms.append(Form(action: attributes["action"] ?? "", method: attributes["method"] ?? ""))
      }
      elements.append(Element(name: name, attributes: attributes, form: isWithinForm ? forms.count - 1 : nil))
      if isWithinForm { fill(name, attributes) }
    }
  }

  private static func attributes(_ text: Substring) -> [String: String] {
    var attributes: [String: String] = [:]
    for match in text.matches(of: /([A-Za-z-]+)(?:="([^"]*)")?/) {
      attributes[String(match.1)] = match.2.map { plain(String($0)) } ?? ""
    }
    return attributes
  }

  private static func plain(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  private mutating func fill(_ name: String, _ attributes: [String: String]) {
    let (last, field) = (forms.count - 1, attributes["name"] ?? "")
    switch name {
    case "button": forms[last].buttons.append(attributes["type"] ?? "submit")
    case "select": list = (field, false)
    case "option":
      guard let list else { return }
      let value = (list.name, attributes["value"] ?? "")
      if !list.isChosen, forms[last].fields.last?.name != list.name || attributes["selected"] != nil {
        if forms[last].fields.last?.name == list.name { forms[last].fields.removeLast() }
        forms[last].fields.append(value)
        self.list?.isChosen = attributes["selected"] != nil
      }
    case "input":
      let isOff = attributes["type"] == "checkbox" && attributes["checked"] == nil
      if !isOff { forms[last].fields.append((field, attributes["value"] ?? "")) }
    default: break
    }
  }
}

extension PlainPage.Form {
  /// Where a form that asks leads.
  var address: String {
    let fields = fields.map { name, value in
      let value = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      return "\(name)=\(value)"
    }
    return "\(action)?\(fields.joined(separator: "&"))"
  }
}

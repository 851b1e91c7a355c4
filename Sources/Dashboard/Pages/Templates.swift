internal import Billing
internal import Mustache

/// The pages' templates, which travel in the binary.
enum Templates {
  private static let sources: [(name: String, bytes: [UInt8])] = [
    ("frame.html", PackageResources.frame_html_mustache),
    ("sign-in.html", PackageResources.sign_in_html_mustache),
    ("table.html", PackageResources.table_html_mustache),
    ("data.html", PackageResources.data_html_mustache),
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

/// Text as it must stand in HTML.
func escapedHTML(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

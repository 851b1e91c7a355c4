/// A name that a spreadsheet must not take for a formula: with `'` before it, as OWASP advises.
///
/// Figures never come here, so a credit's `-1.50` stays a number.
func csvSafe(_ text: String) -> String {
  guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return text }
  return "'" + text
}

/// A line of RFC 4180.
func csvLine(_ fields: [String]) -> String {
  fields.map { field in
    field.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
      ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
  }
  .joined(separator: ",") + "\n"
}

/// A name as an anchor's and a file's: a concept may have blanks and slashes in it.
func slug(_ name: String) -> String {
  var result = ""
  for scalar in name.unicodeScalars {
    let isKept = scalar.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains(scalar)
    result.unicodeScalars.append(isKept ? scalar : "-")
  }
  return result
}

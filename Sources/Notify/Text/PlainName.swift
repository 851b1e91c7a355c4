extension String {
  /// A name of somebody else's making as it may stand in a line of text: it can't begin a line, command a
  /// terminal, or turn what stands behind it around.
  ///
  /// Controls become their pictures; marks of direction and of no width become their code points, since a name
  /// that looks like another's is worse than an ugly one.
  var plainName: String {
    guard unicodeScalars.contains(where: \.isTreacherous) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      if !scalar.isTreacherous {
        result.unicodeScalars.append(scalar)
      } else if let picture = Unicode.Scalar(0x2400 + scalar.value), scalar.value < 0x20 {
        result.unicodeScalars.append(picture)
      } else {
        result += "U+\(String(scalar.value, radix: 16, uppercase: true))"
      }
    }
    return result
  }

  /// What ASCII has of it, with a `?` for each other character.
  var asciiName: String {
    String(plainName.map { $0.isASCII ? $0 : "?" })
  }
}

extension Unicode.Scalar {
  fileprivate var isTreacherous: Bool {
    switch properties.generalCategory {
    // Controls; marks of direction and joiners; ends of lines and of paragraphs; what no text has.
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
    default: false
    }
  }
}

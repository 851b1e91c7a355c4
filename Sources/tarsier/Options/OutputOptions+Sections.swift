internal import Listings

extension OutputOptions {
  /// Prints listings one below the other, or as one for scripts.
  func show(_ sections: Sections) throws {
    guard format.showsTotals else { return try show(sections.joined) }
    for (number, section) in sections.sections.enumerated() {
      let title = format == .markdown ? "**\(section.title)**\n\n" : "\(section.title)\n\n"
      try StandardStream.output.write((number > 0 ? "\n" : "") + title)
      try show(section.listing)
    }
  }
}

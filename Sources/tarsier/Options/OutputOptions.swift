internal import Listings
internal import ArgumentParser

/// How a command that lists something shows it.
struct OutputOptions: ParsableArguments {
  @Option(help: "How to show it.")
  var format = OutputFormat.table

  /// Prints a listing, and its notes on standard error.
  func show(_ listing: Listing) throws { try Self.show(listing, as: format) }

  static func show(_ listing: Listing, as format: OutputFormat) throws {
    try WrittenListing(listing, as: format).show()
  }
}

/// A listing as its command prints it.
struct WrittenListing {
  let text: [UInt8]
  var notes: [String] = []

  init(_ listing: Listing, as format: OutputFormat) {
    text = format.bytes(of: listing, on: .standardOutput)
    notes = listing.notes
  }

  init(text: String) { self.text = Array(text.utf8) }

  /// Prints the text, and the notes on standard error.
  func show() throws {
    try StandardStream.output.write(text)
    for note in notes { try StandardStream.error.write("note: \(visibleControls(note))\n") }
  }
}

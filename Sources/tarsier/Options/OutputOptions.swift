internal import Listings
internal import ArgumentParser

/// How a command that lists something shows it.
struct OutputOptions: ParsableArguments {
  @Option(help: "How to show it.")
  var format = OutputFormat.table

  /// Prints a listing, and its notes on standard error.
  func show(_ listing: Listing) throws { try Self.show(listing, as: format) }

  static func show(_ listing: Listing, as format: OutputFormat) throws {
    try StandardStream.output.write(format.bytes(of: listing, on: .standardOutput))
    for note in listing.notes { try StandardStream.error.write("note: \(visibleControls(note))\n") }
  }
}

internal import Listings
internal import ArgumentParser

/// An hour since 1970, from a date or a time; for `--from` and `--to`.
///
///     @Option(help: "…", transform: hourOption)
///     var from: Int?
func hourOption(_ text: String) throws -> Int {
  guard let time = WrittenTime(text) else {
    throw ValidationError("is no date or time; write one like 2026-10-31 or 2026-10-31T12:00:00Z")
  }
  guard time.seconds.isMultiple(of: 3600) else {
    throw ValidationError("lies within an hour; bills count whole hours, so write a full one")
  }
  return time.seconds / 3600
}

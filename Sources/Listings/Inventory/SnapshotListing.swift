internal import Billing
public import Inventory

/// What loading snapshots brought, as a listing.
public enum SnapshotListing {
  public static func listing(_ snapshots: [LoadedSnapshot]) -> Listing {
    var listing = Listing([
      .init("snapshot"), .init("taken_at"), .init("accounts", .count, detail: 2),
      .init("regions", .count, detail: 2), .init("answers", .count, detail: 1), .init("resources", .count),
      .init("new", .count), .init("changed", .count), .init("gone", .count), .init("status", detail: 3),
    ])
    listing.rows = Listing.Rows(snapshots) { snapshot in
      [
        .text(snapshot.path), .text(Civil.timeText(seconds: snapshot.takenAt)),
        .count(snapshot.accounts.count),
        .count(snapshot.regions.count), .count(snapshot.answers),
        .count(snapshot.resources.values.reduce(0, +)), .count(snapshot.new), .count(snapshot.changed),
        .count(snapshot.gone), .text(snapshot.status),
      ]
    }
    for snapshot in snapshots {
      listing.notes += snapshot.failures.map { failure in
        "\(failure.call) in \(failure.account)/\(failure.region) did not come whole: \(failure.reason)"
      }
      if !snapshot.unreadCalls.isEmpty {
        listing.notes.append("\(snapshot.path): not read: \(snapshot.unreadCalls.joined(separator: ", "))")
      }
    }
    return listing
  }
}

internal import Billing
internal import FoundationEssentials
internal import Glibc

/// A file in the folder of the month's reports.
public struct StoredReport: Sendable, Equatable {
  /// Its path below the folder, such as `2026-10.html` or `2026-10/statements/checkout.md`.
  public var name: String
  /// In bytes.
  public var size: Int
  /// In seconds since 1970.
  public var modifiedAt: Int
}

/// The files in the folder of the month's reports.
public enum StoredReports {
  /// What `report` writes, and nothing else that may lie there.
  public static let extensions = ["html", "md", "csv", "txt"]
  /// `reports/2026-10/statements/checkout.html` is as deep as they lie.
  private static let deepest = 3

  /// All of them, by name; none where there is no such folder.
  ///
  /// Links are left out, so that nothing outside the folder is ever listed.
  public static func all(in folder: String) -> [StoredReport] {
    files(in: folder, below: "", depth: 1).sorted { $0.name < $1.name }
  }

  private static func files(in folder: String, below prefix: String, depth: Int) -> [StoredReport] {
    guard depth <= deepest else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [StoredReport] in
      var information = stat()
      guard unsafe lstat("\(folder)/\(name)", &information) == 0 else { return [] }
      switch information.st_mode & S_IFMT {
      case S_IFDIR: return files(in: "\(folder)/\(name)", below: "\(prefix)\(name)/", depth: depth + 1)
      case S_IFREG where extensions.contains(name.split(separator: ".").last.map(String.init) ?? ""):
        return [
          StoredReport(
            name: prefix + name, size: Int(information.st_size), modifiedAt: Int(information.st_mtim.tv_sec))
        ]
      default: return []
      }
    }
  }
}

/// The files of reports as a listing.
public enum StoredReportListing {
  public static let columns: [Listing.Column] = [
    .init("name"), .init("size", .count), .init("modified_at"), .init("address"),
  ]

  /// - Parameter address: where a file is served, by its name.
  public static func listing(_ files: [StoredReport], address: (String) -> String) -> Listing {
    var listing = Listing(columns)
    listing.rows = Listing.Rows(files) { file in
      [
        .text(file.name), .count(file.size), .text(Civil.timeText(seconds: file.modifiedAt)),
        .text(address(file.name)),
      ]
    }
    return listing
  }
}

internal import FoundationEssentials

/// The manifest that AWS puts beside the parts of a Cost and Usage Report, of either version.
///
/// 1.0: https://docs.aws.amazon.com/cur/latest/userguide/cur-manifest.html
/// 2.0: https://docs.aws.amazon.com/cur/latest/userguide/dataexports-export-delivery.html
struct Manifest: Equatable {
  var path: String
  var reportName: String
  var periodStart: String
  var assembly: String
  /// The parts' keys in the bucket; they are matched to files by their ends.
  var parts: [String]

  private struct Content: Decodable {
    struct Period: Decodable { var start: String }
    // Version 1.0
    var assemblyId: String?
    var reportName: String?
    var billingPeriod: Period?
    var reportKeys: [String]?
    // Version 2.0
    var executionId: String?
    var exportArn: String?
    var dataFiles: [String]?
  }

  /// - Returns: nil where the file is no such manifest.
  init?(path: String) {
    guard FileKind(path) == .file, let data = FileManager.default.contents(atPath: path),
      let content = try? JSONDecoder().decode(Content.self, from: data)
    else { return nil }
    self.path = path
    if let assembly = content.assemblyId, let period = content.billingPeriod, let keys = content.reportKeys {
      reportName = content.reportName ?? ""
      periodStart = period.start
      self.assembly = assembly
      parts = keys
    } else if let execution = content.executionId, let files = content.dataFiles {
      reportName = content.exportArn ?? ""
      periodStart = Self.period(of: files.first ?? "")
      assembly = execution
      parts = files
    } else {
      return nil
    }
  }

  /// The folder `BILLING_PERIOD=2026-04` in the address of a part.
  private static func period(of part: String) -> String {
    part.split(separator: "/").first { $0.hasPrefix("BILLING_PERIOD=") }.map(String.init) ?? ""
  }

  /// When it was delivered, as ISO 8601; nil where it says nothing of that, as version 1.0 never does.
  ///
  /// Data exports that keep every delivery put each into a folder named by its time and its execution:
  /// `2026-04-16T15:24:15.653Z-04e9e487-…`.
  var delivered: String? {
    guard let folder = parts.first.flatMap(Self.folderName), folder.hasSuffix("-\(assembly)") else {
      return nil
    }
    return Timestamp.seconds(folder.dropLast(assembly.count + 1)).map { Civil.timeText(seconds: $0) }
  }

  /// Finds the parts among files, by base name, and by folder where a name stands more than once.
  func delivery(among files: [String]) throws -> Delivery {
    let found = try parts.map { part in
      let name = Self.baseName(part)
      let named = files.filter { Self.baseName($0) == name }
      let inFolder = named.filter { Self.folderName($0) == Self.folderName(part) }
      guard let file = inFolder.first ?? named.first else { throw Problem.missingPart(part, manifest: path) }
      return BillReader.Input(path: file, name: file)
    }
    return Delivery(files: found, manifest: path, delivered: delivered)
  }

  static func baseName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func folderName(_ path: String) -> String? {
    path.split(separator: "/").dropLast().last.map(String.init)
  }
}

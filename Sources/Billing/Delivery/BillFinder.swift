internal import FoundationEssentials
internal import Glibc

/// Finds what is a bill under the paths that a user names: files, manifests and folders.
public struct BillFinder {
  public private(set) var deliveries: [Delivery] = []
  public private(set) var leftOut: [LeftOut] = []

  /// - Parameter assumed: values for columns that files may lack, as for the reader.
  public init(paths: [String], assumed: [String: String] = [:]) throws {
    var loose: [BillReader.Input] = []
    for path in paths {
      guard let kind = FileKind(path) else { throw Problem.cannotRead(path, ENOENT) }
      if kind == .folder {
        loose += try walk(path, assumed)
      } else if kind != .file {
        throw Problem.notAFile(path, isPipe: kind == .pipe)
      } else if let manifest = path.hasSuffix(".json") ? Manifest(path: path) : nil {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
          separator: "/")
        deliveries.append(try manifest.delivery(among: Self.files(under: folder.isEmpty ? "." : folder)))
      } else {
        loose.append(BillReader.Input(path: path, name: path))
      }
    }
    let distinct = withoutRepeats(loose)
    if !distinct.isEmpty { deliveries.append(Delivery(files: distinct, manifest: nil)) }
    if deliveries.isEmpty { throw Problem.noBills(paths, leftOut) }
  }

  /// Takes the manifests of a folder with their parts.
  ///
  /// - Returns: the loose bills beside them.
  private mutating func walk(_ folder: String, _ assumed: [String: String]) throws -> [BillReader.Input] {
    let files = Self.files(under: folder)
    var newest: [String: Manifest] = [:]
    var covered: Set<String> = []
    // AWS puts the newest delivery's manifest into the period's folder and every delivery's into its own,
    // so the shortest path of a period names the bill.
    let manifests = files.filter { $0.hasSuffix(".json") }.compactMap { Manifest(path: $0) }
    for manifest in manifests.sorted(by: { ($0.path.count, $0.path) < ($1.path.count, $1.path) }) {
      covered.insert(manifest.path)
      let name = "\(manifest.reportName) \(manifest.periodStart)"
      if newest[name] == nil { newest[name] = manifest }
      let isOld = newest[name]?.assembly != manifest.assembly
      if let delivery = try? manifest.delivery(among: files), isOld {
        covered.formUnion(delivery.files.map(\.path))
        leftOut.append(LeftOut(path: manifest.path, reason: "is an older delivery of the same month"))
      }
    }
    for manifest in newest.values.sorted(by: { $0.path < $1.path }) {
      let delivery = try manifest.delivery(among: files)
      covered.formUnion(delivery.files.map(\.path))
      deliveries.append(delivery)
    }
    var loose: [BillReader.Input] = []
    for file in files where !covered.contains(file) {
      if let reason = Self.reasonAgainst(file, assumed) {
        leftOut.append(LeftOut(path: file, reason: reason))
      } else {
        loose.append(BillReader.Input(path: file, name: file))
      }
    }
    return loose
  }

  /// Why a file of a folder is no bill; nil where it is one.
  private static func reasonAgainst(_ path: String, _ assumed: [String: String]) -> String? {
    guard [".csv", ".gz", ".zip"].contains(where: path.hasSuffix) else {
      return "is neither .csv nor .gz nor .zip"
    }
    do {
      _ = try FileReduction.layout(path, name: path, assumed: assumed)
      return nil
    } catch {
      return (error as? Problem)?.what ?? "\(error)"
    }
  }

  /// Leaves out files with the same bytes as one before them: the same content counts once.
  private mutating func withoutRepeats(_ inputs: [BillReader.Input]) -> [BillReader.Input] {
    var kept: [BillReader.Input] = []
    for input in inputs {
      if let twin = kept.first(where: { Self.isSame($0.path, input.path) }) {
        leftOut.append(LeftOut(path: input.path, reason: "has the same content as \(twin.path)"))
      } else {
        kept.append(input)
      }
    }
    return kept
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    size(a) == size(b) && FileManager.default.contentsEqual(atPath: a, andPath: b)
  }

  private static func size(_ path: String) -> Int {
    var information = stat()
    return unsafe stat(path, &information) == 0 ? Int(information.st_size) : -1
  }

  /// All files below a folder, in the order of their paths; hidden ones are passed over.
  private static func files(under folder: String) -> [String] {
    let root = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    // The dot makes it follow a link to a folder.
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/.")) ?? []
    return names.sorted().filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
      .map { "\(root)/\($0)" }
      .filter { path in
        let kind = FileKind(path)
        return kind != nil && kind != .folder
      }
  }
}

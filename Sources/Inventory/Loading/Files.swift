internal import FoundationEssentials

/// Looks into folders; hidden files are passed over, and names come in order.
enum Files {
  static func names(in path: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  /// The files of an ending, by the resource that their names are made of.
  ///
  /// A `/` in a resource's name stands as `%2F` in its file's.
  static func named(_ ending: String, in path: String) -> [(resource: String, path: String)] {
    names(in: path).filter { $0.hasSuffix(ending) }.map { name in
      let stem = String(name.dropLast(ending.count))
      return (stem.replacing("%2F", with: "/").replacing("%25", with: "%"), "\(path)/\(name)")
    }
  }
}

/// Makes names of files from names of owners, each once.
struct FileNames {
  private var known: Set<String> = []

  /// The owner's name as a file's; two owners whose names make the same one are told apart by a number.
  mutating func name(for owner: String) -> String {
    // A file's name has 255 bytes, and a letter up to four.
    let base = String(slug(owner.isEmpty ? "(none)" : owner).prefix(60))
    var name = base
    var number = 2
    // Some file systems take `Voting` and `voting` for one name.
    while !known.insert(name.lowercased()).inserted {
      name = "\(base)-\(number)"
      number += 1
    }
    return name
  }
}

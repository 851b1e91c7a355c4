/// What a report was made from, and by what: the same gives the same bytes again.
public struct ReportOrigin: Sendable, Equatable {
  /// A file by its base name, and what tells its content from any other.
  public struct Source: Sendable, Equatable {
    public var name: String
    public var digest: String

    public init(name: String, digest: String) {
      self.name = name
      self.digest = digest
    }
  }

  public var version: String
  /// The file of the concepts.
  public var mapping: Source?
  public var files: [Source]

  public init(version: String, mapping: Source?, files: [Source]) {
    self.version = version
    self.mapping = mapping
    self.files = files
  }

  /// One sentence for the method, and one for each file.
  var sentences: [String] {
    let concepts = mapping.map { "the concepts of \($0.name) (digest \($0.digest))" } ?? "no concepts"
    return ["Made by Tarsier \(version) with \(concepts)."]
      + files.map { "Read from \($0.name) (digest \($0.digest))." }
  }
}

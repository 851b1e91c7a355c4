internal import Billing
internal import Ledger

/// Finds resources in the documents that the ledger keeps, without making the tables of any type.
///
/// A page lists fifty of as many thousand; what it shows of them is read for these alone.
public struct ResourceSearch: Sendable, Equatable {
  /// What the id, the ARN, the name or a tag's value must hold, in any case; nil for everything.
  public var text: String?
  public var type: String?
  public var account: String?
  public var region: String?

  public init(text: String? = nil, type: String? = nil, account: String? = nil, region: String? = nil) {
    self.text = text
    self.type = type
    self.account = account
    self.region = region
  }

  /// Whether this type, account and region are searched.
  fileprivate func includes(_ type: String, _ account: String, _ region: String) -> Bool {
    self.type.map { $0 == type } ?? true && self.account.map { $0 == account } ?? true
      && self.region.map { $0 == region } ?? true
  }

  /// How many resources of one type there are in an account and region.
  public struct Count: Sendable, Equatable {
    public var type: String
    public var account: String
    public var region: String
    public var resources: Int
  }
}

extension InventoryView {
  /// How many resources there are, by type, account and region, in the order of these.
  public func resourceCounts() throws -> [ResourceSearch.Count] {
    var counts: [ResourceSearch.Count] = []
    try ledger.database.query(
      """
      \(Self.searched)
      SELECT found.type, found.account, found.region, count(*) FROM found
      JOIN resource r ON r.scope_id = found.scope AND r.type = found.type
      JOIN resource_version v ON v.resource = r.id
        AND v.seen_from <= found.at AND (v.seen_before IS NULL OR v.seen_before > found.at)
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """, [text(places(ResourceSearch()))]
    ) { row in
      counts.append(
        ResourceSearch.Count(
          type: row.text(0) ?? "", account: row.text(1) ?? "", region: row.text(2) ?? "",
          resources: row.integer(3)))
    }
    return counts
  }

  /// The resources that a search finds, some of them, in the order of type, account, region and id.
  ///
  /// - Parameter counts: what `resourceCounts` gave; without text, only the places of `range` are then looked into.
  /// - Returns: how many there are in all, and those of `range`, without the columns of their types.
  public func resources(
    _ search: ResourceSearch, _ range: Range<Int>, of counts: [ResourceSearch.Count]? = nil
  ) throws -> (count: Int, resources: [KnownResource]) {
    guard let counts, search.text == nil else { return try resources(search, places(search), range) }
    var needed: Set<[String]> = []
    var (before, first) = (0, range.lowerBound)
    for count in counts where search.includes(count.type, count.account, count.region) {
      let here = before..<(before + count.resources)
      before = here.upperBound
      if here.overlaps(range) {
        if needed.isEmpty { first = range.lowerBound - here.lowerBound }
        needed.insert([count.type, count.account, count.region])
      }
    }
    guard !needed.isEmpty else { return (before, []) }
    let places = places(search).filter { needed.contains([$0.type.name, $0.scope.account, $0.scope.region]) }
    return (before, try resources(search, places, first..<(first + range.count)).resources)
  }

  private func resources(
    _ search: ResourceSearch, _ places: [Place], _ range: Range<Int>
  ) throws -> (count: Int, resources: [KnownResource]) {
    var found: [KnownResource] = []
    var count = 0
    try ledger.database.query(
      """
      \(Self.searched),
      hit AS MATERIALIZED (
        SELECT found.place, r.resource_id, v.resource, v.seen_from FROM found
        JOIN resource r ON r.scope_id = found.scope AND r.type = found.type
        JOIN resource_version v ON v.resource = r.id
          AND v.seen_from <= found.at AND (v.seen_before IS NULL OR v.seen_before > found.at)
        \(search.text == nil ? "" : Self.condition)
      ),
      shown AS (SELECT * FROM hit ORDER BY place, resource_id LIMIT ?4 OFFSET ?5)
      SELECT found.type, found.account, found.region, s.resource_id, json_extract(v.document, '$.arn'),
        json_extract(v.document, '$.name'),
        coalesce((\(Self.detailTags)), iif(found.is_complete, '{}', json_extract(v.document, '$.tags'))),
        (SELECT count(*) FROM hit)
      FROM shown s JOIN found ON found.place = s.place
      JOIN resource_version v ON v.resource = s.resource AND v.seen_from = s.seen_from
      ORDER BY s.place, s.resource_id
      """,
      [
        text(places), SQLValue(search.text.map { Self.pattern($0) }),
        // Within a document the text stands as JSON writes it.
        SQLValue(search.text.map { Self.pattern(String(TagMap.quoted($0).dropFirst().dropLast())) }),
        SQLValue(range.count), SQLValue(range.lowerBound),
      ]
    ) { row in
      count = row.integer(7)
      found.append(
        KnownResource(
          type: row.text(0) ?? "", account: row.text(1) ?? "", region: row.text(2) ?? "",
          id: row.text(3) ?? "", arn: row.text(4), name: row.text(5), tags: row.text(6).map(TagMap.read),
          values: []))
    }
    return (count, found)
  }

  /// One resource with the columns of its type; nil where there is none of that name.
  public func resource(type: String, account: String, region: String, id: String) throws -> KnownResource? {
    guard let known = ResourceCatalog.type(named: type) else { return nil }
    let here = scopes.filter { $0.account == account && $0.region == region }
    guard let scope = here.first(where: { $0.call == known.call }) else { return nil }
    var names: [String] = []
    try ledger.database.query(
      """
      SELECT r.resource_id, json_extract(v.document, '$.arn')
      FROM resource r JOIN resource_version v ON v.resource = r.id
        AND v.seen_from <= ?4 AND (v.seen_before IS NULL OR v.seen_before > ?4)
      WHERE r.scope_id = ?1 AND r.type = ?2 AND r.resource_id = ?3
      """, [.integer(scope.id), .text(type), .text(id), SQLValue(scope.takenAt)]
    ) { names = [$0.text(0), $0.text(1)].compactMap(\.self) }
    guard !names.isEmpty else { return nil }
    try ledger.database.execute("PRAGMA temp_store = MEMORY")
    try TableBuilder(
      database: ledger.database, type: known, scopes: here, wanted: [known.table], only: names
    ).build()
    return try rows(of: known).first
  }

  /// Where resources of a type are listed.
  private typealias Place = (type: ResourceType, scope: Scope)

  /// The places to look in, in the order of type, account and region.
  private func places(_ search: ResourceSearch) -> [Place] {
    scopes.flatMap { scope -> [Place] in
      ResourceCatalog.types(listedBy: scope.call)
        .filter { search.includes($0.name, scope.account, scope.region) }
        .map { ($0, scope) }
    }.sorted { a, b in
      (a.type.name, a.scope.account, a.scope.region) < (b.type.name, b.scope.account, b.scope.region)
    }
  }

  /// Places as JSON, each with the scope of the detail that brings its tags.
  private func text(_ places: [Place]) -> SQLValue {
    .text("[\(places.map(place(of:in:)).joined(separator: ","))]")
  }

  private func place(of type: ResourceType, in scope: Scope) -> String {
    let detail = type.details.first(where: \.bringsTags)
    let own = detail.flatMap { detail in
      scopes.first {
        $0.call == detail.call && $0.account == scope.account && $0.region == scope.region
      }
    }
    let texts = [type.name, scope.account, scope.region].map(TagMap.quoted)
    let beside =
      if let detail, let own {
        ["\(own.id)", TagMap.quoted(detail.name), "\(own.takenAt)", detail.leavesOutUntagged ? "1" : "0"]
      } else {
        ["null", "null", "null", "0"]
      }
    return "[\((texts + ["\(scope.id)", "\(scope.takenAt)"] + beside).joined(separator: ","))]"
  }

  private static let searched = """
    WITH found AS MATERIALIZED (
      SELECT key AS place, value ->> 0 AS type, value ->> 1 AS account, value ->> 2 AS region, value ->> 3 AS scope,
        value ->> 4 AS at, value ->> 5 AS detail_scope, value ->> 6 AS detail, value ->> 7 AS detail_at,
        value ->> 8 AS is_complete
      FROM json_each(?1)
    )
    """

  /// Where the text stands: in the id, the ARN, the name or a tag's value.
  ///
  /// Most documents do not hold it at all, and are not looked into.
  private static let condition = """
    WHERE r.resource_id LIKE ?2 ESCAPE '\\'
      OR (v.document LIKE ?3 ESCAPE '\\' AND (
        json_extract(v.document, '$.arn') LIKE ?2 ESCAPE '\\'
        OR json_extract(v.document, '$.name') LIKE ?2 ESCAPE '\\'
        OR EXISTS (SELECT 1 FROM json_each(v.document, '$.tags') t WHERE t.value LIKE ?2 ESCAPE '\\')))
      OR (found.detail_scope IS NOT NULL AND EXISTS (
        SELECT 1 FROM json_each((\(detail("dv.document", of: "r.resource_id"))), '$.tags') t WHERE t.value LIKE ?2 ESCAPE '\\'))
    """

  private static let detailTags = detail("json_extract(dv.document, '$.tags')", of: "s.resource_id")

  /// Something of the record that a detail has of a resource, by its id or its ARN.
  private static func detail(_ what: String, of id: String) -> String {
    """
    SELECT \(what) FROM resource d JOIN resource_version dv ON dv.resource = d.id
      AND dv.seen_from <= found.detail_at AND (dv.seen_before IS NULL OR dv.seen_before > found.detail_at)
    WHERE found.detail_scope IS NOT NULL AND d.scope_id = found.detail_scope AND d.type = found.detail
      AND d.resource_id IN (\(id), json_extract(v.document, '$.arn'))
    """
  }

  /// What `LIKE` takes for a text within another.
  private static func pattern(_ text: String) -> String {
    var pattern = "%"
    for scalar in text.unicodeScalars {
      if "\\%_".unicodeScalars.contains(scalar) { pattern += "\\" }
      pattern.unicodeScalars.append(scalar)
    }
    return pattern + "%"
  }
}

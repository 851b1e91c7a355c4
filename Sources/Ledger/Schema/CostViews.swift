internal import Billing

/// The views through which a stock `sqlite3` reads bills and costs.
///
/// A figure too wide for a 64-bit integer is kept as sign, 19 whole digits and 30 decimals, so that plain
/// SQL can cut it, and a day's can be added up in three parts.
enum CostViews {
  static let all = [bills, rejects, hourlyUnits, hourly, dailyUnits, daily].joined(separator: "\n")

  private static let measures = Measure.allCases.map(\.rawValue)

  private static let bills = """
    CREATE VIEW bills AS
    SELECT billing_account || '/' || period AS bill, format, providers, billing_account, period,
      t.rows, t.charges, t.total AS billed_cost, t.currency, is_estimated AS estimated, imported_at
    FROM bill JOIN bill_total t ON t.bill_id = bill.id AND t.measure = 'billed';
    """

  private static let rejects = """
    CREATE VIEW rejects AS
    SELECT b.billing_account || '/' || b.period AS bill, r.file, r.line, r.column, r.value, r.reason, r.billed, r.text
    FROM reject r JOIN bill b ON b.id = r.bill_id;
    """

  /// The cells of all blocks.
  ///
  /// The two halves keep SQLite from copying whole blocks into its sorter.
  private static let hourlyUnits = """
    CREATE VIEW hourly_units AS
    SELECT s.bill_id, s.id AS series_id, s.combination_id, 0 AS member, s.first_hour + k.i AS hour,
      \(measures.map(units).joined(separator: ",\n  "))
    FROM series s CROSS JOIN cell k
    WHERE k.i < s.n AND s.hours_w IS NULL AND s.hours IS NULL
    UNION ALL
    SELECT s.bill_id, s.id, s.combination_id,
      coalesce(CAST(substr(s.member, s.member_w * k.i + 1, s.member_w) AS INTEGER), 0),
      s.first_hour + CAST(substr(s.hours, s.hours_w * k.i + 1, s.hours_w) AS INTEGER),
      \(measures.map(units).joined(separator: ",\n  "))
    FROM series s CROSS JOIN cell k
    WHERE k.i < s.n AND s.hours_w IS NOT NULL
    UNION ALL
    SELECT s.bill_id, s.id, s.combination_id, 0, s.first_hour + k.i,
      \(measures.map(units).joined(separator: ",\n  "))
    FROM series s CROSS JOIN cell k
    WHERE k.i < s.n AND s.hours_w IS NULL AND s.hours IS NOT NULL AND substr(s.hours, k.i + 1, 1) = x'31';
    """

  private static func units(_ m: String) -> String {
    let billed = m == "billed" ? "NULL" : integer("billed")
    let billedWide = m == "billed" ? "NULL" : wide("billed")
    return """
      CASE WHEN s.\(m)_w IS NULL THEN NULL WHEN s.\(m)_w = -1 THEN \(billed) ELSE \(integer(m)) END AS \(m)_units,
        CASE WHEN s.\(m)_w = -1 THEN \(billedWide) ELSE \(wide(m)) END AS \(m)_wide
      """
  }

  private static func integer(_ m: String) -> String {
    "s.\(m)_base + coalesce(CAST(substr(s.\(m), s.\(m)_w * k.i + 1, s.\(m)_w) AS INTEGER), 0)"
  }

  private static func wide(_ m: String) -> String {
    "iif(s.\(m)_base IS NULL AND s.\(m)_w = 50, CAST(substr(s.\(m), 50 * k.i + 1, 50) AS TEXT), NULL)"
  }

  private static let dimensions = Dimension.allCases.filter { $0 != .resource }.map { dimension in
    switch dimension {
    case .billingAccount: "b.billing_account"
    case .billingPeriod: "b.period AS billing_period"
    default: "c.\(dimension.rawValue)"
    }
  }.joined(separator: ", ")

  /// What a member's name is: the prefix and the rest; stock SQLite takes no part of an empty blob.
  private static func name(_ column: String) -> String {
    let start = "CAST(substr(m.\(column)_at, m.\(column)_w * u.member + 1, m.\(column)_w) AS INTEGER)"
    let end = "CAST(substr(m.\(column)_at, m.\(column)_w * (u.member + 1) + 1, m.\(column)_w) AS INTEGER)"
    return """
      nullif(CAST(m.\(column)_prefix || coalesce(substr(m.\(column)_rest, \(start) + 1,
          \(end) - \(start)), '') AS TEXT), '')
      """
  }

  private static let resource = name("resource")

  private static let tags = """
    CASE WHEN m.own_w IS NULL THEN c.tags ELSE json_patch(coalesce(c.tags, '{}'),
        coalesce(\(name("own")), '{}')) END
    """

  private static let joins = """
    JOIN bill b ON b.id = u.bill_id
    JOIN combination c ON c.id = u.combination_id
    JOIN member m ON m.series_id = u.series_id
    """

  private static let hourly = """
    CREATE VIEW hourly_costs AS
    SELECT b.billing_account || '/' || b.period AS bill,
      strftime('%Y-%m-%dT%H:00:00Z', u.hour * 3600, 'unixepoch') AS hour,
      \(dimensions), \(resource) AS resource, \(tags) AS tags, c.cost_categories,
      \(measures.map { "\(text($0, wide: "\(wideText($0))")) AS \($0), u.\($0)_units" }.joined(separator: ",\n  ")),
      b.scale, b.usage_scale
    FROM hourly_units u
    \(joins);
    """

  private static func scale(_ m: String) -> String { m == "usage" ? "b.usage_scale" : "b.scale" }

  /// Units as decimal text.
  ///
  /// 10^scale comes from a literal, as stock SQLite may lack `pow`.
  private static func text(_ m: String, wide: String) -> String {
    let unit = "CAST('1' || substr('000000000000000000', 1, \(scale(m))) AS INTEGER)"
    let units = "u.\(m)_units"
    return """
      CASE WHEN \(units) IS NULL THEN \(wide) WHEN \(scale(m)) = 0 THEN CAST(\(units) AS TEXT)
        ELSE iif(\(units) < 0, '-', '') || (abs(\(units)) / \(unit)) || '.'
          || substr('000000000000000000' || (abs(\(units)) % \(unit)), -\(scale(m))) END
      """
  }

  private static func wideText(_ m: String) -> String {
    """
    ltrim(substr(u.\(m)_wide, 1, 1), '+') || CAST(substr(u.\(m)_wide, 2, 19) AS INTEGER)
          || iif(\(scale(m)) = 0, '', '.' || substr(u.\(m)_wide, 21, \(scale(m))))
    """
  }

  /// A day's sums: units in two parts, since a day's may not fit an integer where its hours' do; wide figures
  /// in three: whole, and twice fifteen decimals.
  private static let dailyUnits = """
    CREATE VIEW daily_units AS
    SELECT bill_id, series_id, combination_id, member, hour / 24 AS day,
      \(measures.map { m in
        """
        CASE WHEN count(\(m)_wide) = 0 AND abs(sum(\(m)_units / 1000000000)) < 9223372000
              THEN sum(\(m)_units / 1000000000) * 1000000000 + sum(\(m)_units % 1000000000) END AS \(m)_units,
            sum(\(m)_units / 1000000000) AS \(m)_upper, sum(\(m)_units % 1000000000) AS \(m)_lower,
            sum(CAST(substr(\(m)_wide, 1, 20) AS INTEGER)) AS \(m)_whole,
            sum(CAST(substr(\(m)_wide, 1, 1) || substr(\(m)_wide, 21, 15) AS INTEGER)) AS \(m)_high,
            sum(CAST(substr(\(m)_wide, 1, 1) || substr(\(m)_wide, 36, 15) AS INTEGER)) AS \(m)_low
        """
      }.joined(separator: ",\n  "))
    FROM hourly_units
    GROUP BY series_id, member, hour / 24;
    """

  private static let daily = """
    CREATE VIEW daily_costs AS
    SELECT b.billing_account || '/' || b.period AS bill, date(u.day * 86400, 'unixepoch') AS day,
      \(dimensions), \(resource) AS resource, \(tags) AS tags, c.cost_categories,
      \(measures.map { "\(text($0, wide: dailyLongText($0))) AS \($0), u.\($0)_units" }.joined(separator: ",\n  ")),
      b.scale, b.usage_scale
    FROM daily_units u
    \(joins);
    """

  private static func dailyLongText(_ m: String) -> String {
    "CASE WHEN u.\(m)_whole IS NULL THEN \(dailyUnitText(m)) ELSE \(dailyWideText(m)) END"
  }

  /// The two sums of units, which together have at least 19 digits, as one decimal text.
  private static func dailyUnitText(_ m: String) -> String {
    """
    (SELECT iif(negative, '-', '') || substr(digits, 1, length(digits) - \(scale(m)))
          || iif(\(scale(m)) = 0, '', '.' || substr(digits, -\(scale(m))))
        FROM (SELECT u.\(m)_upper < 0 AS negative, (abs(u.\(m)_upper) + floored)
            || substr('000000000' || (iif(u.\(m)_upper < 0, -1, 1) * u.\(m)_lower - floored * 1000000000), -9) AS digits
          FROM (SELECT iif(u.\(m)_upper < 0, -1, 1) * u.\(m)_lower / 1000000000
            - (iif(u.\(m)_upper < 0, -1, 1) * u.\(m)_lower % 1000000000 < 0) AS floored)))
    """
  }

  /// The three sums as one decimal text: made positive first, then carried from the right.
  private static func dailyWideText(_ m: String) -> String {
    let whole = "u.\(m)_whole"
    let high = "u.\(m)_high"
    let low = "u.\(m)_low"
    let carried = "(\(high) + \(floorDivided(low)))"
    let zeros = String(repeating: "0", count: 15)
    return """
      (SELECT iif(negative, '-', '') || (w + \(floorDivided("(h + \(floorDivided("l")))"))) || iif(\(scale(m)) = 0, '', '.'
          || substr(substr('\(zeros)' || \(remainder("(h + \(floorDivided("l")))")), -15)
            || substr('\(zeros)' || \(remainder("l")), -15), 1, \(scale(m))))
        FROM (SELECT negative, iif(negative, -1, 1) * \(whole) AS w, iif(negative, -1, 1) * \(high) AS h,
            iif(negative, -1, 1) * \(low) AS l
          FROM (SELECT \(whole) + \(floorDivided(carried)) < 0 AS negative)))
      """
  }

  /// Division by 10^15 that rounds down, and what it leaves; SQLite's own rounds towards zero.
  private static func floorDivided(_ x: String) -> String {
    "(\(x) / 1000000000000000 - (\(x) % 1000000000000000 < 0))"
  }

  private static func remainder(_ x: String) -> String {
    "((\(x) % 1000000000000000 + 1000000000000000) % 1000000000000000)"
  }
}

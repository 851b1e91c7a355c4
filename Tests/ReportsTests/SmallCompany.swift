import Allocation
import Billing
import Reports

/// A small company's September and October 2026, made up hour by hour, and its answers to questions.
///
/// It runs a voting app for television audiences: on show nights the fleet grows from 30 nodes to 300.
struct SmallCompany {
  struct Charge {
    var period: String
    var day: Int
    var hour: Int
    var dimensions: [String: String]
    var amount: Amount
    var currency = "USD"
  }

  /// Both months, made once for all tests.
  static let agora = SmallCompany()

  var charges: [Charge] = []

  /// Show nights are Saturdays, from 19:00 to 23:00, and the final on the last Friday.
  init(months: [Int] = [9, 10]) {
    var random: UInt64 = 42
    for month in months {
      let days = month == 9 ? 30 : 31
      let firstSaturday = month == 9 ? 5 : 3
      for day in 1...days {
        for hour in 0..<24 {
          let isShow = hour >= 19 && (day - firstSaturday) % 7 == 0 && day >= firstSaturday
          let isFinal = month == 10 && day == 30 && hour >= 18
          let awake = (8...22).contains(hour)
          let fleet: Int128 = isFinal ? 340 : isShow ? 300 + Int128(hour) : awake ? 34 : 26
          for line in Self.lines(fleet: fleet, month: month, day: day) {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Int128(random >> 33) % 9_000_011
            charges.append(
              Charge(
                period: "2026-\(month < 10 ? "0" : "")\(month)", day: day, hour: hour,
                dimensions: line.dimensions,
                amount: Amount(units: line.cents * 100_000_000 + noise * line.cents, scale: 10)))
          }
        }
      }
    }
    if months.contains(10) { charges.append(Self.credit) }
  }

  private static let credit = Charge(
    period: "2026-10", day: 31, hour: 0,
    dimensions: [
      "service": "AWS Support (Business)", "account": "111111111111", "charge_category": "Credit",
      "charge_type": "Credit",
    ],
    amount: Amount(units: -4_000_000_000_000, scale: 10))

  private static func lines(
    fleet: Int128, month: Int, day: Int
  ) -> [(dimensions: [String: String], cents: Int128)] {
    func line(
      _ service: String, _ account: String, _ region: String, _ resource: String?, _ team: String?,
      _ cents: Int128
    ) -> (dimensions: [String: String], cents: Int128) {
      var dimensions = [
        "service": service, "account": account, "region": region, "charge_category": "Usage",
        "charge_type": "Usage",
      ]
      dimensions["resource"] = resource
      dimensions["team"] = team
      dimensions["tag:team"] = team
      return (dimensions, cents)
    }
    let production = "111111111111"
    let development = "222222222222"
    var lines = [
      line(
        "Amazon Elastic Compute Cloud", production, "eu-west-1", "i-0f1ee7000000\(day % 7)", "voting",
        fleet * 38),
      line("Amazon Elastic Compute Cloud", production, "eu-west-1", "i-0a11ce00000000", "platform", 84),
      line(
        "Elastic Load Balancing", production, "eu-west-1", "app/vote/50dc6c495c0c9188", "voting", fleet * 3),
      line("Amazon Relational Database Service", production, "eu-west-1", "vote-db", "voting", 96),
      line("Amazon ElastiCache", production, "eu-west-1", "vote-cache", "voting", 38),
      line("Amazon CloudFront", production, "global", "E2QWRUHAPOMQZL", "growth", fleet * 2),
      line("Amazon Simple Storage Service", production, "eu-west-1", "agora-media", "growth", 12),
      line("AWS Data Transfer", production, "eu-west-1", nil, nil, fleet),
      line("AmazonCloudWatch", production, "eu-west-1", nil, nil, 7),
      line("Amazon Elastic Compute Cloud", development, "eu-west-1", "i-0dead000000000", "platfrom", 21),
      line("Amazon Elastic Compute Cloud", development, "eu-west-1", "vol-0left0behind01", nil, 3),
    ]
    if month == 10, day > 6 {
      lines.append(
        line("Amazon Elastic Compute Cloud", development, "us-east-1", "i-0b0a7000000001", "platform", 77))
      lines.append(
        line(
          "Amazon Elastic Compute Cloud", development, "ap-southeast-2", "i-0b0a7000000002", "platform", 91))
    }
    return lines
  }

  /// What a ledger with these charges answers.
  func answer(_ question: CostQuestion) -> CostAnswer {
    struct Key: Hashable {
      var values: [String?]
      var start: String?
      var currency: String
    }
    var sums: [Key: Amount] = [:]
    for charge in charges where question.filters.allSatisfy({ holds($0, charge) }) {
      let key = Key(
        values: question.by.map { charge.dimensions[$0] }, start: start(charge, question.per),
        currency: charge.currency)
      sums[key, default: .zero] += charge.amount
    }
    var rows = sums.map { CostRow(values: $0.values, periodStart: $0.start, amount: $1, unit: $0.currency) }
    rows.sort { a, b in
      if a.periodStart != b.periodStart { return (a.periodStart ?? "") < (b.periodStart ?? "") }
      if a.amount != b.amount { return a.amount > b.amount }
      return a.values.map { $0 ?? "" }.lexicographicallyPrecedes(b.values.map { $0 ?? "" })
    }
    if let top = question.top, rows.count > top {
      let rest = rows.dropFirst(top).reduce(Amount.zero) { $0 + $1.amount }
      let names: [String?] = question.by.map { _ in "Others" }
      rows = rows.prefix(top) + [CostRow(values: names, periodStart: nil, amount: rest, unit: "USD")]
    }
    return CostAnswer(
      dimensions: question.by, per: question.per, metric: question.metric, rows: CostRows(rows), notes: [])
  }

  private func holds(_ filter: Filter, _ charge: Charge) -> Bool {
    let value = filter.dimension == "billing_period" ? charge.period : charge.dimensions[filter.dimension]
    // The patterns of reports need no more than the standard library's.
    if filter.comparison == .matches, let pattern = try? Regex(filter.values[0]) {
      return (value ?? "").firstMatch(of: pattern) != nil
    }
    return filter.values.contains(value ?? "") == (filter.comparison == .equal)
  }

  private func start(_ charge: Charge, _ per: CostQuestion.Per) -> String? {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(charge.period)-\(padded(charge.day))"
    return switch per {
    case .month: charge.period
    case .day: day
    case .hour: "\(day)T\(padded(charge.hour)):00:00Z"
    default: nil
    }
  }
}

extension CostRows {
  fileprivate init(_ rows: [CostRow]) {
    let scale = rows.map(\.amount.scale).max() ?? 0
    self.init(
      groups: rows.map { Group(values: $0.values, unit: $0.unit) }, slices: rows.map(\.periodStart),
      sums: rows.enumerated().map { index, row in
        Sum(group: Int32(index), slice: Int32(index), units: row.amount.scaled(to: scale).units)
      }, scale: scale)
  }
}

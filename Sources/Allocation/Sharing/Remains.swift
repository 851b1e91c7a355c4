internal import Billing

/// What shares could not divide, because nothing had any weight.
final class Remains {
  private struct Key: Hashable {
    var concept: String
    var share: Place
    var month: String
    var currency: String
  }

  private struct Remainder {
    var key: Key
    var share: CostShare
    var amount = Amount.zero
    var hours: Set<Int> = []
  }

  private var remainders: [Remainder] = []
  private var numbers: [Key: Int] = [:]

  func number(concept: String, share: CostShare, month: String, currency: String) -> Int {
    let key = Key(concept: concept, share: share.place, month: month, currency: currency)
    if let known = numbers[key] { return known }
    numbers[key] = remainders.count
    remainders.append(Remainder(key: key, share: share))
    return remainders.count - 1
  }

  func add(_ number: Int, _ amount: Amount, hour: Int) {
    remainders[number].amount += amount
    remainders[number].hours.insert(hour)
  }

  /// What to tell of them.
  func notes(_ measure: Measure) -> [String] {
    remainders.filter { !$0.hours.isEmpty }.map { remainder in
      let first = Civil.hourText(hours: remainder.hours.min() ?? 0)
      let unit = measure.isMoney ? "\(measure.rawValue) \(remainder.key.currency)" : "usage"
      let source =
        remainder.share.source.map { "'\($0)'" } ?? "what is treated at \(remainder.share.place.brief)"
      return "\(remainder.key.concept): \(remainder.amount) \(unit) of \(source) stay where they are in "
        + "\(remainder.key.month): nothing weighs anything there (\(remainder.share.weighting.description)) in "
        + "\(remainder.hours.count) hours, the first \(first)"
    }
  }
}

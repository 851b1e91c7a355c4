internal import Billing

/// Means that add up.
enum Mean {
  /// Each number ÷ `count`, rounded so that all of them add up to their rounded sum ÷ `count`.
  ///
  /// Each is rounded down, and the units that are left go to the largest remainders, the first of equal ones.
  static func parts(_ numbers: [Int128], over count: Int128, scale: Int) -> [Int128] {
    let whole = Amount(units: numbers.reduce(0, +), scale: scale).times(1, over: count)?.units ?? 0
    var parts = numbers.map { number in (number - remainder(number, count)) / count }
    let order = numbers.indices.sorted { a, b in
      let (first, second) = (remainder(numbers[a], count), remainder(numbers[b], count))
      return first != second ? first > second : a < b
    }
    for index in order.prefix(Int(whole - parts.reduce(0, +))) { parts[index] += 1 }
    return parts
  }

  /// What is left of a division that rounds towards minus infinity.
  private static func remainder(_ number: Int128, _ count: Int128) -> Int128 {
    let rest = number % count
    return rest < 0 ? rest + count : rest
  }
}

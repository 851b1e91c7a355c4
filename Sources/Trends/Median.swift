internal import Billing

/// The value in the middle; of an even number the mean of the two there, half to even; nil of none.
func median(_ values: [Int128]) -> Int128? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  guard sorted.count.isMultiple(of: 2) else { return sorted[middle] }
  return dividedHalfEven(sorted[middle - 1] + sorted[middle], by: 2)
}

/// The median absolute deviation: how far from `center` half of the values are.
func medianDeviation(_ values: [Int128], from center: Int128) -> Int128 {
  median(values.map { ($0 - center).magnitude }.map { Int128($0) }) ?? 0
}

/// A number as a bill writes it: `units` × 10^-`decimals`.
struct Figure: Equatable {
  var units: Int128
  var decimals: Int

  /// The figure's units at `scale`, which must be at least its decimals; nil where 128 bits overflow.
  func units(at scale: Int) -> Int128? {
    let (product, overflow) = units.multipliedReportingOverflow(by: powerOfTen(scale - decimals))
    return overflow ? nil : product
  }
}

/// What a cell of a cost or a quantity says.
enum FigureReading: Equatable {
  /// Empty, or a word for it.
  case absent
  case figure(Figure)
  /// No number, or one that is out of reach; the text says why.
  case unreadable(String)
}

/// Decimals beyond this many count only if they are not zero, so that padding makes no bill wide.
let paddedDecimals = 12

/// Reads a cell: digits with an optional sign, point, exponent, quotes, and thousands commas in quotes.
///
/// - Parameter bytes: the cell as it stands in the file, quotes included.
func readFigure(_ bytes: UnsafeBufferPointer<UInt8>) -> FigureReading {
  var cell = unsafe bytes[...]
  let quoted = unsafe cell.count >= 2 && cell.first == UInt8(ascii: "\"") && cell.last == UInt8(ascii: "\"")
  if quoted { unsafe cell = unsafe cell.dropFirst().dropLast() }
  while let first = unsafe cell.first, isBlank(first) { unsafe cell = unsafe cell.dropFirst() }
  while let last = unsafe cell.last, isBlank(last) { unsafe cell = unsafe cell.dropLast() }
  if unsafe isAbsent(cell) { return .absent }

  var negative = false
  if let sign = unsafe cell.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
    negative = sign == UInt8(ascii: "-")
    unsafe cell = unsafe cell.dropFirst()
  }
  var units: Int128 = 0
  var decimals = 0
  var digits = 0
  var seenPoint = false
  var groups = 0
  var digitsOfGroup = 0
  var exponent = 0
  var index = unsafe cell.startIndex
  reading: while unsafe index < cell.endIndex {
    let byte = unsafe cell[index]
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let tenfold = units.multipliedReportingOverflow(by: 10)
      let sum = tenfold.partialValue.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
      if tenfold.overflow || sum.overflow { return .unreadable("has more than 38 digits") }
      units = sum.partialValue
      if seenPoint { decimals += 1 } else { digitsOfGroup += 1 }
      digits += 1
    case UInt8(ascii: ".") where !seenPoint:
      seenPoint = true
    case UInt8(ascii: ",") where quoted && !seenPoint:
      // Thousands: `0,125` and `12,5` are no such groups, and nobody knows what they mean.
      let isGroup = groups == 0 ? (1...3).contains(digitsOfGroup) && units > 0 : digitsOfGroup == 3
      guard isGroup else { return .unreadable("is no number") }
      groups += 1
      digitsOfGroup = 0
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      guard digits > 0, let power = unsafe readExponent(cell[(index + 1)...]) else {
        return .unreadable("is no number")
      }
      exponent = power
      break reading
    default:
      return .unreadable("is no number")
    }
    index += 1
  }
  guard digits > 0, groups == 0 || digitsOfGroup == 3 else { return .unreadable("is no number") }
  return settle(units: negative ? -units : units, decimals: decimals - exponent)
}

/// Brings decimals into reach: none below zero, and no more zeros than padding may have.
private func settle(units: Int128, decimals: Int) -> FigureReading {
  var figure = Figure(units: units, decimals: decimals)
  if units == 0 {
    figure.decimals = min(max(decimals, 0), paddedDecimals)
    return .figure(figure)
  }
  while figure.decimals > paddedDecimals, figure.units % 10 == 0 {
    figure.units /= 10
    figure.decimals -= 1
  }
  if figure.decimals < 0 {
    guard figure.decimals > -38,
      case let (product, overflow) = figure.units.multipliedReportingOverflow(
        by: powerOfTen(-figure.decimals)),
      !overflow
    else { return .unreadable("is too large") }
    figure = Figure(units: product, decimals: 0)
  }
  if figure.decimals > Amount.maximumScale {
    return .unreadable("has more than \(Amount.maximumScale) decimals")
  }
  return .figure(figure)
}

private func readExponent(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
  var digits = unsafe bytes
  var negative = false
  if let sign = unsafe digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
    negative = sign == UInt8(ascii: "-")
    unsafe digits = unsafe digits.dropFirst()
  }
  guard unsafe !digits.isEmpty, unsafe digits.count <= 3 else { return nil }
  var value = 0
  for position in unsafe digits.indices {
    let byte = unsafe digits[position]
    guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    value = value * 10 + Int(byte - UInt8(ascii: "0"))
  }
  return negative ? -value : value
}

@inline(__always)
func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

/// Whether a cell stands for nothing: empty, `NULL`, `null` or `None`.
func isAbsent(_ cell: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  if unsafe cell.isEmpty { return true }
  guard unsafe cell.count == 4 else { return false }
  return unsafe cell.elementsEqual("NULL".utf8) || cell.elementsEqual("null".utf8)
    || cell.elementsEqual("None".utf8)
}

/// A figure in plain digits that fits 64 bits: the form that nearly every cell has.
///
/// - Returns: the units, and the decimals; decimals are -1 where the cell needs `readFigure`.
@inline(__always)
func readPlainFigure(_ start: UnsafePointer<UInt8>, _ count: Int) -> (units: Int64, decimals: Int) {
  if count == 0 || count > 18 { return (0, -1) }
  var index = 0
  let negative = unsafe start[0] == UInt8(ascii: "-")
  if negative { index = 1 }
  var units: Int64 = 0
  var point = -1
  let first = index
  while index < count {
    let digit = unsafe start[index] &- UInt8(ascii: "0")
    if digit < 10 {
      units = units &* 10 &+ Int64(digit)
    } else if unsafe start[index] == UInt8(ascii: "."), point < 0 {
      point = index
    } else {
      return (0, -1)
    }
    index += 1
  }
  if index == first || (point >= 0 && index == first + 1) { return (0, -1) }
  let decimals = point < 0 ? 0 : count - point - 1
  if decimals > paddedDecimals { return (0, -1) }
  return (negative ? -units : units, decimals)
}

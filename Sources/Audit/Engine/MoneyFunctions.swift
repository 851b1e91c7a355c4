internal import Billing
internal import CSQLite

/// The functions that queries have for the bills' figures, which stand as integers of a fixed scale.
///
/// - `units(12.5)`: an amount of money as the tables have it, to compare with.
/// - `money(units)`, `quantity(units)`: for people, `12,345.67` and `744.5`.
/// - `part(units, a, b)`: units × a / b, rounded half to even.
/// - `percent(a, b)`: a of b in whole percent.
enum MoneyFunctions {
  private static let names: [(name: String, arguments: Int32)] = [
    ("units", 1), ("money", 1), ("quantity", 1), ("part", 3), ("percent", 2),
  ]

  /// - Parameter functions: lives as long as they are registered.
  static func register(_ functions: RuleFunctions, on handle: OpaquePointer) {
    let context = unsafe Unmanaged.passUnretained(functions).toOpaque()
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC
    unsafe sqlite3_create_function_v2(
      handle, "units", 1, flags, context,
      { call, _, arguments in
        let scale = unsafe MoneyFunctions.scale(call).money
        guard let text = unsafe sqlite3_value_text(arguments?[0]),
          let amount = unsafe Amount(String(cString: text))?.roundedHalfEven(to: scale),
          let units = Int64(exactly: amount.scaled(to: scale).units)
        else { return unsafe sqlite3_result_null(call) }
        unsafe sqlite3_result_int64(call, units)
      }, nil, nil, nil)
    unsafe sqlite3_create_function_v2(
      handle, "money", 1, flags, context,
      { call, _, arguments in
        guard let units = unsafe MoneyFunctions.integer(arguments, 0) else {
          return unsafe sqlite3_result_null(call)
        }
        let amount = unsafe Amount(units: units, scale: MoneyFunctions.scale(call).money)
        unsafe RuleFunctions.give(amount.formatted(), to: call)
      }, nil, nil, nil)
    unsafe sqlite3_create_function_v2(
      handle, "quantity", 1, flags, context,
      { call, _, arguments in
        guard let units = unsafe MoneyFunctions.integer(arguments, 0) else {
          return unsafe sqlite3_result_null(call)
        }
        let amount = unsafe Amount(units: units, scale: MoneyFunctions.scale(call).quantity)
        unsafe RuleFunctions.give(amount.roundedHalfEven(to: 2).description, to: call)
      }, nil, nil, nil)
    unsafe sqlite3_create_function_v2(
      handle, "part", 3, flags, nil,
      { call, _, arguments in unsafe MoneyFunctions.givePart(call, arguments, [0, 1, 2]) }, nil, nil, nil)
    unsafe sqlite3_create_function_v2(
      handle, "percent", 2, flags, nil,
      { call, _, arguments in unsafe MoneyFunctions.givePart(call, arguments, [0, 1]) }, nil, nil, nil)
  }

  static func unregister(on handle: OpaquePointer) {
    for (name, arguments) in names {
      unsafe sqlite3_create_function_v2(handle, name, arguments, SQLITE_UTF8, nil, nil, nil, nil, nil)
    }
  }

  private typealias Arguments = UnsafeMutablePointer<OpaquePointer?>?

  private static func scale(_ call: OpaquePointer?) -> RuleScale {
    guard let context = unsafe sqlite3_user_data(call) else { return .ofExamples }
    return unsafe Unmanaged<RuleFunctions>.fromOpaque(context).takeUnretainedValue().scale
  }

  private static func integer(_ arguments: Arguments, _ index: Int) -> Int128? {
    unsafe sqlite3_value_type(arguments?[index]) == SQLITE_NULL
      ? nil : Int128(sqlite3_value_int64(arguments?[index]))
  }

  /// Of three arguments the first × the second / the third; of two the first × 100 / the second.
  private static func givePart(_ call: OpaquePointer?, _ arguments: Arguments, _ places: [Int]) {
    let values = places.compactMap { unsafe integer(arguments, $0) }
    guard values.count == places.count, let divisor = values.last, divisor != 0 else {
      return unsafe sqlite3_result_null(call)
    }
    let product = values[0] * (places.count == 3 ? values[1] : 100)
    guard let result = Int64(exactly: halfEven(product, divisor)) else {
      return unsafe sqlite3_result_null(call)
    }
    unsafe sqlite3_result_int64(call, result)
  }

  private static func halfEven(_ product: Int128, _ divisor: Int128) -> Int128 {
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: divisor)
    let twice = remainder.magnitude * 2
    guard twice > divisor.magnitude || (twice == divisor.magnitude && quotient % 2 != 0) else {
      return quotient
    }
    return quotient + ((product < 0) == (divisor < 0) ? 1 : -1)
  }
}

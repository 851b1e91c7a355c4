internal import Billing
internal import CSQLite

/// The functions that queries have beside SQLite's: times counted from the audit's as-of, and tags.
///
/// - `as_of()`, `days_ago(n)`, `hours_ago(n)`: a time as the tables have it, `2026-10-02T03:00:00Z`.
/// - `tag(tags, key)`: a tag's value; null where there is none.
/// - `has_tag(tags, pattern, …)`: 1 where the key of a tag is as one of the patterns (SQLite's GLOB), else 0.
final class RuleFunctions {
  private let asOf: Int
  let scale: RuleScale

  init(asOf: Int, scale: RuleScale) {
    self.asOf = asOf
    self.scale = scale
  }

  private static let names: [(name: String, arguments: Int32)] = [
    ("as_of", 0), ("days_ago", 1), ("hours_ago", 1), ("tag", 2), ("has_tag", -1),
  ]

  func register(on handle: OpaquePointer) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC
    unsafe sqlite3_create_function_v2(
      handle, "as_of", 0, flags, context, { call, _, _ in unsafe RuleFunctions.giveTime(call, before: 0) },
      nil, nil,
      nil)
    unsafe sqlite3_create_function_v2(
      handle, "days_ago", 1, flags, context,
      { call, _, arguments in
        unsafe RuleFunctions.giveTime(call, before: RuleFunctions.number(arguments) * 86_400)
      }, nil, nil, nil)
    unsafe sqlite3_create_function_v2(
      handle, "hours_ago", 1, flags, context,
      { call, _, arguments in
        unsafe RuleFunctions.giveTime(call, before: RuleFunctions.number(arguments) * 3_600)
      },
      nil, nil, nil)
    unsafe sqlite3_create_function_v2(
      handle, "tag", 2, flags, nil, { call, _, arguments in unsafe RuleFunctions.giveTag(call, arguments) },
      nil,
      nil, nil)
    unsafe sqlite3_create_function_v2(
      handle, "has_tag", -1, flags, nil,
      { call, count, arguments in unsafe RuleFunctions.giveWhetherTagged(call, Int(count), arguments) },
      nil, nil, nil)
    unsafe MoneyFunctions.register(self, on: handle)
  }

  static func unregister(on handle: OpaquePointer) {
    unsafe MoneyFunctions.unregister(on: handle)
    for (name, arguments) in names {
      unsafe sqlite3_create_function_v2(handle, name, arguments, SQLITE_UTF8, nil, nil, nil, nil, nil)
    }
  }

  private typealias Arguments = UnsafeMutablePointer<OpaquePointer?>?

  private static func number(_ arguments: Arguments) -> Int {
    // No rule looks back further than some thousand years; more would overflow.
    unsafe Int(max(-1_000_000, min(1_000_000, sqlite3_value_int64(arguments?[0]))))
  }

  private static func giveTime(_ call: OpaquePointer?, before seconds: Int) {
    guard let context = unsafe sqlite3_user_data(call) else { return unsafe sqlite3_result_null(call) }
    let functions = unsafe Unmanaged<RuleFunctions>.fromOpaque(context).takeUnretainedValue()
    unsafe give(Civil.timeText(seconds: functions.asOf - seconds), to: call)
  }

  private static func giveTag(_ call: OpaquePointer?, _ arguments: Arguments) {
    guard let tags = unsafe sqlite3_value_text(arguments?[0]),
      let key = unsafe sqlite3_value_text(arguments?[1]),
      let value = unsafe TagMap.value(of: String(cString: key), in: String(cString: tags))
    else { return unsafe sqlite3_result_null(call) }
    unsafe give(value, to: call)
  }

  private static func giveWhetherTagged(_ call: OpaquePointer?, _ count: Int, _ arguments: Arguments) {
    guard count > 0, let tags = unsafe sqlite3_value_text(arguments?[0]) else {
      return unsafe sqlite3_result_int(call, 0)
    }
    let isTagged = unsafe TagMap.keys(in: String(cString: tags)).contains { key in
      unsafe key.withCString { key in
        (1..<count).contains { number in
          guard let text = unsafe sqlite3_value_text(arguments?[number]) else { return false }
          return unsafe sqlite3_strglob(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self), key) == 0
        }
      }
    }
    unsafe sqlite3_result_int(call, isTagged ? 1 : 0)
  }

  static func give(_ text: String, to call: OpaquePointer?) {
    unsafe tarsier_result_text(call, text, Int32(text.utf8.count))
  }
}

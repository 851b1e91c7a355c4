/// The ledger's schema as a list of migrations; a ledger's `user_version` says how many it has had.
enum Schema {
  /// "TRSR": marks the file as a ledger of Tarsier.
  static let applicationID = 0x5452_5352

  static let migrations = [
    bills + inventory + findings,
    janitor + marks + alerts + offHours + deliveryTimes + audits + versionTimes + verifications,
  ]

  static var version: Int { migrations.count }
}

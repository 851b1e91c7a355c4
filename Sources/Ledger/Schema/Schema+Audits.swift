extension Schema {
  /// When the rules last ran, and what they could not check then.
  static let audits = """
    CREATE TABLE audited_rule(
      rule TEXT PRIMARY KEY,
      at INTEGER NOT NULL,                -- the as-of of the last audit in which it ran, in seconds since 1970
      written_at INTEGER NOT NULL         -- the clock
    ) STRICT, WITHOUT ROWID;

    -- Of each rule, what its last audit could not check.
    CREATE TABLE not_checked(
      id INTEGER PRIMARY KEY,             -- in the order in which the audit told it
      rule TEXT NOT NULL,
      account_id TEXT NOT NULL,           -- empty where it could not be checked anywhere
      region TEXT NOT NULL,
      call TEXT NOT NULL,                 -- the call whose answer is missing; empty where it is none
      reason TEXT NOT NULL,
      last_checked TEXT,                  -- in ISO 8601, where findings still come from an older answer
      was_never_loaded INTEGER NOT NULL CHECK (was_never_loaded IN (0, 1))
    ) STRICT;
    CREATE INDEX not_checked_rule ON not_checked(rule);

    """
}

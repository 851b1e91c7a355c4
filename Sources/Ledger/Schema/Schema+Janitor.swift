extension Schema {
  /// What the janitor does and is told.
  static let janitor = """
    CREATE TABLE janitor_log(
      sequence INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,                -- the run's as-of, in seconds since 1970
      written_at INTEGER NOT NULL,        -- the clock
      by TEXT NOT NULL,
      event TEXT NOT NULL,
      mark INTEGER,
      rule TEXT,
      action TEXT,
      resource_type TEXT,
      account_id TEXT,
      region TEXT,
      resource_id TEXT,
      answers INTEGER,                    -- the intent's sequence
      body TEXT NOT NULL,                 -- all of the line as JSON: what is hashed
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;

    CREATE INDEX janitor_log_event ON janitor_log(event, sequence);
    CREATE INDEX janitor_log_intent ON janitor_log(at) WHERE event = 'intent';
    CREATE INDEX janitor_log_refused ON janitor_log(at) WHERE event = 'refused';
    CREATE INDEX janitor_log_action ON janitor_log(action, sequence) WHERE action IS NOT NULL;
    CREATE INDEX janitor_log_mark ON janitor_log(mark, event) WHERE mark IS NOT NULL;
    CREATE INDEX janitor_log_answers ON janitor_log(answers) WHERE answers IS NOT NULL;

    CREATE TRIGGER janitor_log_stays BEFORE UPDATE ON janitor_log
    BEGIN SELECT raise(ABORT, 'the log only grows'); END;

    CREATE TRIGGER janitor_log_is_kept BEFORE DELETE ON janitor_log
    BEGIN SELECT raise(ABORT, 'the log only grows'); END;

    """

  /// What administrators were alerted of, so that they hear of each event once, and again only when it is worse.
  static let alerts = """
    CREATE TABLE alert(
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL,                  -- what tells the event from others
      kind TEXT NOT NULL,
      measure TEXT NOT NULL,              -- how bad it was when it was last told: a decimal
      told_at INTEGER NOT NULL,           -- all times: the run's as-of, in seconds since 1970
      ended_at INTEGER,                   -- when it was so no more
      is_rehearsal INTEGER NOT NULL CHECK (is_rehearsal IN (0, 1)),
      written_at INTEGER NOT NULL         -- the clock
    ) STRICT;

    CREATE UNIQUE INDEX alert_standing ON alert(key, is_rehearsal) WHERE ended_at IS NULL;

    """

  /// What the clock put to sleep and how to wake it, and what it saw asleep.
  static let offHours = """
    CREATE TABLE off_hours(
      is_rehearsal INTEGER NOT NULL CHECK (is_rehearsal IN (0, 1)),
      resource_type TEXT NOT NULL,
      account_id TEXT NOT NULL,
      region TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      stopped_at INTEGER,                 -- all times: the run's as-of, in seconds since 1970; null: not by us
      seen_down_at INTEGER,               -- when a run in off time saw it down the last time
      sizes TEXT,                         -- of a group: at least, wanted and at most, as 1/2/4
      written_at INTEGER NOT NULL,        -- the clock
      PRIMARY KEY(is_rehearsal, resource_type, account_id, region, resource_id)
    ) STRICT, WITHOUT ROWID;

    """
}

extension Schema {
  /// What the janitor remembers from night to night.
  ///
  /// Nights with `--as-of` have marks of their own (`is_rehearsal`), so that neither kind counts in the other.
  /// All times are seconds since 1970; `written_at` is the clock, the others are the night's as-of.
  static let marks = """
    DROP VIEW marks;
    DROP TABLE mark;

    -- A snapshot that was collected under --as-of is stamped with what was asked for.
    ALTER TABLE snapshot ADD COLUMN is_rehearsal INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE mark(
      id INTEGER PRIMARY KEY,
      is_rehearsal INTEGER NOT NULL CHECK (is_rehearsal IN (0, 1)),
      rule TEXT NOT NULL,
      rule_hash TEXT NOT NULL,
      parameters TEXT NOT NULL,           -- JSON with sorted keys
      action TEXT NOT NULL,
      resource_type TEXT NOT NULL,
      account_id TEXT NOT NULL,
      region TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      arn TEXT NOT NULL,
      resource_created_at TEXT,
      owner TEXT,
      owner_from TEXT,
      address TEXT,                       -- where the owner is told; null where nobody can be
      address_from TEXT,
      managed_by TEXT,                    -- what manages the resource, so that it is noticed and never due
      message TEXT NOT NULL,
      monthly_cost TEXT,                  -- decimal text
      saving TEXT,
      currency TEXT,
      state TEXT NOT NULL
        CHECK (state IN ('noticed', 'marked', 'notified', 'due', 'cleaned', 'kept', 'released')),
      reason TEXT,                        -- why it is kept, or why it ended
      first_snapshot_at INTEGER NOT NULL, -- the first of the unbroken run of whole snapshots that flag it
      first_counts_from INTEGER NOT NULL, -- the later of that and when the snapshot was written
      newest_snapshot_at INTEGER NOT NULL,
      noticed_at INTEGER NOT NULL,
      marked_at INTEGER,
      notified_at INTEGER,                -- when the owner's first notice was handed over
      notified_written_at INTEGER,
      last_notice_at INTEGER,             -- when the last notice was handed over
      last_notice_written_at INTEGER,
      due_day INTEGER,                    -- as the owner was told, in days since 1970
      kept_until INTEGER,
      ended_at INTEGER,
      written_at INTEGER NOT NULL
    ) STRICT;

    CREATE UNIQUE INDEX mark_standing
    ON mark(rule, resource_type, account_id, region, resource_id, is_rehearsal) WHERE ended_at IS NULL;
    CREATE INDEX mark_ended ON mark(is_rehearsal, ended_at) WHERE ended_at IS NOT NULL;

    CREATE VIEW marks AS
    SELECT rule, action, resource_type, resource_id, account_id, region, arn, owner, owner_from, address, state,
      reason, managed_by, message, monthly_cost, saving, currency,
      strftime('%Y-%m-%dT%H:%M:%SZ', noticed_at, 'unixepoch') AS noticed_at,
      strftime('%Y-%m-%dT%H:%M:%SZ', marked_at, 'unixepoch') AS marked_at,
      strftime('%Y-%m-%dT%H:%M:%SZ', notified_at, 'unixepoch') AS notified_at,
      strftime('%Y-%m-%dT%H:%M:%SZ', last_notice_at, 'unixepoch') AS last_notice_at,
      date(due_day * 86400, 'unixepoch') AS due_on,
      strftime('%Y-%m-%dT%H:%M:%SZ', kept_until, 'unixepoch') AS kept_until,
      strftime('%Y-%m-%dT%H:%M:%SZ', ended_at, 'unixepoch') AS ended_at,
      is_rehearsal AS rehearsal
    FROM mark;

    -- One message to one address in one night. It is written before it is sent, and its outcome after:
    -- one that stands at 'sending' was being sent when the night ended, and nobody knows whether it arrived.
    CREATE TABLE notice(
      id INTEGER PRIMARY KEY,
      is_rehearsal INTEGER NOT NULL CHECK (is_rehearsal IN (0, 1)),
      address TEXT NOT NULL,
      at INTEGER NOT NULL,
      day INTEGER NOT NULL,               -- the calendar's day of the night, in days since 1970
      state TEXT NOT NULL
        CHECK (state IN ('planned', 'sending', 'handed over', 'failed', 'unsure', 'dropped')),
      answer TEXT,                        -- what the channel said
      written_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX notice_open ON notice(is_rehearsal, state);

    CREATE TABLE notice_item(
      notice INTEGER NOT NULL REFERENCES notice(id),
      mark INTEGER NOT NULL REFERENCES mark(id),
      kind TEXT NOT NULL CHECK (kind IN ('first', 'last', 'only')),
      due_day INTEGER,
      PRIMARY KEY(notice, mark)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX notice_item_mark ON notice_item(mark);

    CREATE TABLE keep(
      id INTEGER PRIMARY KEY,
      resource_type TEXT NOT NULL,
      account_id TEXT NOT NULL,
      region TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      arn TEXT,
      until INTEGER,                      -- its last second; null for always
      reason TEXT,
      by TEXT NOT NULL,
      at INTEGER NOT NULL,
      written_at INTEGER NOT NULL,
      ended_at INTEGER                    -- when somebody took it back
    ) STRICT;
    CREATE INDEX keep_resource ON keep(resource_type, account_id, region, resource_id);

    CREATE TABLE pause(
      id INTEGER PRIMARY KEY,
      reason TEXT NOT NULL,
      by TEXT NOT NULL,
      written_at INTEGER NOT NULL,
      resumed_at INTEGER                  -- the clock
    ) STRICT;

    -- How much of a type a rule flagged on the last night on which it was let through.
    CREATE TABLE rule_width(
      rule TEXT NOT NULL,
      resource_type TEXT NOT NULL,
      is_rehearsal INTEGER NOT NULL,
      flagged INTEGER NOT NULL,
      total INTEGER NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY(rule, resource_type, is_rehearsal)
    ) STRICT, WITHOUT ROWID;

    -- The snapshots that the janitor has looked at, with how many whole answers they had then.
    CREATE TABLE seen_snapshot(
      is_rehearsal INTEGER NOT NULL,
      snapshot_id INTEGER NOT NULL REFERENCES snapshot(id),
      answers INTEGER NOT NULL,
      loaded_at INTEGER NOT NULL,         -- a snapshot that is loaded anew with other content is one not seen
      PRIMARY KEY(is_rehearsal, snapshot_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE night(
      id INTEGER PRIMARY KEY,
      is_rehearsal INTEGER NOT NULL,
      at INTEGER NOT NULL,
      written_at INTEGER NOT NULL,
      ended_at INTEGER,                   -- the clock; null where the night died half way
      unchecked INTEGER NOT NULL DEFAULT 0,
      alerts TEXT NOT NULL DEFAULT '[]'   -- JSON array of texts
    ) STRICT;

    """
}

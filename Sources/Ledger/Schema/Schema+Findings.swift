extension Schema {
  /// What the rules found, and what the janitor is doing about it.
  ///
  /// A finding stays when it is gone, with the time, so that its history can be told. A mark binds to what
  /// it was made for: the rule's text and parameters, the resource's ARN and its creation.
  static let findings = """
    CREATE TABLE finding(
      id INTEGER PRIMARY KEY,
      rule TEXT NOT NULL,
      resource_type TEXT NOT NULL,
      account_id TEXT NOT NULL,
      region TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      family TEXT NOT NULL,
      severity TEXT NOT NULL,
      arn TEXT,
      owner TEXT,
      owner_from TEXT,                    -- how the owner was found: tag:owner, concept:team, account, default
      message TEXT NOT NULL,
      monthly_cost TEXT,                  -- decimal text; null where no bill knows the resource
      cost_days INTEGER NOT NULL,
      saving TEXT,
      currency TEXT,
      since TEXT,
      first_found_at INTEGER NOT NULL,    -- the as-of of the first audit of the unbroken run that found it
      last_found_at INTEGER NOT NULL,
      gone_at INTEGER,                    -- the as-of of the audit that found it no more
      written_at INTEGER NOT NULL,        -- the clock
      exception TEXT,                     -- why it is no finding though the rule flags it
      UNIQUE(rule, resource_type, account_id, region, resource_id)
    ) STRICT;

    CREATE TABLE finding_event(
      rule TEXT NOT NULL,
      resource_type TEXT NOT NULL,
      account_id TEXT NOT NULL,
      region TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      at INTEGER NOT NULL,                -- the audit's as-of
      event TEXT NOT NULL CHECK (event IN ('opened', 'closed', 'reopened')),
      PRIMARY KEY(rule, resource_type, account_id, region, resource_id, at, event)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW findings AS
    SELECT rule, family, severity, resource_type, resource_id, account_id, region, owner, owner_from, message,
      monthly_cost, cost_days, saving, currency, since,
      strftime('%Y-%m-%dT%H:%M:%SZ', first_found_at, 'unixepoch') AS first_found_at,
      strftime('%Y-%m-%dT%H:%M:%SZ', last_found_at, 'unixepoch') AS last_found_at,
      exception
    FROM finding WHERE gone_at IS NULL;

    CREATE TABLE mark(
      id INTEGER PRIMARY KEY,
      rule TEXT NOT NULL,
      rule_hash TEXT NOT NULL,
      parameters TEXT NOT NULL,           -- JSON
      resource_type TEXT NOT NULL,
      account_id TEXT NOT NULL,
      region TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      arn TEXT NOT NULL,
      resource_created_at TEXT,
      owner TEXT,
      state TEXT NOT NULL
        CHECK (state IN ('noticed', 'marked', 'notified', 'due', 'cleaned', 'kept', 'released')),
      noticed_at INTEGER NOT NULL,        -- all times: the run's as-of, in seconds since 1970
      marked_at INTEGER,
      notified_at INTEGER,
      due_at INTEGER,
      ended_at INTEGER,
      is_rehearsal INTEGER NOT NULL CHECK (is_rehearsal IN (0, 1)),
      written_at INTEGER NOT NULL         -- the clock
    ) STRICT;

    CREATE UNIQUE INDEX mark_standing
    ON mark(rule, resource_type, account_id, region, resource_id) WHERE ended_at IS NULL;

    CREATE VIEW marks AS
    SELECT rule, resource_type, resource_id, account_id, region, arn, owner, state,
      strftime('%Y-%m-%dT%H:%M:%SZ', noticed_at, 'unixepoch') AS noticed_at,
      strftime('%Y-%m-%dT%H:%M:%SZ', marked_at, 'unixepoch') AS marked_at,
      strftime('%Y-%m-%dT%H:%M:%SZ', notified_at, 'unixepoch') AS notified_at,
      strftime('%Y-%m-%dT%H:%M:%SZ', due_at, 'unixepoch') AS due_at,
      strftime('%Y-%m-%dT%H:%M:%SZ', ended_at, 'unixepoch') AS ended_at
    FROM mark;

    """
}

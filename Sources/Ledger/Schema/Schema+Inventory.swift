extension Schema {
  /// What existed when: snapshots, the answers that they are made of, and each resource's versions.
  ///
  /// A version holds from `seen_from`, the first whole answer that shows the resource so, until
  /// `seen_before`, the first one that does not (null: the newest still does). A night on which nothing
  /// changed writes one row for each answer and none for the resources.
  static let inventory = """
    CREATE TABLE snapshot(
      id INTEGER PRIMARY KEY,
      taken_at INTEGER NOT NULL UNIQUE,   -- seconds since 1970, as the snapshot says
      loaded_at INTEGER NOT NULL          -- the clock when its first answer was written here
    ) STRICT;

    CREATE TABLE inventory_scope(
      id INTEGER PRIMARY KEY,
      account_id TEXT NOT NULL,
      region TEXT NOT NULL,
      call TEXT NOT NULL,
      UNIQUE(account_id, region, call)
    ) STRICT;

    CREATE TABLE answer(
      scope_id INTEGER NOT NULL REFERENCES inventory_scope(id),
      snapshot_id INTEGER NOT NULL REFERENCES snapshot(id),
      whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
      failure TEXT,                       -- why it did not come whole
      PRIMARY KEY(scope_id, snapshot_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE resource(
      id INTEGER PRIMARY KEY,
      scope_id INTEGER NOT NULL REFERENCES inventory_scope(id),
      type TEXT NOT NULL,                 -- a name with a point is a further call's detail of resources
      resource_id TEXT NOT NULL,
      UNIQUE(scope_id, type, resource_id)
    ) STRICT;

    CREATE TABLE resource_version(
      resource INTEGER NOT NULL REFERENCES resource(id),
      seen_from INTEGER NOT NULL,
      seen_before INTEGER,
      document TEXT NOT NULL,
      PRIMARY KEY(resource, seen_from)
    ) STRICT, WITHOUT ROWID;

    -- Daily figures of use, such as a volume's reads; what a snapshot brings again takes the older's place.
    CREATE TABLE use_series(
      id INTEGER PRIMARY KEY,
      scope_id INTEGER NOT NULL REFERENCES inventory_scope(id),
      resource_type TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      metric TEXT NOT NULL,
      statistic TEXT NOT NULL,
      UNIQUE(scope_id, resource_type, resource_id, metric, statistic)
    ) STRICT;

    CREATE TABLE use_day(
      series INTEGER NOT NULL REFERENCES use_series(id),
      day INTEGER NOT NULL,               -- its first second, since 1970
      value TEXT NOT NULL,                -- the figure's digits as they came
      PRIMARY KEY(series, day)
    ) STRICT, WITHOUT ROWID;

    -- What the Terraform states that were loaded say that they manage.
    CREATE TABLE terraform_resource(
      lineage TEXT NOT NULL,              -- the state's own name for itself, which outlives its file's
      address TEXT NOT NULL,
      state_file TEXT NOT NULL,
      type TEXT NOT NULL,
      resource_id TEXT NOT NULL,
      arn TEXT,
      account_id TEXT,                    -- both from the ARN; null where it has none
      region TEXT,
      PRIMARY KEY(lineage, address)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW resources AS
    SELECT r.type AS resource_type, s.account_id, s.region, r.resource_id,
      json_extract(v.document, '$.arn') AS arn,
      json_extract(v.document, '$.name') AS name,
      json_extract(v.document, '$.tags') AS tags,
      strftime('%Y-%m-%dT%H:%M:%SZ', f.first_seen, 'unixepoch') AS first_seen,
      strftime('%Y-%m-%dT%H:%M:%SZ', (
        SELECT max(p.taken_at) FROM answer a JOIN snapshot p ON p.id = a.snapshot_id
        WHERE a.scope_id = s.id AND a.whole = 1 AND (v.seen_before IS NULL OR p.taken_at < v.seen_before)
      ), 'unixepoch') AS last_seen,
      v.seen_before IS NULL AS present,
      v.document AS attributes
    FROM (SELECT resource, min(seen_from) AS first_seen, max(seen_from) AS latest
          FROM resource_version GROUP BY resource) f
    JOIN resource_version v ON v.resource = f.resource AND v.seen_from = f.latest
    JOIN resource r ON r.id = f.resource
    JOIN inventory_scope s ON s.id = r.scope_id
    WHERE instr(r.type, '.') = 0;

    """

  /// When versions hold without their documents, so that resources are counted without reading all of these.
  static let versionTimes = """
    CREATE INDEX resource_version_times ON resource_version(resource, seen_from, seen_before);

    """
}

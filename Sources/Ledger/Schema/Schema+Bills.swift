internal import Billing

/// The tables of the bills. `docs/architecture.md` tells the layout and why it is so.
extension Schema {
  static let deliveryTimes = """
    -- When the provider delivered it, as its manifest says.
    ALTER TABLE delivery ADD COLUMN delivered_at TEXT;
    """

  static let verifications = """
    -- How the last verification of each delivery went.
    CREATE TABLE verification(
      delivery_id INTEGER PRIMARY KEY REFERENCES delivery ON DELETE CASCADE,
      at TEXT NOT NULL,                     -- the clock, in ISO 8601
      against TEXT NOT NULL CHECK (against IN ('files', 'itself')),
      differences INTEGER NOT NULL
    ) STRICT;

    """

  static let bills = """
    -- Every delivery of a bill that was new to it; what a bill was remains here when its cells are replaced.
    CREATE TABLE delivery(
      id INTEGER PRIMARY KEY,
      billing_account TEXT NOT NULL,
      period TEXT NOT NULL,
      number INTEGER NOT NULL,              -- 1 for the bill's first
      status TEXT NOT NULL,                 -- new | replaced | added | kept beside (its month was closed)
      format TEXT NOT NULL,
      providers TEXT NOT NULL,              -- JSON array
      files INTEGER NOT NULL,
      days INTEGER NOT NULL,                -- days on which anything is charged
      digest TEXT NOT NULL,
      imported_at TEXT NOT NULL,
      UNIQUE(billing_account, period, number)
    ) STRICT;

    CREATE TABLE delivery_total(
      delivery_id INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
      currency TEXT NOT NULL,
      measure TEXT NOT NULL,
      total TEXT NOT NULL,                  -- decimal
      rows INTEGER NOT NULL,
      charges INTEGER NOT NULL,
      PRIMARY KEY(delivery_id, currency, measure)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE delivery_service(
      delivery_id INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
      currency TEXT NOT NULL,
      service TEXT,
      billed TEXT NOT NULL                  -- decimal
    ) STRICT;
    CREATE INDEX delivery_service_delivery ON delivery_service(delivery_id);

    CREATE TABLE bill(
      id INTEGER PRIMARY KEY,
      billing_account TEXT NOT NULL,
      period TEXT NOT NULL,                 -- 2026-10
      format TEXT NOT NULL,
      providers TEXT NOT NULL,              -- JSON array
      first_hour INTEGER NOT NULL,          -- of the period, in hours since 1970
      hours INTEGER NOT NULL,
      newest_hour INTEGER NOT NULL,         -- the last in which a charge begins
      scale INTEGER NOT NULL,
      usage_scale INTEGER NOT NULL,
      measures TEXT NOT NULL,               -- JSON array; a measure that is not here is absent
      unkept TEXT NOT NULL,                 -- JSON array; dimensions that differ in nearly every row
      is_estimated INTEGER NOT NULL,        -- invoice ids are blank
      closed_at TEXT,                       -- signed: later deliveries do not replace it
      delivery_id INTEGER NOT NULL REFERENCES delivery,
      digest TEXT NOT NULL,                 -- of all that follows, see BillRows
      imported_at TEXT NOT NULL,
      UNIQUE(billing_account, period)
    ) STRICT;

    CREATE TABLE bill_file(
      bill_id INTEGER NOT NULL REFERENCES bill ON DELETE CASCADE,
      name TEXT NOT NULL,
      digest TEXT NOT NULL                  -- of the rows that it has of the bill
    ) STRICT;
    CREATE INDEX bill_file_bill ON bill_file(bill_id);

    -- What a bill adds up to, for each currency and measure, as read row by row.
    CREATE TABLE bill_total(
      bill_id INTEGER NOT NULL REFERENCES bill ON DELETE CASCADE,
      currency TEXT NOT NULL,
      measure TEXT NOT NULL,
      total TEXT NOT NULL,                  -- decimal
      rows INTEGER NOT NULL,
      charges INTEGER NOT NULL,
      empty_cells INTEGER NOT NULL,         -- charges with an empty cell where the measure needs one
      PRIMARY KEY(bill_id, currency, measure)
    ) STRICT, WITHOUT ROWID;

    -- What stands on each invoice; the invoice is null while it has no number.
    CREATE TABLE bill_invoice(
      bill_id INTEGER NOT NULL REFERENCES bill ON DELETE CASCADE,
      issuer TEXT,
      invoice TEXT,
      currency TEXT NOT NULL,
      category TEXT,                        -- charge category
      charges INTEGER NOT NULL,
      billed TEXT NOT NULL                  -- decimal
    ) STRICT;
    CREATE INDEX bill_invoice_bill ON bill_invoice(bill_id);

    -- The tag and cost category keys that a bill knows.
    CREATE TABLE bill_key(
      bill_id INTEGER NOT NULL REFERENCES bill ON DELETE CASCADE,
      kind TEXT NOT NULL,                   -- tag | own_tag (a tag that stands with members) | cost_category
      key TEXT NOT NULL,
      PRIMARY KEY(bill_id, kind, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE combination(
      id INTEGER PRIMARY KEY,
      bill_id INTEGER NOT NULL REFERENCES bill ON DELETE CASCADE,
      \(Dimension.ofCombinations.map { "\($0.rawValue) TEXT" }.joined(separator: ",\n  ")),
      tags TEXT,                            -- JSON object
      cost_categories TEXT                  -- JSON object
    ) STRICT;
    CREATE INDEX combination_bill ON combination(bill_id);

    -- A block: the hours of one combination with one or many members (resources).
    CREATE TABLE series(
      id INTEGER PRIMARY KEY,
      bill_id INTEGER NOT NULL REFERENCES bill ON DELETE CASCADE,
      combination_id INTEGER NOT NULL REFERENCES combination ON DELETE CASCADE,
      n INTEGER NOT NULL,                   -- cells, at most 2048
      first_hour INTEGER NOT NULL,
      hours_w INTEGER,                      -- null: hours is a presence string, or null where there is no gap
      hours BLOB,                           -- else a number of hours_w digits for each cell, from first_hour on
      member_w INTEGER NOT NULL,            -- digits of a cell's member number; 0 where there is one member
      member BLOB,
      \(Measure.allCases.map { "\($0.rawValue)_base INTEGER, \($0.rawValue)_w INTEGER, \($0.rawValue) BLOB" }
        .joined(separator: ",\n  "))
      -- base + digits of width w; w 0: base in every cell; w -1: the billed cost's; w null: absent;
      -- base null with digits: too wide for an integer, see docs/architecture.md
    ) STRICT;
    CREATE INDEX series_bill ON series(bill_id);
    CREATE INDEX series_combination ON series(combination_id);

    -- The names of a block's members, and the tags that only they have.
    CREATE TABLE member(
      series_id INTEGER PRIMARY KEY REFERENCES series ON DELETE CASCADE,
      n INTEGER NOT NULL,
      resource_prefix BLOB NOT NULL,        -- what all resources begin with
      resource_w INTEGER NOT NULL,          -- digits of an offset
      resource_at BLOB NOT NULL,            -- n + 1 offsets into resource_rest
      resource_rest BLOB NOT NULL,
      own_prefix BLOB,                      -- the same of the own tags, as JSON objects; null where there are none
      own_w INTEGER,
      own_at BLOB,
      own_rest BLOB
    ) STRICT;

    CREATE TABLE reject(
      bill_id INTEGER NOT NULL REFERENCES bill ON DELETE CASCADE,
      file TEXT NOT NULL,
      line INTEGER NOT NULL,
      column TEXT,
      value TEXT NOT NULL,
      reason TEXT NOT NULL,
      text TEXT NOT NULL,
      billed TEXT
    ) STRICT;
    CREATE INDEX reject_bill ON reject(bill_id);

    CREATE TABLE cell(i INTEGER PRIMARY KEY) STRICT;
    INSERT INTO cell WITH RECURSIVE c(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM c WHERE i < 2047)
      SELECT i FROM c;

    \(CostViews.all)
    """
}

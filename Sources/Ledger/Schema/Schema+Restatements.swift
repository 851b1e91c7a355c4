extension Schema {
  /// A snapshot of which an answer is loaded anew with another content is one that no night has seen.
  static let restatements = """
    -- When what the janitor looked at was loaded; 0 for what it looked at before this was kept.
    ALTER TABLE seen_snapshot ADD COLUMN loaded_at INTEGER NOT NULL DEFAULT 0;

    """
}

"""duckdb_concepts.py DATABASE REQUESTS CSV: the question about concepts as CASE expressions, to a sorted CSV.

Prints the seconds of the query alone. The split is by floating point.
"""

import sys
import time

import duckdb

database, requests, target = sys.argv[1:]
connection = duckdb.connect(database, read_only=True)
connection.execute(
    f"""
    CREATE TEMP TABLE requests AS SELECT time AS hour, team, value / sum(value) OVER (PARTITION BY time) AS share
    FROM read_csv('{requests}', header = true, timestampformat = '%Y-%m-%dT%H:%M:%SZ')
    """
)
FOLD = "replace(replace(lower(trim({0})), '_', '-'), ' ', '-')"
QUESTION = f"""
  WITH named AS (
    SELECT hour, billed,
      CASE WHEN coalesce(team, '') <> '' THEN
          CASE {FOLD.format("team")} WHEN 'chkout' THEN 'checkout' ELSE {FOLD.format("team")} END
        WHEN account = '111111111111' AND service = 'Amazon Elastic Compute Cloud' THEN 'shared'
        WHEN usage_type LIKE '%VolumeUsage%' THEN 'shared'
        WHEN region LIKE 'eu-%' THEN 'search'
        WHEN regexp_matches(usage_type, '^USW2-') THEN 'growth'
        WHEN service LIKE '%Load Balancing' THEN 'payments' ELSE 'unallocated' END AS team,
      CASE WHEN coalesce(env, '') <> '' THEN {FOLD.format("env")}
        WHEN account = '222222222222' THEN 'dev' WHEN account = '333333333333' THEN 'staging'
        WHEN usage_type LIKE '%Multi-AZ%' THEN 'prod' WHEN region <> 'us-east-1' THEN 'dev'
        WHEN service = 'Amazon Simple Storage Service' THEN 'prod' ELSE 'other' END AS environment
    FROM charges),
  parts AS (
    SELECT hour, billed::DOUBLE AS cost, team, environment FROM named WHERE team <> 'shared'
    UNION ALL
    SELECT hour, billed * share, requests.team, environment FROM named JOIN requests USING (hour)
    WHERE named.team = 'shared')
  SELECT team, environment, hour, sum(cost) AS cost FROM parts GROUP BY ALL ORDER BY hour, cost DESC
"""
best = None
for _ in range(5):
    start = time.perf_counter()
    connection.execute(f"COPY ({QUESTION}) TO '{target}'")
    taken = time.perf_counter() - start
    best = taken if best is None else min(best, taken)
print(best)

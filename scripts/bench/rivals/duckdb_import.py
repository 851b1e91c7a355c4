"""duckdb_import.py BILL DATABASE: the columns that the question and the ledger need, into a table of DuckDB.

Prints the seconds, without Python's start, and the total.
"""

import sys
import time

import duckdb

bill, database = sys.argv[1:]
start = time.perf_counter()
connection = duckdb.connect(database)
connection.execute(
    f"""
    CREATE TABLE charges AS SELECT
      "lineItem/UsageStartDate"::TIMESTAMP AS hour, "lineItem/UsageAccountId" AS account,
      "lineItem/LineItemType" AS type, "product/ProductName" AS service, "lineItem/UsageType" AS usage_type,
      "lineItem/Operation" AS operation, "lineItem/AvailabilityZone" AS zone, "product/region" AS region,
      "lineItem/ResourceId" AS resource, "lineItem/CurrencyCode" AS currency, "pricing/unit" AS unit,
      "lineItem/UsageAmount"::DECIMAL(38, 12) AS usage, "lineItem/UnblendedCost"::DECIMAL(38, 12) AS billed,
      "pricing/publicOnDemandCost"::DECIMAL(38, 12) AS list, "resourceTags/user:Name" AS name,
      "resourceTags/user:team" AS team, "resourceTags/user:env" AS env, "resourceTags/user:job" AS job
    FROM read_csv('{bill}', header = true, all_varchar = true)
    """
)
connection.execute("CHECKPOINT")
taken = time.perf_counter() - start
print(taken, connection.execute("SELECT sum(billed) FROM charges").fetchone()[0])

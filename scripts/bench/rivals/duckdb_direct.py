"""duckdb_direct.py BILL: the question, straight from the file.

Prints the seconds, without Python's start, and the total.
"""

import sys
import time

import duckdb

start = time.perf_counter()
total = (
    duckdb.connect()
    .execute(
        f"""
        SELECT sum(cost) FROM (
          SELECT "resourceTags/user:team", "product/ProductName", "lineItem/UsageStartDate"::TIMESTAMP,
            sum("lineItem/UnblendedCost"::DECIMAL(38, 12)) AS cost
          FROM read_csv('{sys.argv[1]}', header = true, all_varchar = true) GROUP BY ALL)
        """
    )
    .fetchone()[0]
)
print(time.perf_counter() - start, total)

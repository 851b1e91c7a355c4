"""polars_direct.py BILL: the question, straight from the file; in floating point, as Polars reads costs.

Prints the seconds, without Python's start, and the total.
"""

import sys
import time

import polars

start = time.perf_counter()
answer = (
    polars.scan_csv(sys.argv[1], infer_schema=False)
    .group_by("resourceTags/user:team", "product/ProductName", "lineItem/UsageStartDate")
    .agg(polars.col("lineItem/UnblendedCost").cast(polars.Float64).sum())
    .collect(engine="streaming")
)
print(time.perf_counter() - start, answer["lineItem/UnblendedCost"].sum())

#!/bin/sh
# sqlite_import.sh BILL DATABASE: the whole file into a table, then the question.
sqlite3 "$2" '.mode csv' ".import '$1' charges" \
  'SELECT sum(cost) FROM (SELECT "resourceTags/user:team", "product/ProductName", "lineItem/UsageStartDate",
     sum("lineItem/UnblendedCost") AS cost FROM charges GROUP BY 1, 2, 3)'

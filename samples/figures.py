#!/usr/bin/env python3
"""The figures that hold for the samples, added up from the written bills alone.

Shares no code with the generator: it reads the .csv.gz files as anybody would.

    python3 samples/figures.py      prints them
"""

import csv
import gzip
import json
import sys
from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

USAGE_TYPES = ("Usage", "DiscountedUsage", "SavingsPlanCoveredUsage", "SavingsPlanNegation")

# Findings look at the last 30 days that the bill covers before 2 November.
WINDOW = (datetime(2026, 10, 2), datetime(2026, 11, 1))

SHOW_HOURS = range(19, 23)

# Names of what nobody uses any more: three volumes and an address.
LEFT_BEHIND = ("votes-db-old", "results-export", "loadtest-logs", "old-vpn")


def rows(folder):
    for path in sorted((folder / "bills").rglob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def number(text):
    return Decimal(text) if text else Decimal(0)


def billed(row):
    return number(row["lineItem/UnblendedCost"])


def effective(row):
    kind = row["lineItem/LineItemType"]
    if kind == "DiscountedUsage":
        return number(row["reservation/EffectiveCost"])
    if kind == "SavingsPlanCoveredUsage":
        return number(row["savingsPlan/SavingsPlanEffectiveCost"])
    if kind == "RIFee":
        return (number(row["reservation/UnusedAmortizedUpfrontFeeForBillingPeriod"])
                + number(row["reservation/UnusedRecurringFee"]))
    if kind == "SavingsPlanRecurringFee":
        return number(row["savingsPlan/TotalCommitmentToDate"]) - number(row["savingsPlan/UsedCommitment"])
    if kind in ("SavingsPlanUpfrontFee", "SavingsPlanNegation"):
        return Decimal(0)
    if kind == "Fee" and row["reservation/ReservationARN"]:
        return Decimal(0)
    return billed(row)


def listed(row):
    return number(row["pricing/publicOnDemandCost"])


MEASURES = {"billed": billed, "effective": effective, "list": listed}


def printed(value):
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def total(some):
    return {name: printed(sum(map(measure, some), Decimal(0))) for name, measure in MEASURES.items()}


def sums(some, key):
    """Billed cost by a key of the row; an absent one is called (none)."""
    result = defaultdict(Decimal)
    for row in some:
        result[key(row) or "(none)"] += billed(row)
    return {name: printed(value) for name, value in sorted(result.items())}


def column(name):
    return lambda row: row[name]


def dearest(some, count):
    costs = defaultdict(Decimal)
    for row in some:
        if row["lineItem/ResourceId"]:
            costs[row["lineItem/ResourceId"]] += billed(row)
    ranked = sorted(costs.items(), key=lambda item: (-item[1], item[0]))
    return [{"resource": resource, "billed": printed(cost)} for resource, cost in ranked[:count]]


@lru_cache(maxsize=None)
def time(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.000Z")


def started(row):
    return time(row["lineItem/UsageStartDate"])


def ended(row):
    return time(row["lineItem/UsageEndDate"])


def month(some):
    return {
        "rows": len(some),
        "total": total(some),
        "billed_by_account": sums(some, column("lineItem/UsageAccountId")),
        "billed_by_service": sums(some, lambda r: r["product/ProductName"] or r["lineItem/ProductCode"]),
        "billed_by_service_code": sums(some, column("lineItem/ProductCode")),
        "billed_by_region": sums(some, column("product/region")),
        "billed_by_line_item_type": sums(some, column("lineItem/LineItemType")),
        "billed_by_tag_team": sums(some, column("resourceTags/user:team")),
        "billed_by_tag_environment": sums(some, column("resourceTags/user:environment")),
        "billed_by_tag_show": sums(some, column("resourceTags/user:show")),
        "dearest_resources": dearest(some, 10),
    }


def invoices(folder):
    """What AWS asks for: the charges of each invoice number, rounded half to even to the cent."""
    asked = defaultdict(Decimal)
    for row in rows(folder):
        if row["bill/InvoiceId"]:
            asked[row["lineItem/LegalEntity"], row["bill/InvoiceId"]] += billed(row)
    lines = [f'"{issuer}",{number},{amount.quantize(Decimal("0.01"))},USD'
             for (issuer, number), amount in sorted(asked.items())]
    return "\n".join(["issuer,invoice,amount,currency"] + lines) + "\n"


def is_machine(row):
    return row["lineItem/ProductCode"] == "AmazonEC2" and ("BoxUsage:" in row["lineItem/UsageType"]
                                                           or "SpotUsage:" in row["lineItem/UsageType"])


def show_nights(some):
    """The voting fleet's machines in the four hours of each show."""
    nights = defaultdict(list)
    days = {row["lineItem/UsageStartDate"][:10] for row in some if row["resourceTags/user:show"]}
    for row in some:
        day, hour = row["lineItem/UsageStartDate"][:10], int(row["lineItem/UsageStartDate"][11:13])
        if day in days and hour in SHOW_HOURS and is_machine(row) \
                and row["resourceTags/aws:autoscaling:groupName"] == "voting-web":
            nights[day].append(row)
    return {day: {"nodes": len({row["lineItem/ResourceId"] for row in night}), **total(night)}
            for day, night in sorted(nights.items())}


def load_test(some):
    """The injectors' machines, by region and month."""
    found = defaultdict(list)
    for row in some:
        if row["resourceTags/user:role"] == "load-test" and is_machine(row):
            found[row["bill/BillingPeriodStartDate"][:7], row["product/region"]].append(row)
    result = defaultdict(dict)
    for (period, region), lines in sorted(found.items()):
        result[period][region] = {"instances": len({r["lineItem/ResourceId"] for r in lines}), **total(lines)}
    return dict(result)


def usage_in_window(some):
    """The window's charges for the use of resources.

    Leaves out resources with a span that reaches over the window's border,
    because such a charge would first have to be spread over its hours.
    """
    use = [row for row in some if row["lineItem/LineItemType"] in USAGE_TYPES and row["lineItem/ResourceId"]]
    cut = {row["lineItem/ResourceId"] for row in use
           for border in WINDOW if started(row) < border < ended(row)}
    return [row for row in use if WINDOW[0] <= started(row) and ended(row) <= WINDOW[1]
            and row["lineItem/ResourceId"] not in cut]


def resources_in_window(some):
    """Effective cost of use in the window, by resource and by auto scaling group."""
    by_resource, by_group, names = defaultdict(Decimal), defaultdict(Decimal), {}
    for row in usage_in_window(some):
        resource = row["lineItem/ResourceId"]
        by_resource[resource] += effective(row)
        names[resource] = row["resourceTags/user:Name"]
        if row["resourceTags/aws:autoscaling:groupName"]:
            by_group[row["resourceTags/aws:autoscaling:groupName"]] += effective(row)
    return by_resource, by_group, names


def last_30_days(some):
    by_resource, by_group, names = resources_in_window(some)
    of_shows = {row["lineItem/ResourceId"] for row in some if row["resourceTags/user:show"]}
    behind = {resource: {"name": names[resource], "effective": printed(cost)}
              for resource, cost in sorted(by_resource.items())
              if names[resource].startswith(LEFT_BEHIND)}
    return {
        "from": f"{WINDOW[0]:%Y-%m-%d}", "to": f"{WINDOW[1]:%Y-%m-%d}",
        "left_behind": behind,
        "groups_by_tag": {name: printed(cost) for name, cost in sorted(by_group.items())},
        # Without the show nights' thousands of nodes.
        "resources": {resource: printed(cost) for resource, cost in sorted(by_resource.items())
                      if resource not in of_shows},
    }


def figures(folder):
    some = list(rows(folder))
    periods = defaultdict(list)
    for row in some:
        periods[row["bill/BillingPeriodStartDate"][:7]].append(row)
    return {
        "months": {period: month(lines) for period, lines in sorted(periods.items())},
        "show_nights": show_nights(some),
        "load_test": load_test(some),
        "last_30_days": last_30_days(some),
    }


def as_json(folder):
    return json.dumps(figures(folder), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_json(Path(__file__).resolve().parent))

"""The bill: an AWS Cost and Usage Report (CUR 1.0), as AWS delivers it to a bucket."""

import gzip
import io
import json
from decimal import Decimal
from functools import lru_cache

from . import chance, meters, money
from .estate import HOME, IRELAND, OREGON, PRODUCTION
from .seasons import MONTHS

REPORT = "agora-cur"
PARTS = {9: 1, 10: 2}  # how many files a month comes in

# October is not final when it is delivered, so no invoice has a number yet.
INVOICES = {9: "2106473855", 10: ""}

TAG_KEYS = ("aws:autoscaling:groupName", "aws:createdBy", "user:Name", "user:Team", "user:environment",
            "user:product", "user:role", "user:show", "user:team")

COLUMNS = tuple("""
    identity/LineItemId identity/TimeInterval
    bill/InvoiceId bill/BillingEntity bill/BillType bill/PayerAccountId
    bill/BillingPeriodStartDate bill/BillingPeriodEndDate
    lineItem/UsageAccountId lineItem/LineItemType lineItem/UsageStartDate lineItem/UsageEndDate
    lineItem/ProductCode lineItem/UsageType lineItem/Operation lineItem/AvailabilityZone lineItem/ResourceId
    lineItem/UsageAmount lineItem/NormalizationFactor lineItem/NormalizedUsageAmount lineItem/CurrencyCode
    lineItem/UnblendedRate lineItem/UnblendedCost lineItem/BlendedRate lineItem/BlendedCost
    lineItem/LineItemDescription lineItem/TaxType lineItem/LegalEntity
    product/ProductName product/databaseEngine product/deploymentOption product/instanceType product/location
    product/operatingSystem product/productFamily product/region product/regionCode product/servicecode
    product/sku product/storageClass product/tenancy product/volumeApiName
    pricing/RateId pricing/currency pricing/publicOnDemandCost pricing/publicOnDemandRate pricing/term pricing/unit
    reservation/AmortizedUpfrontCostForUsage reservation/AmortizedUpfrontFeeForBillingPeriod
    reservation/EffectiveCost reservation/EndTime reservation/NumberOfReservations
    reservation/RecurringFeeForUsage reservation/ReservationARN reservation/StartTime
    reservation/UnusedAmortizedUpfrontFeeForBillingPeriod reservation/UnusedQuantity
    reservation/UnusedRecurringFee reservation/UpfrontValue
    savingsPlan/AmortizedUpfrontCommitmentForBillingPeriod savingsPlan/RecurringCommitmentForBillingPeriod
    savingsPlan/SavingsPlanARN savingsPlan/SavingsPlanEffectiveCost savingsPlan/SavingsPlanRate
    savingsPlan/TotalCommitmentToDate savingsPlan/UsedCommitment
""".split()) + tuple("resourceTags/" + key for key in TAG_KEYS)
PLACE = {name: place for place, name in enumerate(COLUMNS)}

PRODUCT_NAMES = {
    "AmazonEC2": "Amazon Elastic Compute Cloud", "AmazonS3": "Amazon Simple Storage Service",
    "AmazonRDS": "Amazon Relational Database Service", "AmazonElastiCache": "Amazon ElastiCache",
    "AmazonDynamoDB": "Amazon DynamoDB", "AmazonCloudWatch": "AmazonCloudWatch", "AmazonRoute53": "Amazon Route 53",
    "AmazonVPC": "Amazon Virtual Private Cloud", "AWSELB": "Elastic Load Balancing", "AWSLambda": "AWS Lambda",
    "AWSQueueService": "Amazon Simple Queue Service", "AWSSupportBusiness": "AWS Support (Business)",
    "ComputeSavingsPlans": "Savings Plans for AWS Compute usage",
}

# The line types that have a price on demand; fees, taxes and negations have none.
PRICED = ("Usage", "DiscountedUsage", "SavingsPlanCoveredUsage")

LOCATIONS = {HOME: "US East (N. Virginia)", IRELAND: "EU (Ireland)", OREGON: "US West (Oregon)", "": ""}


# Rows

@lru_cache(maxsize=None)
def _date(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


@lru_cache(maxsize=None)
def _interval(start, end):
    return f"{start:%Y-%m-%dT%H:%M:%SZ}/{end:%Y-%m-%dT%H:%M:%SZ}"


def _quoted(value):
    """A field as CSV; one that ends in a blank is quoted too, so that no reader drops the blank."""
    if any(c in value for c in ',"\n\r') or value != value.strip():
        return '"' + value.replace('"', '""') + '"'
    return value


def _tag_columns(tags):
    named = {}
    for key, value in tags.items():
        named["resourceTags/" + (key if key.startswith("aws:") else "user:" + key)] = value
    return named


def _creator(meter):
    """Who made the thing, as AWS records it in a tag of its own for some resources."""
    if "aws:autoscaling:groupName" in meter.tags:
        return f"AssumedRole:AROA{chance.capitals('autoscaling', 17)}:AutoScaling"
    if meter.tags.get("role") == "load-test":
        return f"IAMUser:AIDA{chance.capitals('loadtest', 17)}:loadtest"
    return ""


def _template(meter, start, end):
    """The fields that all rows of a meter share, ready to be joined."""
    product_key = f"{meter.code} {meter.usage_type} {meter.operation} {meter.region}"
    values = {
        "bill/InvoiceId": INVOICES[start.month], "bill/BillingEntity": "AWS",
        "bill/BillType": "Refund" if meter.line_type == "Refund" else "Anniversary",
        "bill/PayerAccountId": PRODUCTION,
        "bill/BillingPeriodStartDate": _date(start), "bill/BillingPeriodEndDate": _date(end),
        "lineItem/UsageAccountId": meter.account, "lineItem/LineItemType": meter.line_type,
        "lineItem/ProductCode": meter.code, "lineItem/UsageType": meter.usage_type,
        "lineItem/Operation": meter.operation, "lineItem/AvailabilityZone": meter.zone,
        "lineItem/ResourceId": meter.resource, "lineItem/CurrencyCode": "USD",
        "lineItem/LineItemDescription": meter.description, "lineItem/LegalEntity": "Amazon Web Services, Inc.",
        "product/ProductName": PRODUCT_NAMES[meter.code], "product/location": LOCATIONS[meter.region],
        "product/productFamily": meter.family, "product/region": meter.region, "product/regionCode": meter.region,
        "product/servicecode": meter.code, "pricing/unit": meter.unit,
        "resourceTags/aws:createdBy": _creator(meter),
    }
    if meter.usage_type:
        values.update({"product/sku": chance.capitals(product_key, 16), "pricing/currency": "USD",
                       "pricing/RateId": str(10 ** 10 + chance.number(product_key, 9 * 10 ** 10))})
    if meter.line_type not in ("Tax", "Fee", "Credit", "Refund"):
        values.update({"lineItem/UnblendedRate": money.printed(meter.rate),
                       "lineItem/BlendedRate": money.printed(meter.rate)})
    if meter.line_type in PRICED:
        list_rate = meter.rate if meter.list_rate is None else meter.list_rate
        values["pricing/publicOnDemandRate"] = money.printed(list_rate)
    values.update(meter.columns)
    values.update(_tag_columns(meter.tags))
    fields = [""] * len(COLUMNS)
    for name, value in values.items():
        fields[PLACE[name]] = _quoted(value)
    return fields


def _list_cost(meter, quantity):
    """What it would have cost on demand."""
    if meter.line_type not in PRICED:
        return Decimal(0)
    return money.amount(meter.rate if meter.list_rate is None else meter.list_rate, quantity)


def cost(meter, quantity):
    return money.amount(meter.rate, quantity)


def _measures(meter, quantity):
    """The columns that depend on how much was used."""
    billed = money.printed(cost(meter, quantity))
    values = {
        "lineItem/UsageAmount": money.printed(quantity),
        "lineItem/UnblendedCost": billed, "lineItem/BlendedCost": billed,
        "pricing/publicOnDemandCost": money.printed(_list_cost(meter, quantity)),
    }
    if meter.line_type == "DiscountedUsage":
        effective = money.printed(money.amount(meter.committed_rate, quantity))
        values.update({"reservation/EffectiveCost": effective, "reservation/RecurringFeeForUsage": effective,
                       "reservation/AmortizedUpfrontCostForUsage": "0.0"})
    elif meter.line_type == "SavingsPlanCoveredUsage":
        values["savingsPlan/SavingsPlanEffectiveCost"] = money.printed(money.amount(meter.committed_rate, quantity))
    return [(PLACE[name], value) for name, value in values.items()]


def rows(meter, start, end):
    fields = _template(meter, start, end)
    series = "|".join((meter.account, meter.line_type, meter.code, meter.usage_type, meter.operation, meter.resource,
                       meter.columns.get("savingsPlan/SavingsPlanARN", "")))
    # One id for a series and a month; with the interval it names a row. AWS gives
    # each hour its own, which nothing could compress.
    fields[0] = chance.line_item_id(f"{series}|{start:%Y-%m}")
    measured = {}
    for first, last, quantity in meter.readings:
        if quantity not in measured:
            measured[quantity] = _measures(meter, quantity)
        for place, value in measured[quantity]:
            fields[place] = value
        fields[1] = _interval(first, last)
        fields[PLACE["lineItem/UsageStartDate"]] = _date(first)
        fields[PLACE["lineItem/UsageEndDate"]] = _date(last)
        yield ",".join(fields)


# A month

def month_of_meters(start, end):
    """All that is charged in a month. Support and tax follow from the rest."""
    charged = list(meters.all_usage(start, end))
    charged += meters.support(sum(_total(m) for m in charged if m.line_type not in ("Credit", "Refund")), start, end)
    taxable = {}
    for meter in charged:
        if meter.line_type != "Refund":
            key = meter.account, meter.code
            taxable[key] = taxable.get(key, Decimal(0)) + _total(meter)
    return charged + list(meters.tax(taxable, start, end))


def _total(meter):
    return sum((cost(meter, quantity) for _, _, quantity in meter.readings), Decimal(0))


def _parts(charged, start, end):
    """The month's rows in its files; a series never continues in the next file."""
    count = PARTS[start.month]
    total = sum(len(meter.readings) for meter in charged)
    parts, taken = [[] for _ in range(count)], 0
    for meter in charged:
        parts[taken * count // total].extend(rows(meter, start, end))
        taken += len(meter.readings)
    return parts


def _gzipped(lines):
    buffer = io.BytesIO()
    # Neither name nor time: the same content gives the same file.
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode("utf-8"))
    return buffer.getvalue()


def _column_type(name):
    if name == "identity/TimeInterval":
        return "Interval"
    if name.endswith("Date"):
        return "DateTime"
    if name.startswith("resourceTags/") or name == "bill/InvoiceId":
        return "OptionalString"
    if name.endswith(("Cost", "Rate", "Amount")):
        return "OptionalBigDecimal"
    return "String"


def _manifest(assembly, start, end, keys):
    columns = []
    for name in COLUMNS:
        category, _, column = name.partition("/")
        columns.append({"category": category, "name": column, "type": _column_type(name)})
    content = {
        "assemblyId": assembly, "account": PRODUCTION, "columns": columns, "charset": "UTF-8",
        "compression": "GZIP", "contentType": "text/csv",
        "reportId": chance.hexadecimal("report " + REPORT, 64), "reportName": REPORT,
        "billingPeriod": {"start": f"{start:%Y%m%dT%H%M%S}.000Z", "end": f"{end:%Y%m%dT%H%M%S}.000Z"},
        "bucket": "agora-billing", "reportKeys": keys, "additionalArtifactKeys": [],
    }
    return (json.dumps(content, indent=2) + "\n").encode("utf-8")


def files():
    """Path (under bills/) and content of each file of the delivery."""
    header = ",".join(COLUMNS)
    for start, end in MONTHS:
        folder = f"{REPORT}/{start:%Y%m%d}-{end:%Y%m%d}"
        assembly = chance.uuid(f"assembly {start:%Y-%m}")
        paths = []
        for number, lines in enumerate(_parts(month_of_meters(start, end), start, end), 1):
            paths.append(f"{folder}/{assembly}/{REPORT}-{number:05}.csv.gz")
            yield paths[-1], _gzipped([header] + lines)
        manifest = _manifest(assembly, start, end, ["bills/" + path for path in paths])
        yield f"{folder}/{assembly}/{REPORT}-Manifest.json", manifest
        yield f"{folder}/{REPORT}-Manifest.json", manifest

"""What is charged: for each thing, its price and how much of it was used when.

A meter is one series of the bill. Its readings are (start, end, quantity).
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal as D
from typing import Dict, List, Optional, Tuple

from . import estate, money
from .estate import DEVELOPMENT, HOME, IRELAND, OREGON, PRODUCTION, tagged
from .seasons import (DAY, FIRST_SHOW_HOUR, HOUR, LAST_SHOW_HOUR, SHOWS, spans, votes_between, votes_in_hour)

SECOND = HOUR / 3600
Reading = Tuple[datetime, datetime, D]

USAGE_TYPE_PREFIX = {HOME: "", IRELAND: "EU-", OREGON: "USW2-"}

RESERVATION = f"arn:aws:ec2:{HOME}:{PRODUCTION}:reserved-instances/4b2293b4-5813-4cc8-9ce3-1957fc1dcfc8"
COMPUTE_PLAN = f"arn:aws:savingsplans::{PRODUCTION}:savingsplan/0b1c6d0e-6c3e-4f0c-9a4e-2f5d6a7b8c91"
M5_PLAN = f"arn:aws:savingsplans::{PRODUCTION}:savingsplan/7e2f9a34-1d5b-4c8e-8f60-93ab2c4d5e6f"

# Dollars an hour
ON_DEMAND = {
    (HOME, "c5.2xlarge"): D("0.34"), (HOME, "m5.xlarge"): D("0.192"), (HOME, "m5.large"): D("0.096"),
    (HOME, "t3.large"): D("0.0832"), (HOME, "t3.medium"): D("0.0416"), (HOME, "t3.xlarge"): D("0.1664"),
    (IRELAND, "c5.4xlarge"): D("0.768"), (OREGON, "c5.4xlarge"): D("0.68"),
}
RESERVED_RATE = D("0.121")
RESERVED_COUNT, RESERVED_USED = 10, 8
COMPUTE_PLAN_RATE = D("0.245")
M5_PLAN_RATE = {"m5.large": D("0.06"), "m5.xlarge": D("0.12")}
M5_COMMITMENT = D("0.3")
M5_PLAN_STARTED = datetime(2026, 10, 1)
SPOT_RATE = {"a": D("0.1317"), "b": D("0.1284"), "c": D("0.1401")}
VOLUME_RATE = {"gp2": D("0.1"), "gp3": D("0.08")}


@dataclass
class Meter:
    account: str
    code: str  # lineItem/ProductCode
    usage_type: str
    operation: str
    description: str
    rate: D
    readings: List[Reading]
    unit: str = ""
    line_type: str = "Usage"
    region: str = HOME
    zone: str = ""
    resource: str = ""
    family: str = ""
    tags: Dict[str, str] = field(default_factory=dict)
    list_rate: Optional[D] = None  # else the rate
    committed_rate: Optional[D] = None  # what an hour costs under the reservation or savings plan
    columns: Dict[str, str] = field(default_factory=dict)


# Readings

def hours(start, end, quantity=D(1)):
    return [(a, b, quantity) for a, b in spans(start, end, HOUR)]


def days(start, end, quantity):
    return [(a, b, quantity) for a, b in spans(start, end, DAY)]


def whole(start, end, quantity=D(1)):
    return [(start, end, quantity)]


def by_votes(start, end, step, per_thousand_votes):
    """Quantities that follow the votes."""
    if step == HOUR:
        return [(a, b, per_thousand_votes * votes_in_hour(a) / 1000) for a, b in spans(start, end, HOUR)]
    return [(a, b, per_thousand_votes * votes_between(a, b) / 1000) for a, b in spans(start, end, step)]


# Machines

def _running(instance, start, end):
    until = min(instance.stopped_at or end, end)
    return [(a, b, money.ratio((min(b, until) - a).seconds, 3600))
            for a, b in spans(max(start, instance.launched.replace(minute=0, second=0)), end, HOUR) if a < until]


def _box(instance, readings, **others):
    rate = ON_DEMAND[instance.region, instance.kind]
    values = dict(
        rate=rate, unit="Hrs", region=instance.region, zone=instance.zone, resource=instance.id,
        family="Compute Instance", tags=instance.tags,
        description=f"${rate} per On Demand Linux {instance.kind} Instance Hour",
        columns={"product/instanceType": instance.kind, "product/operatingSystem": "Linux",
                 "product/tenancy": "Shared", "pricing/term": "OnDemand"})
    values.update(others)
    return Meter(instance.account, "AmazonEC2", USAGE_TYPE_PREFIX[instance.region] + "BoxUsage:" + instance.kind,
                 "RunInstances", readings=readings, **values)


def _reserved(instance, readings):
    meter = _box(instance, readings, line_type="DiscountedUsage", list_rate=ON_DEMAND[HOME, instance.kind],
                 rate=D(0), committed_rate=RESERVED_RATE,
                 description=f"Linux/UNIX (Amazon VPC), {instance.kind} reserved instance applied")
    meter.columns.update({"reservation/ReservationARN": RESERVATION, "pricing/term": "Reserved",
                          "lineItem/NormalizationFactor": "8.0", "lineItem/NormalizedUsageAmount": "8.0"})
    return meter


def _planned(instance, readings, plan, rate):
    meter = _box(instance, readings, line_type="SavingsPlanCoveredUsage", committed_rate=rate)
    meter.columns.update({"savingsPlan/SavingsPlanARN": plan, "savingsPlan/SavingsPlanRate": money.printed(rate)})
    return meter


def instances(start, end):
    for instance in estate.INSTANCES:
        readings = _running(instance, start, end)
        if not readings or instance.stopped_at and instance.stopped_at <= start:
            continue
        if instance.purchase == "reserved":
            yield _reserved(instance, readings)
        elif instance.purchase == "savings plan":
            yield _planned(instance, readings, COMPUTE_PLAN, COMPUTE_PLAN_RATE)
        elif instance.group == "vote-counter" and start >= M5_PLAN_STARTED:
            yield _planned(instance, readings, M5_PLAN, M5_PLAN_RATE[instance.kind])
        else:
            yield _box(instance, readings)


def show_nights(start, end):
    """The nodes that the voting fleet has for four hours of a Saturday, half of them spot."""
    model = estate.VOTING_WEB[-1]
    for day, show, nodes in SHOWS:
        if not start <= day < end:
            continue
        tags = {**model.tags, "show": show}
        for node in estate.show_nodes(day, nodes):
            yield _show_node(model, node, day, tags)


def _show_node(model, node, day, tags):
    readings = hours(day + FIRST_SHOW_HOUR * HOUR, day + (LAST_SHOW_HOUR + 1) * HOUR)
    readings[0] = (*readings[0][:2], money.ratio(3600 - node.started_late, 3600))
    readings[-1] = (*readings[-1][:2], money.ratio(3600 - node.ended_early, 3600))
    meter = _box(model, readings, zone=node.zone, resource=node.id, tags=tags)
    if node.spot:
        meter.list_rate, meter.rate = meter.rate, SPOT_RATE[node.zone[-1]]
        meter.usage_type = "SpotUsage:" + model.kind
        meter.operation = "RunInstances:SV" + {"a": "001", "b": "002", "c": "003"}[node.zone[-1]]
        meter.description = (f"{model.kind} Linux/UNIX Spot Instance-hour in US East (Virginia) "
                             f"in VPC Zone #{node.zone[-1]}")
        meter.columns = {"product/instanceType": model.kind, "product/operatingSystem": "Linux",
                         "product/tenancy": "Shared"}
    return meter


# Commitments

def reservation_fee(start, end):
    length = D((end - start) // HOUR)
    unused = money.amount(RESERVED_RATE, length * (RESERVED_COUNT - RESERVED_USED))
    # AWS lets the span of this one line end a second before the month does.
    yield Meter(PRODUCTION, "AmazonEC2", "HeavyUsage:m5.xlarge", "RunInstances",
                f"USD {RESERVED_RATE} hourly fee per Linux/UNIX (Amazon VPC), m5.xlarge instance", RESERVED_RATE,
                [(start, end - SECOND, length * RESERVED_COUNT)], "Hrs", "RIFee",
                family="Compute Instance", columns={
                    "reservation/ReservationARN": RESERVATION, "product/instanceType": "m5.xlarge",
                    "pricing/term": "Reserved", "reservation/NumberOfReservations": str(RESERVED_COUNT),
                    "reservation/StartTime": "2026-06-18T09:00:00.000Z",
                    "reservation/EndTime": "2027-06-18T08:59:59.000Z",
                    "reservation/UnusedQuantity": money.printed(length * (RESERVED_COUNT - RESERVED_USED)),
                    "reservation/UnusedRecurringFee": money.printed(unused),
                    "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod": "0.0",
                    "reservation/AmortizedUpfrontFeeForBillingPeriod": "0.0", "reservation/UpfrontValue": "0.0"})


def _plan(plan, name, commitment, used, start, end):
    return Meter(PRODUCTION, "ComputeSavingsPlans", name, "", f"1 year No Upfront {name.split(':')[0]} savings plan",
                 commitment, hours(start, end), "Hrs", "SavingsPlanRecurringFee",
                 region=HOME if plan == M5_PLAN else "",
                 columns={"savingsPlan/SavingsPlanARN": plan,
                          "savingsPlan/TotalCommitmentToDate": money.printed(commitment),
                          "savingsPlan/UsedCommitment": money.printed(used),
                          "savingsPlan/RecurringCommitmentForBillingPeriod":
                              money.printed(commitment * ((end - start) // HOUR)),
                          "savingsPlan/AmortizedUpfrontCommitmentForBillingPeriod": "0.0"})


def _negation(plan, kind, count, start, end):
    """Takes back, an hour at a time, what the covered lines charge on demand."""
    return Meter(PRODUCTION, "AmazonEC2", "BoxUsage:" + kind, "RunInstances",
                 f"SavingsPlanNegation used by AccountId : {PRODUCTION} and UsageSku : {kind}",
                 -ON_DEMAND[HOME, kind], hours(start, end, D(count)), "Hrs", "SavingsPlanNegation",
                 family="Compute Instance", columns={"savingsPlan/SavingsPlanARN": plan})


def savings_plans(start, end):
    covered = [i for i in estate.INSTANCES if i.purchase == "savings plan"]
    used = COMPUTE_PLAN_RATE * len(covered)
    yield _plan(COMPUTE_PLAN, "ComputeSP:1yrNoUpfront", used, used, start, end)
    yield _negation(COMPUTE_PLAN, "c5.2xlarge", len(covered), start, end)
    if start >= M5_PLAN_STARTED:
        # Bought on 1 October, and a fifth of it stays unused.
        used = sum(M5_PLAN_RATE[i.kind] for i in estate.VOTE_COUNTER)
        yield _plan(M5_PLAN, "EC2SP:m5.1yrNoUpfront", M5_COMMITMENT, used, start, end)
        yield _negation(M5_PLAN, "m5.large", 2, start, end)
        yield _negation(M5_PLAN, "m5.xlarge", 1, start, end)


# Disks

def _share_of_month(size, start, end):
    return money.ratio(size * 24, (end - start) // HOUR)


def volumes(start, end):
    for volume in estate.VOLUMES:
        region = volume.zone[:-1]
        since = max(start, volume.created.replace(hour=0, minute=0, second=0))
        kind = "General Purpose" if volume.kind == "gp3" else "General Purpose SSD (gp2)"
        yield Meter(volume.account, "AmazonEC2", USAGE_TYPE_PREFIX[region] + "EBS:VolumeUsage." + volume.kind,
                    "CreateVolume-" + volume.kind.capitalize(),
                    f"${VOLUME_RATE[volume.kind]} per GB-month of {kind} provisioned storage",
                    VOLUME_RATE[volume.kind], days(since, end, _share_of_month(volume.size, start, end)), "GB-Mo",
                    region=region, zone=volume.zone, resource=volume.id, family="Storage", tags=volume.tags,
                    columns={"product/volumeApiName": volume.kind, "pricing/term": "OnDemand"})


def snapshots(start, end):
    for snapshot in estate.SNAPSHOTS:
        since = max(start, snapshot.started.replace(hour=0, minute=0, second=0))
        yield Meter(snapshot.account, "AmazonEC2", USAGE_TYPE_PREFIX[snapshot.region] + "EBS:SnapshotUsage",
                    "CreateSnapshot", "$0.05 per GB-Month of snapshot data stored", D("0.05"),
                    days(since, end, _share_of_month(snapshot.size, start, end)), "GB-Mo", region=snapshot.region,
                    resource=f"arn:aws:ec2:{snapshot.region}:{snapshot.account}:snapshot/{snapshot.id}",
                    family="Storage Snapshot", tags=snapshot.tags, columns={"pricing/term": "OnDemand"})


# Network

def balancers(start, end):
    for balancer in estate.BALANCERS:
        kind = "Load Balancer" if balancer.classic else "Load Balancer-Application"
        rate = D("0.025") if balancer.classic else D("0.0225")
        # The one that carries the votes is read by the hour, the quiet ones by the day.
        readings = hours(start, end) if balancer.name == "voting-alb" else days(start, end, D(24))
        yield Meter(balancer.account, "AWSELB", "LoadBalancerUsage",
                    "LoadBalancing" if balancer.classic else "LoadBalancing:Application",
                    f"${rate} per LoadBalancer-hour (or partial hour)", rate, readings, "Hrs",
                    resource=balancer.arn, family=kind, tags=balancer.tags, columns={"pricing/term": "OnDemand"})


def _served(balancer_name, step, start, end, units_per_thousand, gigabytes_per_thousand):
    balancer = next(b for b in estate.BALANCERS if b.name == balancer_name)
    common = dict(resource=balancer.arn, tags=balancer.tags, columns={"pricing/term": "OnDemand"})
    yield Meter(balancer.account, "AWSELB", "LCUUsage", "LoadBalancing:Application",
                "$0.008 per used Application load balancer capacity unit-hour (or partial hour)", D("0.008"),
                by_votes(start, end, step, units_per_thousand), "LCU-Hrs", family="Load Balancer-Application", **common)
    yield Meter(balancer.account, "AWSELB", "DataTransfer-Out-Bytes", "LoadBalancing:Application",
                "$0.085 per GB - next 40 TB / month data transfer out", D("0.085"),
                by_votes(start, end, step, gigabytes_per_thousand), "GB", family="Data Transfer", **common)


def network(start, end):
    yield from balancers(start, end)
    yield from _served("voting-alb", HOUR, start, end, D("0.3817"), D("0.5271"))
    yield from _served("results-alb", DAY, start, end, D("0.0419"), D("0.0963"))
    yield from _nat_gateway(start, end)
    yield Meter(PRODUCTION, "AmazonEC2", "DataTransfer-Regional-Bytes", "InterZone-Out",
                "$0.010 per GB - regional data transfer - in/out/between EC2 AZs or using elastic IPs or ELB",
                D("0.01"), by_votes(start, end, DAY, D("0.4373")), "GB", family="Data Transfer")
    # A few bytes each day to the region next door.
    yield Meter(DEVELOPMENT, "AmazonEC2", "USE1-USW2-AWS-Out-Bytes", "PublicIP-Out",
                "$0.020 per GB - US East (Northern Virginia) data transfer to US West (Oregon)", D("0.02"),
                days(start, end, D("2.6E-7")), "GB", family="Data Transfer")


def _nat_gateway(start, end):
    arn = f"arn:aws:ec2:{HOME}:{PRODUCTION}:natgateway/{estate.NAT_GATEWAY}"
    common = dict(resource=arn, family="NAT Gateway", columns={"pricing/term": "OnDemand"})
    yield Meter(PRODUCTION, "AmazonEC2", "NatGateway-Hours", "NatGateway", "$0.045 per NAT Gateway Hour", D("0.045"),
                days(start, end, D(24)), "Hrs", **common)
    yield Meter(PRODUCTION, "AmazonEC2", "NatGateway-Bytes", "NatGateway",
                "$0.045 per GB Data Processed by NAT Gateways", D("0.045"),
                by_votes(start, end, DAY, D("0.1879")), "GB", **common)


def addresses(start, end):
    for address in estate.ADDRESSES:
        idle = address is estate.left_behind_address()
        word = "IdleAddress" if idle else "InUseAddress"
        yield Meter(address.account, "AmazonVPC", "PublicIPv4:" + word,
                    "AllocateAddressVPC" if idle else "AssociateAddressVPC",
                    f"$0.005 per {'Idle' if idle else 'In-use'} public IPv4 address per hour", D("0.005"),
                    hours(start, end) if idle else days(start, end, D(24)), "Hrs",
                    resource=f"arn:aws:ec2:{HOME}:{address.account}:elastic-ip/{address.allocation}",
                    family="VpcPublicIPv4" + ("Idle" if idle else "Inuse"), tags=address.tags,
                    columns={"pricing/term": "OnDemand"})


# Data

def databases(start, end):
    for database in estate.DATABASES:
        prefix = "Multi-AZ" if database.multi_az else "Single-AZ"
        rate = D("4.0") if database.multi_az else D("0.072")
        storage_rate = D("0.23") if database.multi_az else D("0.115")
        usage = "Multi-AZUsage:" if database.multi_az else "InstanceUsage:"
        common = dict(resource=database.arn, tags=database.tags, columns={
            "product/databaseEngine": "PostgreSQL", "product/deploymentOption": prefix, "pricing/term": "OnDemand"})
        readings = hours(start, end) if database.multi_az else days(start, end, D(24))
        yield Meter(database.account, "AmazonRDS", usage + database.kind, "CreateDBInstance:0014",
                    f"${rate} per RDS {database.kind} {prefix} instance hour (or partial hour) running PostgreSQL",
                    rate, readings, "Hrs", family="Database Instance", **common)
        yield Meter(database.account, "AmazonRDS",
                    f"RDS:{'Multi-AZ-' if database.multi_az else ''}GP3-Storage", "CreateDBInstance:0014",
                    f"${storage_rate} per GB-month of provisioned gp3 storage running PostgreSQL", storage_rate,
                    days(start, end, _share_of_month(database.storage, start, end)), "GB-Mo",
                    family="Database Storage", **common)


def caches(start, end):
    for name, team, product in (("results-cache", "results", "results"), ("checkout-cache", "chekout", "checkout")):
        yield Meter(PRODUCTION, "AmazonElastiCache", "NodeUsage:cache.r5.large", "CreateCacheCluster:0002",
                    "$0.216 per Cache Node Hour (or partial hour) running Redis", D("0.216"), days(start, end, D(24)),
                    "Hrs", resource=f"arn:aws:elasticache:{HOME}:{PRODUCTION}:cluster:{name}", family="Cache Instance",
                    tags=tagged(name, team, product), columns={"pricing/term": "OnDemand"})


def tables(start, end):
    common = dict(resource=f"arn:aws:dynamodb:{HOME}:{PRODUCTION}:table/votes",
                  tags=tagged("votes", "voting", "voting"), columns={"pricing/term": "OnDemand"})
    yield Meter(PRODUCTION, "AmazonDynamoDB", "WriteRequestUnits", "PayPerRequestThroughput",
                "$0.625 per million write request units (N. Virginia)", D("6.25E-7"),
                by_votes(start, end, HOUR, D(31217)), "WriteRequestUnits",
                family="Amazon DynamoDB PayPerRequest Throughput", **common)
    yield Meter(PRODUCTION, "AmazonDynamoDB", "TimedStorage-ByteHrs", "StandardStorage",
                "$0.25 per GB-Month of storage used beyond first 25 free GB-Months", D("0.25"),
                days(start, end, _share_of_month(640, start, end)), "GB-Mo", family="Database Storage", **common)


def buckets(start, end):
    # The blank after the team's name is how somebody typed it.
    archive = dict(resource="agora-votes-archive", tags=tagged("agora-votes-archive", "voting ", "voting"))
    site = dict(resource="agora-site", tags=tagged("agora-site", "results", "results"))
    for what, size in ((archive, 18000), (site, 900)):
        yield Meter(PRODUCTION, "AmazonS3", "TimedStorage-ByteHrs", "StandardStorage",
                    "$0.023 per GB - first 50 TB / month of storage used", D("0.023"),
                    days(start, end, _share_of_month(size, start, end)), "GB-Mo", family="Storage", **what,
                    columns={"product/storageClass": "General Purpose", "pricing/term": "OnDemand"})
    yield Meter(PRODUCTION, "AmazonS3", "Requests-Tier1", "PutObject",
                "$0.005 per 1,000 PUT, COPY, POST, or LIST requests", D("0.000005"),
                by_votes(start, end, DAY, D("97.3")), "Requests", family="API Request", **archive)
    yield Meter(PRODUCTION, "AmazonS3", "Requests-Tier2", "GetObject",
                "$0.004 per 10,000 GET and all other requests", D("4E-7"),
                by_votes(start, end, DAY, D("611.9")), "Requests", family="API Request", **site)


# Everything else

def serverless(start, end):
    tags = tagged("vote-validator", "voting", "voting")
    function = dict(resource=f"arn:aws:lambda:{HOME}:{PRODUCTION}:function:vote-validator", tags=tags,
                    family="Serverless")
    yield Meter(PRODUCTION, "AWSLambda", "Lambda-GB-Second", "Invoke",
                "AWS Lambda - Total Compute - US East (Northern Virginia)", D("0.0000166667"),
                by_votes(start, end, DAY, D("193.7")), "Lambda-GB-Second", **function)
    yield Meter(PRODUCTION, "AWSLambda", "Request", "Invoke",
                "AWS Lambda - Total Requests - US East (Northern Virginia)", D("2E-7"),
                by_votes(start, end, DAY, D("3121.7")), "Requests", **function)
    yield Meter(PRODUCTION, "AWSQueueService", "Requests-RBP", "SendMessage",
                "$0.40 per million Amazon SQS requests in Tier1", D("4E-7"), by_votes(start, end, DAY, D("3121.7")),
                "Requests", resource=f"arn:aws:sqs:{HOME}:{PRODUCTION}:vote-queue", family="API Request",
                tags=tagged("vote-queue", "voting", "voting"))
    # A function that development calls once a day, and its answer of a few bytes.
    yield Meter(DEVELOPMENT, "AWSLambda", "Lambda-GB-Second", "Invoke",
                "AWS Lambda - Compute Free Tier - 400,000 GB-Seconds", D(0), days(start, end, D("0.3125")),
                "Lambda-GB-Second", family="Serverless",
                resource=f"arn:aws:lambda:{HOME}:{DEVELOPMENT}:function:tidy-up", list_rate=D("0.0000166667"))


def operations(start, end):
    yield Meter(PRODUCTION, "AmazonCloudWatch", "CW:MetricMonitorUsage", "MetricStorage",
                "$0.30 per metric-month for the first 10,000 metrics - US East (Northern Virginia)", D("0.3"),
                days(start, end, _share_of_month(1370, start, end)), "Metrics", family="Metric")
    yield Meter(PRODUCTION, "AmazonCloudWatch", "DataProcessing-Bytes", "PutLogEvents",
                "$0.50 per GB custom log data ingested in Standard log class - US East (Northern Virginia)", D("0.5"),
                by_votes(start, end, DAY, D("0.00617")), "GB", family="Data Payload",
                resource=f"arn:aws:logs:{HOME}:{PRODUCTION}:log-group:/agora/voting-web")
    yield Meter(PRODUCTION, "AmazonRoute53", "HostedZone", "HostedZone",
                "$0.50 per Hosted Zone for the first 25 Hosted Zones", D("0.5"), whole(start, end), "HostedZone",
                region="", family="DNS Zone",
                resource="arn:aws:route53:::hostedzone/Z0148290AGORA")
    yield Meter(PRODUCTION, "AmazonRoute53", "DNS-Queries", "A",
                "$0.40 per 1,000,000 queries for the first 1 Billion queries", D("4E-7"),
                by_votes(start, end, DAY, D("811.3")), "Queries", region="", family="DNS Query",
                resource="arn:aws:route53:::hostedzone/Z0148290AGORA")


def corrections(start, end):
    if start.month == 9:
        yield _flat(PRODUCTION, "AmazonCloudWatch", "Refund", D("-38.4"), start, end,
                    "Refund: metrics charged twice in August, case 17254409811", "CW:MetricMonitorUsage")
    else:
        yield _flat(PRODUCTION, "AmazonEC2", "Credit", D("-750"), start, end,
                    'AWS Activate credit, "Founders" package', "BoxUsage:c5.2xlarge")


def support(usage_cost, start, end):
    first = min(usage_cost, D(10000))
    fee = money.cents(first * D("0.10") + (usage_cost - first) * D("0.07"))
    meter = _flat(PRODUCTION, "AWSSupportBusiness", "Fee", fee, start, end,
                  "AWS Support (Business): 10% of monthly AWS usage up to $10,000, 7% of the rest", "Dollar")
    meter.unit = "Dollar"
    yield meter


def tax(cost_by_account_and_code, start, end):
    for (account, code), cost in sorted(cost_by_account_and_code.items()):
        due = money.cents(cost * D("0.0625"))
        if due > 0:
            meter = _flat(account, code, "Tax", due, start, end, f"Tax for product code {code}", "")
            meter.columns = {"lineItem/TaxType": "USSalesTax"}
            yield meter


def _flat(account, code, line_type, cost, start, end, description, usage_type):
    """One amount for the month, with neither region nor resource."""
    return Meter(account, code, usage_type, "", description, cost, whole(start, end), line_type=line_type, region="")


def all_usage(start, end):
    for source in (tables, serverless, caches, databases, buckets, operations, network, addresses, snapshots,
                   volumes, instances, show_nights, reservation_fee, savings_plans, corrections):
        yield from source(start, end)

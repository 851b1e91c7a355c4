"""The inventory of what is neither a machine nor a balancer: what the aws CLI lists of it."""

from . import chance, estate
from .estate import DEVELOPMENT, HOME, PRODUCTION, tagged

CACHES = (("results-cache", "results", "results"), ("checkout-cache", "chekout", "checkout"))
LOG_GROUPS = ("/agora/voting-web",)
FUNCTIONS = {PRODUCTION: ("vote-validator", "python3.12", 512), DEVELOPMENT: ("tidy-up", "python3.12", 128)}


def _is_home(account, region):
    return account == PRODUCTION and region == HOME


def _tags(tags):
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]


def nat_gateways(account, region, taken_at):
    if not _is_home(account, region):
        return {"NatGateways": []}
    address = estate.ADDRESSES[0]
    return {"NatGateways": [{
        "CreateTime": "2024-03-05T09:12:40.000Z", "NatGatewayId": estate.NAT_GATEWAY, "State": "available",
        "NatGatewayAddresses": [{
            "AllocationId": address.allocation, "NetworkInterfaceId": address.interface, "PublicIp": address.ip,
            "PrivateIp": "10.20.0.12"}],
        "SubnetId": estate.subnet_id(PRODUCTION, HOME + "a", True), "VpcId": estate.vpc_id(PRODUCTION, HOME),
        "Tags": _tags(tagged("nat-a", "platform")), "ConnectivityType": "public"}]}


def tables(account, region, taken_at):
    return {"TableNames": ["votes"] if _is_home(account, region) else []}


def functions(account, region, taken_at):
    if region != HOME:
        return {"Functions": []}
    name, runtime, memory = FUNCTIONS[account]
    return {"Functions": [{
        "FunctionName": name, "FunctionArn": f"arn:aws:lambda:{HOME}:{account}:function:{name}", "Runtime": runtime,
        "Role": f"arn:aws:iam::{account}:role/{name}", "Handler": "main.handler", "CodeSize": 48211, "Timeout": 10,
        "MemorySize": memory, "LastModified": "2026-07-14T10:02:51.000+0000", "PackageType": "Zip",
        "Architectures": ["x86_64"], "TracingConfig": {"Mode": "PassThrough"}}]}


def caches(account, region, taken_at):
    if not _is_home(account, region):
        return {"CacheClusters": []}
    return {"CacheClusters": [{
        "CacheClusterId": name, "CacheNodeType": "cache.r5.large", "Engine": "redis", "EngineVersion": "7.1.0",
        "CacheClusterStatus": "available", "NumCacheNodes": 1, "PreferredAvailabilityZone": HOME + "a",
        "CacheClusterCreateTime": "2025-02-11T08:31:05.000Z", "SnapshotRetentionLimit": 1,
        "TransitEncryptionEnabled": True, "AtRestEncryptionEnabled": True,
        "ARN": f"arn:aws:elasticache:{HOME}:{PRODUCTION}:cluster:{name}"} for name, _, _ in CACHES]}


def queues(account, region, taken_at):
    """The CLI prints nothing where there is no queue."""
    if not _is_home(account, region):
        return None
    return {"QueueUrls": [f"https://sqs.{HOME}.amazonaws.com/{PRODUCTION}/vote-queue"]}


def log_groups(account, region, taken_at):
    names = LOG_GROUPS if _is_home(account, region) else ()
    return {"logGroups": [{
        "logGroupName": name, "creationTime": 1741594265311, "retentionInDays": 30, "metricFilterCount": 0,
        "arn": f"arn:aws:logs:{HOME}:{PRODUCTION}:log-group:{name}:*",
        "storedBytes": 1_000_000 * (200 + chance.number(name, 800))} for name in names]}


def buckets(account, taken_at):
    names = ("agora-site", "agora-votes-archive") if account == PRODUCTION else ()
    return {"Buckets": [{"Name": name, "CreationDate": "2023-05-02T07:40:12.000Z"} for name in names],
            "Owner": {"ID": chance.uuid("owner " + account).replace("-", "")}}


def hosted_zones(account, taken_at):
    zones = [{
        "Id": "/hostedzone/Z0148290AGORA", "Name": "agora.example.", "CallerReference": chance.uuid("zone"),
        "Config": {"PrivateZone": False}, "ResourceRecordSetCount": 9}] if account == PRODUCTION else []
    return {"HostedZones": zones}


REGIONAL = {
    "ec2.describe-nat-gateways": nat_gateways,
    "dynamodb.list-tables": tables,
    "lambda.list-functions": functions,
    "elasticache.describe-cache-clusters": caches,
    "sqs.list-queues": queues,
    "logs.describe-log-groups": log_groups,
}
GLOBAL = {"s3api.list-buckets": buckets, "route53.list-hosted-zones": hosted_zones}

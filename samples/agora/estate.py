"""What Agora has: the one description that bill and inventory are both written from."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Dict, List, Optional, Tuple

from . import chance
from .seasons import LOAD_TEST_STARTED, STEADY_NODES

PRODUCTION, DEVELOPMENT = "111111111111", "222222222222"
HOME, IRELAND, OREGON = "us-east-1", "eu-west-1", "us-west-2"

# Where a snapshot looks: home for both accounts, and the load test's two other regions.
SCOPES = ((PRODUCTION, HOME), (DEVELOPMENT, HOME), (DEVELOPMENT, IRELAND), (DEVELOPMENT, OREGON))

LONG_AGO = datetime(2026, 8, 25, 7, 12, 40)
FOREVER = datetime(9999, 1, 1)


@dataclass
class Volume:
    id: str
    kind: str
    size: int
    zone: str
    account: str
    tags: Dict[str, str]
    created: datetime
    snapshot: str = ""
    device: str = "/dev/xvda"
    attached_until: datetime = FOREVER


@dataclass
class Instance:
    id: str
    name: str
    kind: str
    image: str
    zone: str
    account: str
    tags: Dict[str, str]
    launched: datetime
    security_group: str
    public: bool = False
    volumes: List[Volume] = field(default_factory=list)
    group: str = ""
    template_version: str = ""
    stopped_at: Optional[datetime] = None
    purchase: str = "on demand"  # or: reserved, savings plan, spot

    @property
    def region(self):
        return self.zone[:-1]


@dataclass
class Group:
    """An auto scaling group."""
    name: str
    account: str
    zones: Tuple[str, ...]
    members: List[Instance]
    maximum: int
    tags: Dict[str, str]
    created: datetime
    template: str = ""
    configuration: str = ""
    target_group: str = ""
    classic_balancer: str = ""


@dataclass
class Image:
    id: str
    name: str
    account: str
    region: str
    created: datetime
    tags: Dict[str, str]
    snapshot: str


@dataclass
class Snapshot:
    """A copy of a volume; its volume may be gone."""
    id: str
    volume: str
    size: int
    account: str
    region: str
    started: datetime
    description: str
    tags: Dict[str, str]


@dataclass
class Address:
    allocation: str
    ip: str
    account: str
    region: str
    tags: Dict[str, str]
    instance: str = ""
    interface: str = ""


@dataclass
class Balancer:
    name: str
    account: str
    zones: Tuple[str, ...]
    tags: Dict[str, str]
    created: datetime
    classic: bool = False
    group: str = ""  # the auto scaling group that it serves
    target_group: str = ""

    @property
    def arn(self):
        path = self.name if self.classic else f"app/{self.name}/{chance.hexadecimal('alb ' + self.name, 16)}"
        return f"arn:aws:elasticloadbalancing:{HOME}:{self.account}:loadbalancer/{path}"


@dataclass
class Database:
    name: str
    account: str
    kind: str
    engine: str
    engine_version: str
    storage: int
    multi_az: bool
    zone: str
    tags: Dict[str, str]
    created: datetime

    @property
    def arn(self):
        return f"arn:aws:rds:{HOME}:{self.account}:db:{self.name}"


def zones(region, letters):
    return tuple(region + letter for letter in letters)


def tagged(name, team=None, product=None, environment="production", **others):
    tags = {"Name": name, "team": team, "product": product, "environment": environment, **others}
    return {key: value for key, value in tags.items() if value is not None}


def subnet_id(account, zone, public):
    return chance.resource_id("subnet", f"{account} {zone} {'public' if public else 'private'}")


def vpc_id(account, region):
    return chance.resource_id("vpc", f"{account} {region}")


def target_group_arn(account, name):
    return f"arn:aws:elasticloadbalancing:{HOME}:{account}:targetgroup/{name}/{chance.hexadecimal('tg ' + name, 16)}"


# Images and what they were made from

_IMAGES = (
    # name, account, region, created, team, size
    ("voting-web-2026-08", PRODUCTION, HOME, datetime(2026, 8, 24, 15, 3, 11), "voting", 30),
    ("results-api-2026-06", PRODUCTION, HOME, datetime(2026, 6, 18, 9, 41, 2), "results", 20),
    ("vote-counter-2026-02", PRODUCTION, HOME, datetime(2026, 2, 11, 12, 30, 45), "data", 20),
    ("vote-counter-2026-07", PRODUCTION, HOME, datetime(2026, 7, 2, 8, 15, 0), "data", 20),
    ("checkout-api-2026-05", PRODUCTION, HOME, datetime(2026, 5, 7, 10, 0, 27), "checkout", 20),
    ("base-2026-01", PRODUCTION, HOME, datetime(2026, 1, 14, 7, 55, 31), "platform", 8),
    ("staging-web-2026-08", DEVELOPMENT, HOME, datetime(2026, 8, 26, 16, 20, 9), "growth", 30),
    ("base-2026-01", DEVELOPMENT, HOME, datetime(2026, 1, 14, 8, 10, 2), "platform", 8),
    ("loadtest-injector", DEVELOPMENT, IRELAND, datetime(2026, 9, 25, 11, 2, 18), "growth", 16),
    ("loadtest-injector", DEVELOPMENT, OREGON, datetime(2026, 9, 25, 11, 40, 51), "growth", 16),
)


def image_id(name, account, region):
    return chance.resource_id("ami", f"{name} {account} {region}")


def _image_snapshot_id(name, account, region):
    return chance.resource_id("snap", f"{name} {account} {region}")


def _images():
    for name, account, region, created, team, _ in _IMAGES:
        yield Image(image_id(name, account, region), name, account, region, created,
                    tagged(name, team, environment=None), _image_snapshot_id(name, account, region))


def _image_snapshots():
    """An image's snapshot outlives the volume it was taken from, and is in use all the same."""
    for name, account, region, created, team, size in _IMAGES:
        copied = region != HOME
        source = "vol-ffffffff" if copied else chance.resource_id("vol", f"builder of {name} {account}")
        builder = chance.resource_id("i", f"builder of {name} {account}")
        description = f"Created by CreateImage({builder}) for {image_id(name, account, region)}"
        if copied:
            description = f"Copied for DestinationAmi {image_id(name, account, region)} from us-east-1"
        yield Snapshot(_image_snapshot_id(name, account, region), source, size, account, region,
                       created, description, tagged(name, team, environment=None))


# Instances

def _root_volume(instance, kind, size, tags=None):
    image = next(i for i in _images() if i.id == instance.image)
    if tags is None:  # those of the instance, but a group's own tag stays on its instances
        tags = {key: value for key, value in instance.tags.items() if not key.startswith("aws:")}
    return Volume(chance.resource_id("vol", "root " + instance.id), kind, size, instance.zone, instance.account,
                  tags, instance.launched, snapshot=image.snapshot)


def _instance(key, name, kind, image, zone, account, tags, launched, **others):
    region = zone[:-1]
    return Instance(chance.resource_id("i", key), name, kind, image_id(image, account, region), zone, account,
                    tags, launched, security_group=others.pop("security_group", name), **others)


def _with_group_tag(tags, group):
    return {**tags, "aws:autoscaling:groupName": group}


def _voting_web_nodes():
    """The steady fleet, ten nodes a zone; a savings plan covers the first ten of them.

    Its launch template spells the team of the volumes "Voting".
    """
    tags = _with_group_tag(tagged("voting-web", "voting", "voting", role="web"), "voting-web")
    for n in range(STEADY_NODES):
        node = _instance(f"voting-web {n}", "voting-web", "c5.2xlarge", "voting-web-2026-08", HOME + "abc"[n % 3],
                         PRODUCTION, tags, LONG_AGO.replace(second=n), group="voting-web", template_version="12",
                         purchase="savings plan" if n < 10 else "on demand")
        node.volumes = [_root_volume(node, "gp3", 30, tagged("voting-web", "Voting", "voting"))]
        yield node


def _results_api_nodes():
    """Eight nodes of which seven are in one zone; a reservation covers them all."""
    tags = _with_group_tag(tagged("results-api", "results", "results", role="api"), "results-api")
    for n in range(8):
        node = _instance(f"results-api {n}", "results-api", "m5.xlarge", "results-api-2026-06",
                         HOME + ("b" if n == 7 else "a"), PRODUCTION, tags, datetime(2026, 6, 18, 10, 2, n),
                         group="results-api", template_version="5", purchase="reserved")
        node.volumes = [_root_volume(node, "gp3", 20)]
        yield node


def _vote_counter_nodes():
    """Three nodes of one group: the third is of another type and an older image."""
    tags = _with_group_tag(tagged("vote-counter", "data", "voting", role="worker"), "vote-counter")
    plan = (("a", "m5.large", "vote-counter-2026-07", "4", datetime(2026, 7, 2, 9, 0, 3)),
            ("b", "m5.large", "vote-counter-2026-07", "4", datetime(2026, 7, 2, 9, 0, 5)),
            ("c", "m5.xlarge", "vote-counter-2026-02", "3", datetime(2026, 2, 11, 13, 44, 12)))
    for letter, kind, image, version, launched in plan:
        node = _instance(f"vote-counter {letter}", "vote-counter", kind, image, HOME + letter, PRODUCTION, tags,
                         launched, group="vote-counter", template_version=version)
        node.volumes = [_root_volume(node, "gp3", 20)]
        yield node


def _checkout_nodes():
    tags = _with_group_tag(tagged("checkout-api", "checkout", "checkout", role="api"), "checkout-api")
    for letter in "ab":
        node = _instance(f"checkout-api {letter}", "checkout-api", "t3.large", "checkout-api-2026-05", HOME + letter,
                         PRODUCTION, tags, datetime(2026, 5, 7, 11, 30, 8), group="checkout-api")
        node.volumes = [_root_volume(node, "gp3", 20)]
        yield node


def _bastion():
    """The one production instance outside any group, with a volume that nobody tagged."""
    host = _instance("ops-bastion", "ops-bastion", "t3.medium", "base-2026-01", HOME + "a", PRODUCTION,
                     tagged("ops-bastion", "platform", role="bastion"), datetime(2026, 1, 15, 9, 20, 33), public=True)
    host.volumes = [
        _root_volume(host, "gp3", 8),
        Volume(UNTAGGED_VOLUME, "gp3", 200, host.zone, PRODUCTION, {}, datetime(2026, 3, 3, 14, 2, 51),
               device="/dev/sdf"),
        Volume(JUST_DETACHED_VOLUME, "gp3", 100, host.zone, PRODUCTION, tagged("ops-exchange", "platform"),
               datetime(2026, 6, 9, 8, 47, 19), device="/dev/sdg",
               attached_until=datetime(2026, 10, 30, 15, 4, 22)),
    ]
    return host


def _staging_nodes():
    tags = _with_group_tag(tagged("staging-web", "growth", "voting", "staging", role="web"), "staging-web")
    for letter in "ab":
        node = _instance(f"staging-web {letter}", "staging-web", "t3.medium", "staging-web-2026-08", HOME + letter,
                         DEVELOPMENT, tags, datetime(2026, 8, 26, 17, 1, 40), group="staging-web",
                         template_version="2")
        node.volumes = [_root_volume(node, "gp3", 30)]
        yield node


def _long_stopped():
    host = _instance("migration-2025", "migration-2025", "m5.large", "base-2026-01", HOME + "b", DEVELOPMENT,
                     tagged("migration-2025", "growth", environment="development"), datetime(2026, 1, 20, 13, 5, 9),
                     stopped_at=datetime(2026, 8, 20, 10, 11, 12))
    host.volumes = [
        _root_volume(host, "gp2", 100),
        Volume(chance.resource_id("vol", "migration-2025 data"), "gp2", 500, host.zone, DEVELOPMENT,
               tagged("migration-2025-data", "growth", environment="development"), datetime(2026, 1, 20, 13, 30, 1),
               device="/dev/sdf"),
    ]
    return host


def _lately_stopped():
    """Runs in the first snapshot and stands still for five days in the second: nothing to report."""
    host = _instance("bench-jürgen", "bench-jürgen", "t3.xlarge", "base-2026-01", HOME + "a", DEVELOPMENT,
                     tagged("bench-jürgen", "growth", environment="development"), datetime(2026, 7, 6, 8, 31, 14),
                     stopped_at=datetime(2026, 10, 28, 16, 20, 5))
    host.volumes = [_root_volume(host, "gp3", 50)]
    return host


def _injectors():
    """The load test's machines: started before the season, never ended, and no team's."""
    for region in (IRELAND, OREGON):
        for n in range(3):
            tags = tagged("loadtest-injector", environment="development", product="voting", role="load-test")
            host = _instance(f"injector {region} {n}", "loadtest-injector", "c5.4xlarge", "loadtest-injector",
                             region + "ab"[n % 2], DEVELOPMENT, tags, LOAD_TEST_STARTED.replace(minute=0, second=n),
                             public=True)
            host.volumes = [_root_volume(host, "gp3", 16)]
            yield host


@dataclass(frozen=True)
class ShowNode:
    """A node that the fleet has for one show night only; the bill alone remembers it."""
    id: str
    zone: str
    spot: bool
    started_late: int  # seconds after the first hour began
    ended_early: int   # seconds before the last hour ended


def show_nodes(day, nodes):
    for n in range(nodes - STEADY_NODES):
        key = f"{day:%Y-%m-%d} {n}"
        yield ShowNode(chance.resource_id("i", "voting-web show " + key), HOME + "abc"[n % 3], spot=n // 3 % 2 == 0,
                       started_late=30 * (n // 60), ended_early=180 * (n // 50))


# What was left behind

UNTAGGED_VOLUME = chance.resource_id("vol", "untagged")
JUST_DETACHED_VOLUME = chance.resource_id("vol", "ops-exchange")


def left_behind_volumes():
    yield Volume(chance.resource_id("vol", "votes-db-old"), "gp2", 500, HOME + "a", PRODUCTION,
                 tagged('votes-db-old, "do not delete"', "voting", "voting"), datetime(2025, 11, 3, 10, 7, 44))
    yield Volume(chance.resource_id("vol", "results-export"), "gp2", 1000, HOME + "b", PRODUCTION,
                 tagged("results-export", environment=None), datetime(2026, 3, 19, 6, 58, 13))
    yield Volume(chance.resource_id("vol", "loadtest-logs"), "gp3", 1000, OREGON + "a", DEVELOPMENT,
                 tagged("loadtest-logs", "growth", environment="development", role="load-test"),
                 datetime(2026, 9, 28, 14, 41, 30))


def left_behind_address():
    return next(a for a in ADDRESSES if not a.instance and not a.interface)


ORPHAN_SNAPSHOT = Snapshot(
    chance.resource_id("snap", "poll-2025-final"), chance.resource_id("vol", "poll-2025"), 800, PRODUCTION, HOME,
    datetime(2025, 12, 22, 18, 30, 6), "Before the old poll was shut down", tagged("poll-2025-final", "voting"))


def _kept_snapshot():
    """A copy of a volume that still stands."""
    return Snapshot(chance.resource_id("snap", "ops-exchange"), JUST_DETACHED_VOLUME, 100, PRODUCTION, HOME,
                    datetime(2026, 9, 14, 2, 0, 4), "Fortnightly copy of ops-exchange",
                    tagged("ops-exchange", "platform"))


# Groups, balancers, databases, addresses

VOTING_WEB = list(_voting_web_nodes())
RESULTS_API = list(_results_api_nodes())
VOTE_COUNTER = list(_vote_counter_nodes())
CHECKOUT_API = list(_checkout_nodes())
BASTION = _bastion()
STAGING_WEB = list(_staging_nodes())
LONG_STOPPED = _long_stopped()
LATELY_STOPPED = _lately_stopped()
INJECTORS = list(_injectors())
INSTANCES = (VOTING_WEB + RESULTS_API + VOTE_COUNTER + CHECKOUT_API + [BASTION]
             + STAGING_WEB + [LONG_STOPPED, LATELY_STOPPED] + INJECTORS)
LEFT_BEHIND = list(left_behind_volumes())
VOLUMES = [volume for instance in INSTANCES for volume in instance.volumes] + LEFT_BEHIND
IMAGES = list(_images())
SNAPSHOTS = list(_image_snapshots()) + [ORPHAN_SNAPSHOT, _kept_snapshot()]

GROUPS = [
    Group("voting-web", PRODUCTION, zones(HOME, "abc"), VOTING_WEB, 400,
          tagged("voting-web", "voting", "voting", role="web"), datetime(2025, 9, 1, 8, 0, 12),
          template="voting-web", target_group="voting-web"),
    # It may use three zones and stands almost wholly in one.
    Group("results-api", PRODUCTION, zones(HOME, "abc"), RESULTS_API, 16,
          tagged("results-api", "results", "results", role="api"), datetime(2025, 9, 1, 8, 30, 55),
          template="results-api", target_group="results-api"),
    # Its instances differ in type and image.
    Group("vote-counter", PRODUCTION, zones(HOME, "abc"), VOTE_COUNTER, 6,
          tagged("vote-counter", "data", "voting", role="worker"), datetime(2026, 2, 11, 13, 40, 0),
          template="vote-counter"),
    Group("checkout-api", PRODUCTION, zones(HOME, "ab"), CHECKOUT_API, 4,
          tagged("checkout-api", "checkout", "checkout", role="api"), datetime(2026, 1, 12, 9, 9, 9),
          configuration="checkout-api-2026-05", classic_balancer="checkout"),
    # The poll of 2024: no instance is left, group, configuration and balancer are.
    Group("legacy-poll", PRODUCTION, zones(HOME, "ab"), [], 0,
          tagged("legacy-poll", "voting", "poll"), datetime(2024, 5, 6, 7, 8, 9),
          configuration="legacy-poll-2024-05", classic_balancer="legacy-poll"),
    Group("staging-web", DEVELOPMENT, zones(HOME, "ab"), STAGING_WEB, 4,
          tagged("staging-web", "growth", "voting", "staging", role="web"), datetime(2026, 1, 26, 10, 44, 2),
          template="staging-web", target_group="staging-web"),
]

BALANCERS = [
    # Lacks the third zone of its group.
    Balancer("voting-alb", PRODUCTION, zones(HOME, "ab"), tagged("voting-alb", "voting", "voting"),
             datetime(2025, 9, 1, 8, 10, 30), group="voting-web", target_group="voting-web"),
    # Public subnets here, private ones in its group, the same zones: healthy.
    Balancer("results-alb", PRODUCTION, zones(HOME, "abc"), tagged("results-alb", "results", "results"),
             datetime(2025, 9, 1, 8, 40, 10), group="results-api", target_group="results-api"),
    Balancer("staging-alb", DEVELOPMENT, zones(HOME, "ab"), tagged("staging-alb", "growth", "voting", "staging"),
             datetime(2026, 1, 26, 10, 50, 20), group="staging-web", target_group="staging-web"),
    # Its target group has no targets.
    Balancer("preview-alb", DEVELOPMENT, zones(HOME, "ab"), tagged("preview-alb", "growth", "voting", "preview"),
             datetime(2026, 4, 2, 15, 16, 17), target_group="preview"),
    Balancer("checkout", PRODUCTION, zones(HOME, "ab"), tagged("checkout", "checkout", "checkout"),
             datetime(2026, 1, 12, 9, 20, 40), classic=True, group="checkout-api"),
    # Has no instances.
    Balancer("legacy-poll", PRODUCTION, zones(HOME, "ab"), tagged("legacy-poll", "voting", "poll"),
             datetime(2024, 5, 6, 7, 30, 1), classic=True, group="legacy-poll"),
]

DATABASES = [
    Database("votes-db", PRODUCTION, "db.r5.4xlarge", "postgres", "16.4", 1000, True, HOME + "a",
             tagged("votes-db", "voting", "voting"), datetime(2025, 9, 1, 9, 12, 44)),
    # The team's key is written with a capital letter here.
    Database("staging-db", DEVELOPMENT, "db.t3.medium", "postgres", "16.4", 100, False, HOME + "b",
             tagged("staging-db", None, "voting", "staging", Team="growth"), datetime(2026, 1, 26, 11, 5, 36)),
]

NAT_GATEWAY = chance.resource_id("nat", "production a")
ADDRESSES = [
    Address(chance.resource_id("eipalloc", "nat"), "203.0.113.20", PRODUCTION, HOME, tagged("nat-a", "platform"),
            interface=chance.resource_id("eni", "nat")),
    Address(chance.resource_id("eipalloc", "bastion"), "203.0.113.21", PRODUCTION, HOME,
            tagged("ops-bastion", "platform"), instance=BASTION.id, interface=chance.resource_id("eni", BASTION.id)),
    # Nothing uses it.
    Address(chance.resource_id("eipalloc", "old-vpn"), "203.0.113.77", PRODUCTION, HOME,
            tagged("old-vpn", "platform")),
]


def subnets(account, region):
    """(zone, public) of each subnet of an account's one network in a region."""
    letters = "abc" if account == PRODUCTION else "ab"
    return [(zone, public) for zone in zones(region, letters) for public in (True, False)]

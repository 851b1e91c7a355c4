"""The inventory: what the aws CLI (version 1) prints for each describe call, as JSON."""

import json

from . import chance, commitments, estate, services
from .estate import HOME, PRODUCTION, SCOPES
from .seasons import SNAPSHOTS

TARGET_GROUPS = (
    # name, account; the last has no targets
    ("voting-web", PRODUCTION), ("results-api", PRODUCTION),
    ("staging-web", estate.DEVELOPMENT), ("preview", estate.DEVELOPMENT),
)
TEMPLATE_VERSIONS = {
    # template: (version, type, image, created)
    "voting-web": [("12", "c5.2xlarge", "voting-web-2026-08", "2026-08-25T07:02:10.000Z")],
    "results-api": [("5", "m5.xlarge", "results-api-2026-06", "2026-06-18T09:55:48.000Z")],
    "vote-counter": [("3", "m5.xlarge", "vote-counter-2026-02", "2026-02-11T13:38:29.000Z"),
                     ("4", "m5.large", "vote-counter-2026-07", "2026-07-02T08:50:37.000Z")],
    "staging-web": [("2", "t3.medium", "staging-web-2026-08", "2026-08-26T16:55:05.000Z")],
}
CONFIGURATIONS = {
    # configuration: (type, image, created, security group)
    "checkout-api-2026-05": ("t3.large", estate.image_id("checkout-api-2026-05", PRODUCTION, HOME),
                             "2026-05-07T11:00:16.204Z", "checkout-api"),
    # The image of the poll of 2024 is gone.
    "legacy-poll-2024-05": ("m4.large", chance.resource_id("ami", "legacy-poll-2024-05"),
                            "2024-05-06T07:05:44.871Z", "legacy-poll"),
}


def _time(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _tags(tags):
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]


def _here(things, account, region):
    return [thing for thing in things if thing.account == account and _region(thing) == region]


def _region(thing):
    if hasattr(thing, "region"):
        return thing.region
    return thing.zone[:-1] if hasattr(thing, "zone") else HOME


def _security_group(name, account, region):
    return chance.resource_id("sg", f"{name} {account} {region}")


def _private_ip(key, public):
    return f"10.{20 if public else 10}.{chance.number(key + ' net', 16)}.{4 + chance.number(key, 250)}"


def _iam(account):
    return f"arn:aws:iam::{account}:"


# Instances

def _attachments(instance, taken_at):
    return [volume for volume in instance.volumes if taken_at < volume.attached_until]


def _device(volume):
    return {"DeviceName": volume.device,
            "Ebs": {"AttachTime": _time(volume.created), "DeleteOnTermination": volume.device == "/dev/xvda",
                    "Status": "attached", "VolumeId": volume.id}}


def _interface(instance, ip, subnet):
    """Only what names it: the call that describes interfaces tells the rest."""
    return {"NetworkInterfaceId": chance.resource_id("eni", instance.id), "PrivateIpAddress": ip,
            "Status": "in-use", "SubnetId": subnet}


def _public_ip(instance, stopped):
    if not instance.public or stopped:
        return ""
    for address in estate.ADDRESSES:
        if address.instance == instance.id:
            return address.ip
    return f"198.51.100.{10 + chance.number(instance.id, 200)}"


def _stop_reason(instance):
    return f"User initiated ({instance.stopped_at:%Y-%m-%d %H:%M:%S} GMT)"


def _instance(instance, taken_at):
    stopped = instance.stopped_at is not None and instance.stopped_at <= taken_at
    subnet = estate.subnet_id(instance.account, instance.zone, instance.public)
    vpc = estate.vpc_id(instance.account, instance.region)
    groups = [{"GroupName": instance.security_group,
               "GroupId": _security_group(instance.security_group, instance.account, instance.region)}]
    ip = _private_ip(instance.id, instance.public)
    suffix = "ec2.internal" if instance.region == HOME else f"{instance.region}.compute.internal"
    answer = {
        "AmiLaunchIndex": 0, "ImageId": instance.image, "InstanceId": instance.id, "InstanceType": instance.kind,
        "LaunchTime": _time(instance.launched), "Monitoring": {"State": "disabled"},
        "Placement": {"AvailabilityZone": instance.zone, "GroupName": "", "Tenancy": "default"},
        "PrivateDnsName": f"ip-{ip.replace('.', '-')}.{suffix}", "PrivateIpAddress": ip, "ProductCodes": [],
        "PublicDnsName": "", "PublicIpAddress": _public_ip(instance, stopped),
        "State": {"Code": 80, "Name": "stopped"} if stopped else {"Code": 16, "Name": "running"},
        "StateTransitionReason": _stop_reason(instance) if stopped else "",
        "SubnetId": subnet, "VpcId": vpc, "Architecture": "x86_64",
        "BlockDeviceMappings": [_device(volume) for volume in _attachments(instance, taken_at)],
        "ClientToken": chance.uuid("launch " + instance.id), "EbsOptimized": True, "EnaSupport": True,
        "Hypervisor": "xen", "NetworkInterfaces": [_interface(instance, ip, subnet)],
        "RootDeviceName": "/dev/xvda", "RootDeviceType": "ebs", "SecurityGroups": groups, "SourceDestCheck": True,
        "Tags": _tags(instance.tags), "VirtualizationType": "hvm",
        "MetadataOptions": {"State": "applied", "HttpTokens": "required", "HttpEndpoint": "enabled"},
    }
    if not answer["PublicIpAddress"]:
        del answer["PublicIpAddress"]
    if stopped:
        answer["StateReason"] = {"Code": "Client.UserInitiatedShutdown",
                                 "Message": "Client.UserInitiatedShutdown: User initiated shutdown"}
    return answer


def _instances(account, region, taken_at):
    """One reservation for each launch: a group's nodes together, others alone."""
    launches = {}
    for instance in _here(estate.INSTANCES, account, region):
        launches.setdefault(instance.group or instance.id, []).append(instance)
    return {"Reservations": [
        {"Groups": [], "Instances": [_instance(i, taken_at) for i in members], "OwnerId": account,
         "ReservationId": chance.resource_id("r", f"{account} {key}")}
        for key, members in launches.items()]}


# Disks and images

def _volume(volume, instance, taken_at):
    attached = instance is not None and taken_at < volume.attached_until
    answer = {
        "Attachments": [{"AttachTime": _time(volume.created), "Device": volume.device, "InstanceId": instance.id,
                         "State": "attached", "VolumeId": volume.id,
                         "DeleteOnTermination": volume.device == "/dev/xvda"}] if attached else [],
        "AvailabilityZone": volume.zone, "CreateTime": _time(volume.created), "Encrypted": False,
        "Size": volume.size, "SnapshotId": volume.snapshot, "State": "in-use" if attached else "available",
        "VolumeId": volume.id, "Iops": 3000 if volume.kind == "gp3" else max(100, 3 * volume.size),
    }
    if volume.tags:
        answer["Tags"] = _tags(volume.tags)
    answer.update({"VolumeType": volume.kind, "MultiAttachEnabled": False})
    if volume.kind == "gp3":
        answer["Throughput"] = 125
    return answer


def _volumes(account, region, taken_at):
    owners = {volume.id: instance for instance in estate.INSTANCES for volume in instance.volumes}
    return {"Volumes": [_volume(v, owners.get(v.id), taken_at) for v in _here(estate.VOLUMES, account, region)]}


def _snapshots(account, region, taken_at):
    return {"Snapshots": [
        {"Description": s.description, "Encrypted": False, "OwnerId": account, "Progress": "100%",
         "SnapshotId": s.id, "StartTime": _time(s.started), "State": "completed", "VolumeId": s.volume,
         "VolumeSize": s.size, "Tags": _tags(s.tags), "StorageTier": "standard"}
        for s in _here(estate.SNAPSHOTS, account, region)]}


def _images(account, region, taken_at):
    sizes = {s.id: s.size for s in estate.SNAPSHOTS}
    return {"Images": [
        {"Architecture": "x86_64", "CreationDate": _time(i.created), "ImageId": i.id,
         "ImageLocation": f"{account}/{i.name}", "ImageType": "machine", "Public": False, "OwnerId": account,
         "PlatformDetails": "Linux/UNIX", "UsageOperation": "RunInstances", "State": "available",
         "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {
             "DeleteOnTermination": True, "SnapshotId": i.snapshot, "VolumeSize": sizes[i.snapshot],
             "VolumeType": "gp3", "Encrypted": False}}],
         "EnaSupport": True, "Hypervisor": "xen", "Name": i.name, "RootDeviceName": "/dev/xvda",
         "RootDeviceType": "ebs", "SriovNetSupport": "simple", "Tags": _tags(i.tags), "VirtualizationType": "hvm"}
        for i in _here(estate.IMAGES, account, region)]}


# Network

def _address(address):
    answer = {"PublicIp": address.ip, "AllocationId": address.allocation, "Domain": "vpc"}
    if address.interface:
        answer.update({"AssociationId": chance.resource_id("eipassoc", address.allocation),
                       "NetworkInterfaceId": address.interface,
                       "NetworkInterfaceOwnerId": address.account,
                       "PrivateIpAddress": _private_ip(address.instance or address.allocation, True)})
    if address.instance:
        answer["InstanceId"] = address.instance
    answer.update({"Tags": _tags(address.tags), "PublicIpv4Pool": "amazon", "NetworkBorderGroup": address.region})
    return answer


def _addresses(account, region, taken_at):
    return {"Addresses": [_address(a) for a in _here(estate.ADDRESSES, account, region)]}


def _subnets(account, region, taken_at):
    answer = []
    for number, (zone, public) in enumerate(estate.subnets(account, region)):
        subnet = estate.subnet_id(account, zone, public)
        kind = "public" if public else "private"
        answer.append({
            "AvailabilityZone": zone, "AvailabilityZoneId": _zone_id(zone), "AvailableIpAddressCount": 4000,
            "CidrBlock": f"10.{20 if public else 10}.{number // 2 * 16}.0/20", "DefaultForAz": False,
            "MapPublicIpOnLaunch": public, "State": "available", "SubnetId": subnet,
            "VpcId": estate.vpc_id(account, region), "OwnerId": account, "AssignIpv6AddressOnCreation": False,
            "Ipv6CidrBlockAssociationSet": [], "Tags": _tags({"Name": f"{kind}-{zone[-1]}", "team": "platform"}),
            "SubnetArn": f"arn:aws:ec2:{region}:{account}:subnet/{subnet}"})
    return {"Subnets": answer}


def _zone_id(zone):
    short = {"us-east-1": "use1", "eu-west-1": "euw1", "us-west-2": "usw2"}[zone[:-1]]
    return f"{short}-az{'abc'.index(zone[-1]) + 1}"


# Groups and what they launch

def _template_id(name):
    return chance.resource_id("lt", name)


def _template_account(name):
    return next(group.account for group in estate.GROUPS if group.template == name)


def _group(group):
    region = group.zones[0][:-1]
    answer = {
        "AutoScalingGroupName": group.name,
        "AutoScalingGroupARN": f"arn:aws:autoscaling:{region}:{group.account}:autoScalingGroup:"
                               f"{chance.uuid('group ' + group.name)}:autoScalingGroupName/{group.name}",
        "MinSize": len(group.members), "MaxSize": group.maximum, "DesiredCapacity": len(group.members),
        "DefaultCooldown": 300, "AvailabilityZones": list(group.zones),
        "LoadBalancerNames": [group.classic_balancer] if group.classic_balancer else [],
        "TargetGroupARNs": [estate.target_group_arn(group.account, group.target_group)] if group.target_group else [],
        "HealthCheckType": "ELB" if group.target_group or group.classic_balancer else "EC2",
        "HealthCheckGracePeriod": 300, "Instances": [_member(i, group) for i in group.members],
        "CreatedTime": _time(group.created), "SuspendedProcesses": [],
        "VPCZoneIdentifier": ",".join(estate.subnet_id(group.account, zone, False) for zone in group.zones),
        "EnabledMetrics": [],
        "Tags": [{"ResourceId": group.name, "ResourceType": "auto-scaling-group", "Key": key, "Value": value,
                  "PropagateAtLaunch": True} for key, value in sorted(group.tags.items())],
        "TerminationPolicies": ["Default"], "NewInstancesProtectedFromScaleIn": False,
        "ServiceLinkedRoleARN": f"arn:aws:iam::{group.account}:role/aws-service-role/autoscaling.amazonaws.com/"
                                "AWSServiceRoleForAutoScaling",
    }
    answer.update(_launched_from(group, None))
    return answer


def _launched_from(group, version):
    if group.configuration:
        return {"LaunchConfigurationName": group.configuration}
    return {"LaunchTemplate": {"LaunchTemplateId": _template_id(group.template), "LaunchTemplateName": group.template,
                               "Version": version or "$Latest"}}


def _member(instance, group):
    answer = {"InstanceId": instance.id, "InstanceType": instance.kind, "AvailabilityZone": instance.zone,
              "LifecycleState": "InService", "HealthStatus": "Healthy", "ProtectedFromScaleIn": False}
    answer.update(_launched_from(group, instance.template_version))
    return answer


def _groups(account, region, taken_at):
    return {"AutoScalingGroups": [_group(g) for g in _here(estate.GROUPS, account, region)]}


def _configurations(account, region, taken_at):
    names = {g.configuration for g in _here(estate.GROUPS, account, region) if g.configuration}
    return {"LaunchConfigurations": [_configuration(name, account, region) for name in sorted(names)]}


def _configuration(name, account, region):
    kind, image, created, security_group = CONFIGURATIONS[name]
    return {"LaunchConfigurationName": name,
            "LaunchConfigurationARN": f"arn:aws:autoscaling:{region}:{account}:launchConfiguration:"
                                      f"{chance.uuid('configuration ' + name)}:launchConfigurationName/{name}",
            "ImageId": image, "KeyName": "", "SecurityGroups": [_security_group(security_group, account, region)],
            "ClassicLinkVPCSecurityGroups": [], "UserData": "", "InstanceType": kind, "KernelId": "", "RamdiskId": "",
            "BlockDeviceMappings": [], "InstanceMonitoring": {"Enabled": False}, "CreatedTime": created,
            "EbsOptimized": False}


def _templates_of(account, region):
    return sorted({g.template for g in _here(estate.GROUPS, account, region) if g.template})


def _templates(account, region, taken_at):
    return {"LaunchTemplates": [
        {"LaunchTemplateId": _template_id(name), "LaunchTemplateName": name,
         "CreateTime": TEMPLATE_VERSIONS[name][0][3], "CreatedBy": _iam(account) + "user/deploy",
         "DefaultVersionNumber": int(TEMPLATE_VERSIONS[name][-1][0]),
         "LatestVersionNumber": int(TEMPLATE_VERSIONS[name][-1][0]),
         "Tags": _tags(next(g.tags for g in estate.GROUPS if g.template == name))}
        for name in _templates_of(account, region)]}


def _template_versions(account, region, taken_at):
    answer = []
    for name in _templates_of(account, region):
        for version, kind, image, created in reversed(TEMPLATE_VERSIONS[name]):
            answer.append({
                "LaunchTemplateId": _template_id(name), "LaunchTemplateName": name, "VersionNumber": int(version),
                "CreateTime": created, "CreatedBy": _iam(account) + "user/deploy",
                "DefaultVersion": version == TEMPLATE_VERSIONS[name][-1][0],
                "LaunchTemplateData": {"ImageId": estate.image_id(image, account, region), "InstanceType": kind,
                                       "SecurityGroupIds": [_security_group(name, account, region)]}})
    return {"LaunchTemplateVersions": answer}


# Balancers

def _classic_members(balancer):
    return [i.id for g in estate.GROUPS if g.classic_balancer == balancer.name for i in g.members]


def _classic_balancers(account, region, taken_at):
    return {"LoadBalancerDescriptions": [_classic_balancer(b)
                                         for b in _here(estate.BALANCERS, account, region) if b.classic]}


def _classic_balancer(balancer):
    dns = f"{balancer.name}-{chance.number(balancer.name, 10 ** 9):09}.{HOME}.elb.amazonaws.com"
    return {"LoadBalancerName": balancer.name, "DNSName": dns, "CanonicalHostedZoneName": dns,
            "CanonicalHostedZoneNameID": "Z35SXDOTRQ7X7K",
            "ListenerDescriptions": [{"Listener": {"Protocol": "HTTP", "LoadBalancerPort": 80,
                                                   "InstanceProtocol": "HTTP", "InstancePort": 8080},
                                      "PolicyNames": []}],
            "Policies": {"AppCookieStickinessPolicies": [], "LBCookieStickinessPolicies": [], "OtherPolicies": []},
            "BackendServerDescriptions": [], "AvailabilityZones": list(balancer.zones),
            "Subnets": [estate.subnet_id(balancer.account, zone, True) for zone in balancer.zones],
            "VPCId": estate.vpc_id(balancer.account, HOME),
            "Instances": [{"InstanceId": instance} for instance in _classic_members(balancer)],
            "HealthCheck": {"Target": "HTTP:8080/health", "Interval": 30, "Timeout": 5, "UnhealthyThreshold": 2,
                            "HealthyThreshold": 3},
            "SourceSecurityGroup": {"OwnerAlias": balancer.account, "GroupName": balancer.name},
            "SecurityGroups": [_security_group(balancer.name, balancer.account, HOME)],
            "CreatedTime": _time(balancer.created), "Scheme": "internet-facing"}


def _classic_tags(account, region, taken_at):
    return {"TagDescriptions": [{"LoadBalancerName": b.name, "Tags": _tags(b.tags)}
                                for b in _here(estate.BALANCERS, account, region) if b.classic]}


def _balancers(account, region, taken_at):
    return {"LoadBalancers": [_balancer(b) for b in _here(estate.BALANCERS, account, region) if not b.classic]}


def _balancer(balancer):
    return {"LoadBalancerArn": balancer.arn,
            "DNSName": f"{balancer.name}-{chance.number(balancer.name, 10 ** 9):09}.{HOME}.elb.amazonaws.com",
            "CanonicalHostedZoneId": "Z35SXDOTRQ7X7K", "CreatedTime": _time(balancer.created),
            "LoadBalancerName": balancer.name, "Scheme": "internet-facing",
            "VpcId": estate.vpc_id(balancer.account, HOME), "State": {"Code": "active"}, "Type": "application",
            "AvailabilityZones": [{"ZoneName": zone, "SubnetId": estate.subnet_id(balancer.account, zone, True),
                                   "LoadBalancerAddresses": []} for zone in balancer.zones],
            "SecurityGroups": [_security_group(balancer.name, balancer.account, HOME)], "IpAddressType": "ipv4"}


def _target_groups_of(account, region):
    return [name for name, owner in TARGET_GROUPS if owner == account and region == HOME]


def _balancer_of(target_group):
    return next(b for b in estate.BALANCERS if b.target_group == target_group)


def _target_groups(account, region, taken_at):
    return {"TargetGroups": [
        {"TargetGroupArn": estate.target_group_arn(account, name), "TargetGroupName": name, "Protocol": "HTTP",
         "Port": 8080, "VpcId": estate.vpc_id(account, region), "HealthCheckProtocol": "HTTP",
         "HealthCheckPort": "traffic-port", "HealthCheckEnabled": True, "HealthCheckIntervalSeconds": 30,
         "HealthCheckTimeoutSeconds": 5, "HealthyThresholdCount": 5, "UnhealthyThresholdCount": 2,
         "HealthCheckPath": "/health", "Matcher": {"HttpCode": "200"},
         "LoadBalancerArns": [_balancer_of(name).arn], "TargetType": "instance", "ProtocolVersion": "HTTP1",
         "IpAddressType": "ipv4"}
        for name in _target_groups_of(account, region)]}


def _target_health(name):
    members = [i for g in estate.GROUPS if g.target_group == name for i in g.members]
    return {"TargetHealthDescriptions": [
        {"Target": {"Id": i.id, "Port": 8080}, "HealthCheckPort": "8080",
         "TargetHealth": _health(i.zone in _balancer_of(name).zones)} for i in members]}


def _health(zone_enabled):
    if zone_enabled:
        return {"State": "healthy"}
    return {"State": "unused", "Reason": "Target.NotInUse",
            "Description": "Target is in an Availability Zone that is not enabled for the load balancer"}


def _balancer_tags(account, region, taken_at):
    answer = []
    for balancer in _here(estate.BALANCERS, account, region):
        if not balancer.classic:
            answer.append({"ResourceArn": balancer.arn, "Tags": _tags(balancer.tags)})
    for name in _target_groups_of(account, region):
        answer.append({"ResourceArn": estate.target_group_arn(account, name), "Tags": _tags(_balancer_of(name).tags)})
    return {"TagDescriptions": answer}


# Databases

def _databases(account, region, taken_at):
    return {"DBInstances": [_database(d) for d in _here(estate.DATABASES, account, region)]}


def _database(database):
    account = database.account
    answer = {
        "DBInstanceIdentifier": database.name, "DBInstanceClass": database.kind, "Engine": database.engine,
        "DBInstanceStatus": "available", "MasterUsername": "agora", "DBName": "votes",
        "Endpoint": {"Address": f"{database.name}.c{chance.hexadecimal(database.name, 11)}.{HOME}.rds.amazonaws.com",
                     "Port": 5432, "HostedZoneId": "Z2R2ITUGPM61AM"},
        "AllocatedStorage": database.storage, "InstanceCreateTime": _time(database.created),
        "PreferredBackupWindow": "03:10-03:40", "BackupRetentionPeriod": 7 if database.multi_az else 1,
        "DBSecurityGroups": [],
        "VpcSecurityGroups": [
            {"VpcSecurityGroupId": _security_group(database.name, account, HOME), "Status": "active"}],
        "DBParameterGroups": [{"DBParameterGroupName": "default.postgres16", "ParameterApplyStatus": "in-sync"}],
        "AvailabilityZone": database.zone,
        "DBSubnetGroup": {"DBSubnetGroupName": "private", "DBSubnetGroupDescription": "Private subnets",
                          "VpcId": estate.vpc_id(account, HOME), "SubnetGroupStatus": "Complete",
                          "Subnets": [{"SubnetIdentifier": estate.subnet_id(account, zone, False),
                                       "SubnetAvailabilityZone": {"Name": zone}, "SubnetOutpost": {},
                                       "SubnetStatus": "Active"}
                                      for zone, public in estate.subnets(account, HOME) if not public]},
        "PreferredMaintenanceWindow": "mon:04:00-mon:04:30", "PendingModifiedValues": {},
        "MultiAZ": database.multi_az, "EngineVersion": database.engine_version, "AutoMinorVersionUpgrade": True,
        "ReadReplicaDBInstanceIdentifiers": [], "LicenseModel": "postgresql-license",
        "OptionGroupMemberships": [{"OptionGroupName": "default:postgres-16", "Status": "in-sync"}],
        "PubliclyAccessible": False, "StorageType": "gp3", "DbInstancePort": 0, "StorageEncrypted": True,
        "DbiResourceId": "db-" + chance.capitals(database.name, 26), "CACertificateIdentifier": "rds-ca-rsa2048-g1",
        "DomainMemberships": [], "CopyTagsToSnapshot": True, "MonitoringInterval": 0,
        "DBInstanceArn": database.arn, "IAMDatabaseAuthenticationEnabled": False, "PerformanceInsightsEnabled": False,
        "DeletionProtection": database.multi_az, "AssociatedRoles": [], "TagList": _tags(database.tags),
        "CustomerOwnedIpEnabled": False, "BackupTarget": "region", "NetworkType": "IPV4",
    }
    if database.multi_az:
        answer["SecondaryAvailabilityZone"] = HOME + "b"
    return answer


# Snapshots

CALLS = {
    "ec2.describe-instances": _instances,
    "ec2.describe-volumes": _volumes,
    "ec2.describe-snapshots": _snapshots,
    "ec2.describe-images": _images,
    "ec2.describe-addresses": _addresses,
    "ec2.describe-subnets": _subnets,
    "ec2.describe-launch-templates": _templates,
    "ec2.describe-launch-template-versions": _template_versions,
    "autoscaling.describe-auto-scaling-groups": _groups,
    "autoscaling.describe-launch-configurations": _configurations,
    "elb.describe-load-balancers": _classic_balancers,
    "elb.describe-tags": _classic_tags,
    "elbv2.describe-load-balancers": _balancers,
    "elbv2.describe-target-groups": _target_groups,
    "elbv2.describe-tags": _balancer_tags,
    "rds.describe-db-instances": _databases,
    "ec2.describe-reserved-instances": commitments.reserved_instances,
    **services.REGIONAL,
}
GLOBAL = {**services.GLOBAL, "savingsplans.describe-savings-plans": commitments.savings_plans}
ACCOUNTS = dict.fromkeys(account for account, _ in SCOPES)
TARGET_HEALTH = "elbv2.describe-target-health"  # asked for each target group


def _json(content):
    if content is None:
        return b""
    return (json.dumps(content, indent=4, ensure_ascii=False) + "\n").encode("utf-8")


def _statement(taken_at):
    calls = [{"account": account, "region": region, "call": call, "whole": True}
             for account, region in SCOPES for call in [*CALLS, TARGET_HEALTH]]
    calls += [{"account": account, "region": "global", "call": call, "whole": True}
              for account in ACCOUNTS for call in GLOBAL]
    lines = ",\n".join("        " + json.dumps(call) for call in calls)
    return f'{{\n    "taken_at": "{taken_at:%Y-%m-%dT%H:%M:%SZ}",\n    "calls": [\n{lines}\n    ]\n}}\n'.encode("ascii")


def files():
    """Path (under inventory/) and content of each saved answer."""
    for taken_at in SNAPSHOTS:
        day = f"{taken_at:%Y-%m-%d}"
        yield f"{day}/snapshot.json", _statement(taken_at)
        for account, region in SCOPES:
            folder = f"{day}/{account}/{region}"
            for call, answer in CALLS.items():
                yield f"{folder}/{call}.json", _json(answer(account, region, taken_at))
            for name in _target_groups_of(account, region):
                yield f"{folder}/{TARGET_HEALTH}/{name}.json", _json(_target_health(name))
        for account in ACCOUNTS:
            for call, answer in GLOBAL.items():
                yield f"{day}/{account}/global/{call}.json", _json(answer(account, taken_at))

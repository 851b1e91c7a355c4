"""Builds what the janitor cleans up at a server that plays AWS, each leftover beside a healthy twin, and looks again.

    leftovers.py ENDPOINT build
    leftovers.py ENDPOINT look IDS

`build` prints the ids and ARNs that the server gave, as JSON by name; `look` prints for each name what is there now.
"""

import json
import sys

import boto3
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1]
session = boto3.Session("testing", "testing", region_name="us-east-1")


def client(service):
    return session.client(service, endpoint_url=ENDPOINT)


ec2, scaling, elb, elbv2 = client("ec2"), client("autoscaling"), client("elb"), client("elbv2")
rds, logs, secrets = client("rds"), client("logs"), client("secretsmanager")


def tags(left, **more):
    pairs = {"left": "yes" if left else "no", **more}
    return [{"Key": key, "Value": value} for key, value in pairs.items()]


def tagged(kind, left):
    return [{"ResourceType": kind, "Tags": tags(left)}]


def build():
    ids = {}
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.1.{n}.0/24", AvailabilityZone=f"us-east-1{z}")["Subnet"]["SubnetId"]
        for n, z in enumerate("ab")]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    machine = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]

    def instance(left):
        return ec2.run_instances(
            ImageId=machine, MinCount=1, MaxCount=1, InstanceType="t3.micro", SubnetId=subnets[0],
            TagSpecifications=tagged("instance", left))["Instances"][0]["InstanceId"]

    for left in (True, False):
        name = "left" if left else "kept"
        ids[f"stop.{name}"] = instance(left)
        ids[f"terminate.{name}"] = instance(left)
        ids[f"volume.{name}"] = volume = ec2.create_volume(
            AvailabilityZone="us-east-1b", Size=20, VolumeType="gp3", Iops=4000,
            TagSpecifications=tagged("volume", left))["VolumeId"]
        ids[f"snapshot.{name}"] = ec2.create_snapshot(
            VolumeId=volume, TagSpecifications=tagged("snapshot", left))["SnapshotId"]
        image = ec2.create_image(
            InstanceId=ids["stop.left"], Name=f"image-{name}", TagSpecifications=tagged("image", left))["ImageId"]
        ids[f"image.{name}"] = image
        ids[f"imagesnapshot.{name}"] = ec2.describe_images(ImageIds=[image])["Images"][0]["BlockDeviceMappings"][0][
            "Ebs"]["SnapshotId"]
        ids[f"address.{name}"] = ec2.allocate_address(
            Domain="vpc", TagSpecifications=tagged("elastic-ip", left))["AllocationId"]
        used = ec2.allocate_address(Domain="vpc")["AllocationId"]
        ids[f"nat.{name}"] = ec2.create_nat_gateway(
            SubnetId=subnets[0], AllocationId=used, TagSpecifications=tagged("natgateway", left))["NatGateway"][
                "NatGatewayId"]
        ids[f"interface.{name}"] = ec2.create_network_interface(
            SubnetId=subnets[1], TagSpecifications=tagged("network-interface", left))["NetworkInterface"][
                "NetworkInterfaceId"]
        ids[f"group.{name}"] = ec2.create_security_group(
            GroupName=name, Description=name, VpcId=vpc, TagSpecifications=tagged("security-group", left))["GroupId"]
        ids[f"flag.{name}"] = ec2.create_security_group(
            GroupName=f"flag-{name}", Description=name, VpcId=vpc,
            TagSpecifications=[{"ResourceType": "security-group", "Tags": tags(False, flag="yes" if left else "no")}])[
                "GroupId"]
        ids[f"template.{name}"] = ec2.create_launch_template(
            LaunchTemplateName=name, LaunchTemplateData={"ImageId": machine, "InstanceType": "t3.micro"},
            TagSpecifications=tagged("launch-template", left))["LaunchTemplate"]["LaunchTemplateId"]
        scaling.create_launch_configuration(
            LaunchConfigurationName=name, ImageId=machine, InstanceType="t3.micro")
        ids[f"configuration.{name}"] = scaling.describe_launch_configurations(
            LaunchConfigurationNames=[name])["LaunchConfigurations"][0]["LaunchConfigurationARN"]
        for kind, size in (("empty", 0), ("sized", 1)):
            key = f"{kind}-{name}"
            scaling.create_auto_scaling_group(
                AutoScalingGroupName=key, MinSize=size, MaxSize=2, DesiredCapacity=size,
                LaunchTemplate={"LaunchTemplateId": ids[f"template.{name}"], "Version": "$Latest"},
                VPCZoneIdentifier=subnets[0],
                Tags=[{**tag, "PropagateAtLaunch": False, "ResourceId": key, "ResourceType": "auto-scaling-group"}
                      for tag in tags(left)])
            ids[f"{kind}.{name}"] = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[key])[
                "AutoScalingGroups"][0]["AutoScalingGroupARN"]
        elb.create_load_balancer(
            LoadBalancerName=name, AvailabilityZones=["us-east-1a"], Tags=tags(left),
            Listeners=[{"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 8080}])
        ids[f"classic.{name}"] = f"arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/{name}"
        ids[f"balancer.{name}"] = elbv2.create_load_balancer(Name=name, Subnets=subnets, Tags=tags(left))[
            "LoadBalancers"][0]["LoadBalancerArn"]
        ids[f"target.{name}"] = elbv2.create_target_group(
            Name=name, Protocol="HTTP", Port=80, VpcId=vpc, Tags=tags(left))["TargetGroups"][0]["TargetGroupArn"]
        for kind in ("stopped", "deleted"):
            ids[f"{kind}.{name}"] = rds.create_db_instance(
                DBInstanceIdentifier=f"{kind}-{name}", DBInstanceClass="db.t3.micro", Engine="postgres",
                AllocatedStorage=20, MasterUsername="root", MasterUserPassword="password", Tags=tags(left))[
                    "DBInstance"]["DBInstanceArn"]
        logs.create_log_group(logGroupName=f"/{name}", tags={"left": "yes" if left else "no"})
        ids[f"logs.{name}"] = f"arn:aws:logs:us-east-1:123456789012:log-group:/{name}"
        ids[f"secret.{name}"] = secrets.create_secret(Name=name, SecretString="x", Tags=tags(left))["ARN"]
    print(json.dumps(ids))


def look(ids):
    def one(call, *path):
        try:
            answer = call()
        except ClientError as error:
            return error.response["Error"]["Code"]
        for step in path:
            if isinstance(step, int):
                if len(answer) <= step:
                    return "gone"
                answer = answer[step]
            else:
                answer = answer.get(step)
        if isinstance(answer, list):
            return " ".join(answer)
        return {None: "none", True: "yes", False: "no"}[answer] if answer is None or answer is True or answer is False \
            else str(answer)

    def id_of(name):
        return ids[name]

    def tail(name):
        return ids[name].split("/")[-1]

    found = {}
    for suffix in ("left", "kept"):
        def note(kind, call, *path):
            found[f"{kind}.{suffix}"] = one(lambda: call(f"{kind}.{suffix}"), *path)

        for kind in ("stop", "terminate"):
            note(kind, lambda n: ec2.describe_instances(InstanceIds=[id_of(n)]), "Reservations", 0, "Instances", 0,
                 "State", "Name")
        note("volume", lambda n: ec2.describe_volumes(VolumeIds=[id_of(n)]), "Volumes", 0, "State")
        for kind in ("snapshot", "imagesnapshot"):
            note(kind, lambda n: ec2.describe_snapshots(SnapshotIds=[id_of(n)]), "Snapshots", 0, "State")
        note("image", lambda n: ec2.describe_images(ImageIds=[id_of(n)]), "Images", 0, "State")
        note("address", lambda n: ec2.describe_addresses(AllocationIds=[id_of(n)]), "Addresses", 0, "Domain")
        note("nat", lambda n: ec2.describe_nat_gateways(NatGatewayIds=[id_of(n)]), "NatGateways", 0, "State")
        note("interface", lambda n: ec2.describe_network_interfaces(NetworkInterfaceIds=[id_of(n)]),
             "NetworkInterfaces", 0, "Status")
        note("group", lambda n: ec2.describe_security_groups(GroupIds=[id_of(n)]), "SecurityGroups", 0, "GroupName")
        note("flag", lambda n: {"all": sorted(
            tag["Key"] for tag in ec2.describe_security_groups(GroupIds=[id_of(n)])["SecurityGroups"][0]["Tags"])}, "all")
        note("template", lambda n: ec2.describe_launch_templates(LaunchTemplateIds=[id_of(n)]), "LaunchTemplates", 0,
             "LaunchTemplateName")
        note("configuration", lambda n: scaling.describe_launch_configurations(LaunchConfigurationNames=[tail(n)]),
             "LaunchConfigurations", 0, "LaunchConfigurationName")
        for kind in ("empty", "sized"):
            note(kind, lambda n: scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[tail(n)]),
                 "AutoScalingGroups", 0, "DesiredCapacity")
        note("classic", lambda n: elb.describe_load_balancers(LoadBalancerNames=[tail(n)]),
             "LoadBalancerDescriptions", 0, "LoadBalancerName")
        note("balancer", lambda n: elbv2.describe_load_balancers(LoadBalancerArns=[id_of(n)]), "LoadBalancers", 0,
             "LoadBalancerName")
        note("target", lambda n: elbv2.describe_target_groups(TargetGroupArns=[id_of(n)]), "TargetGroups", 0,
             "TargetGroupName")
        for kind in ("stopped", "deleted"):
            note(kind, lambda n: rds.describe_db_instances(DBInstanceIdentifier=ids[n].split(":")[-1]), "DBInstances",
                 0, "DBInstanceStatus")
        note("logs", lambda n: logs.describe_log_groups(logGroupNamePrefix="/" + tail(n)), "logGroups", 0,
             "retentionInDays")
        note("secret", lambda n: {"is": "DeletedDate" in secrets.describe_secret(SecretId=id_of(n))}, "is")
    found["final"] = [
        snapshot["DBInstanceIdentifier"] for snapshot in rds.describe_db_snapshots(SnapshotType="manual")["DBSnapshots"]]
    found["volumes"] = [
        {"id": v["VolumeId"], "zone": v["AvailabilityZone"], "type": v["VolumeType"], "size": v["Size"],
         "iops": v.get("Iops"), "left": [t["Value"] for t in v.get("Tags", []) if t["Key"] == "left"]}
        for v in ec2.describe_volumes(Filters=[{"Name": "tag-key", "Values": ["tarsier:step"]}])["Volumes"]]
    print(json.dumps(found))


if sys.argv[2] == "build":
    build()
else:
    look(json.loads(sys.argv[3]))

"""Builds a small fleet at a server that plays AWS: things with defects, each beside a healthy twin.

    fleet.py ENDPOINT

Prints the ids that the server gave, as JSON by the names that are used here.
"""

import datetime
import io
import json
import sys
import zipfile

import boto3

ENDPOINT = sys.argv[1]
session = boto3.Session("testing", "testing", region_name="us-east-1")


def client(service):
    return session.client(service, endpoint_url=ENDPOINT)


ids = {}
ec2 = client("ec2")
team = [{"Key": "team", "Value": "polls"}]


def tagged(kind, name):
    return [{"ResourceType": kind, "Tags": [{"Key": "Name", "Value": name}, *team]}]


# Network: one VPC with a public and a private subnet in each of two zones.
vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16", TagSpecifications=tagged("vpc", "main"))["Vpc"]["VpcId"]
subnets = {}
for number, (zone, kind) in enumerate((z, k) for z in "ab" for k in ("public", "private")):
    subnets[kind, zone] = ec2.create_subnet(
        VpcId=vpc, CidrBlock=f"10.1.{number}.0/24", AvailabilityZone=f"us-east-1{zone}",
        TagSpecifications=tagged("subnet", f"{kind}-{zone}"))["Subnet"]["SubnetId"]
gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
ids["gateway_detached"] = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
used = ec2.allocate_address(Domain="vpc")["AllocationId"]
ids["address_free"] = ec2.allocate_address(Domain="vpc")["AllocationId"]
nat = ec2.create_nat_gateway(SubnetId=subnets["public", "a"], AllocationId=used)["NatGateway"]["NatGatewayId"]
table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
ec2.associate_route_table(RouteTableId=table, SubnetId=subnets["private", "a"])
ec2.create_vpc_endpoint(VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3", RouteTableIds=[table])
web = ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc)["GroupId"]
ids["group_open"] = opened = ec2.create_security_group(GroupName="open", Description="open", VpcId=vpc)["GroupId"]
for group, port, cidr in ((web, 443, "10.0.0.0/8"), (opened, 22, "0.0.0.0/0")):
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[{"IpProtocol": "tcp", "FromPort": port, "ToPort": port, "IpRanges": [{"CidrIp": cidr}]}])
ids["interface_detached"] = ec2.create_network_interface(SubnetId=subnets["private", "b"])["NetworkInterface"][
    "NetworkInterfaceId"]

# Machines and their disks.
image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
ec2.create_key_pair(KeyName="ops")
ids["instance"] = ec2.run_instances(
    ImageId=image, MinCount=1, MaxCount=1, InstanceType="t3.micro", SubnetId=subnets["private", "a"],
    SecurityGroupIds=[web], TagSpecifications=tagged("instance", "api"))["Instances"][0]["InstanceId"]
volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=8, VolumeType="gp3")["VolumeId"]
ec2.attach_volume(VolumeId=volume, InstanceId=ids["instance"], Device="/dev/sdf")
ids["volume_detached"] = ec2.create_volume(
    AvailabilityZone="us-east-1b", Size=100, VolumeType="gp2", TagSpecifications=tagged("volume", "old"))["VolumeId"]
ids["snapshot"] = ec2.create_snapshot(VolumeId=volume)["SnapshotId"]
own = ec2.create_image(InstanceId=ids["instance"], Name="api-1")["ImageId"]
ids["template"] = ec2.create_launch_template(
    LaunchTemplateName="workers", LaunchTemplateData={"ImageId": own, "InstanceType": "t3.micro"})["LaunchTemplate"][
        "LaunchTemplateId"]
scaling = client("autoscaling")
scaling.create_launch_configuration(LaunchConfigurationName="unused", ImageId=own, InstanceType="t3.micro")
for name, size in (("workers", 2), ("forgotten", 0)):
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name, MinSize=0, MaxSize=4, DesiredCapacity=size,
        LaunchTemplate={"LaunchTemplateId": ids["template"], "Version": "$Latest"},
        VPCZoneIdentifier=",".join([subnets["private", "a"], subnets["private", "b"]]))

# Balancers.
elb = client("elb")
for name in ("classic-used", "classic-empty"):
    elb.create_load_balancer(
        LoadBalancerName=name, AvailabilityZones=["us-east-1a"], Tags=team,
        Listeners=[{"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 8080}])
elb.register_instances_with_load_balancer(
    LoadBalancerName="classic-used", Instances=[{"InstanceId": ids["instance"]}])
elbv2 = client("elbv2")
balancer = elbv2.create_load_balancer(
    Name="front", Subnets=[subnets["public", "a"], subnets["public", "b"]], Tags=team)["LoadBalancers"][0]["LoadBalancerArn"]
target = elbv2.create_target_group(Name="api", Protocol="HTTP", Port=80, VpcId=vpc)["TargetGroups"][0]["TargetGroupArn"]
elbv2.create_target_group(Name="unused", Protocol="HTTP", Port=80, VpcId=vpc)
elbv2.register_targets(TargetGroupArn=target, Targets=[{"Id": ids["instance"]}])
elbv2.create_listener(
    LoadBalancerArn=balancer, Protocol="HTTP", Port=80,
    DefaultActions=[{"Type": "forward", "TargetGroupArn": target}])

# Databases.
rds = client("rds")
for name, public in (("orders", False), ("leaky", True)):
    rds.create_db_instance(
        DBInstanceIdentifier=name, DBInstanceClass="db.t3.micro", Engine="postgres", AllocatedStorage=20,
        MasterUsername="root", MasterUserPassword="password", PubliclyAccessible=public, MultiAZ=not public,
        StorageEncrypted=not public, BackupRetentionPeriod=0 if public else 7, Tags=team)
rds.create_db_snapshot(DBInstanceIdentifier="orders", DBSnapshotIdentifier="before-migration")
elasticache = client("elasticache")
elasticache.create_cache_cluster(
    CacheClusterId="sessions", Engine="memcached", CacheNodeType="cache.t3.micro", NumCacheNodes=1)
elasticache.create_replication_group(
    ReplicationGroupId="carts", ReplicationGroupDescription="carts", CacheNodeType="cache.t3.micro", Engine="redis",
    ReplicasPerNodeGroup=1, AutomaticFailoverEnabled=True)
dynamodb = client("dynamodb")
for name in ("votes", "unprotected"):
    dynamodb.create_table(
        TableName=name, BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}], Tags=team)
dynamodb.update_continuous_backups(
    TableName="votes", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True})

# Storage.
s3 = client("s3")
for name in ("kept-well", "left-alone"):
    s3.create_bucket(Bucket=name)
s3.put_bucket_versioning(Bucket="kept-well", VersioningConfiguration={"Status": "Enabled"})
s3.put_bucket_tagging(Bucket="kept-well", Tagging={"TagSet": team})
s3.put_bucket_lifecycle_configuration(
    Bucket="kept-well",
    LifecycleConfiguration={"Rules": [{
        "ID": "old", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 90},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}]})
s3.put_public_access_block(
    Bucket="kept-well",
    PublicAccessBlockConfiguration={
        "BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True})
s3.put_bucket_encryption(
    Bucket="kept-well",
    ServerSideEncryptionConfiguration={
        "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/data"}}]})
s3.put_object(Bucket="kept-well", Key="a", Body=b"a")
s3.create_multipart_upload(Bucket="left-alone", Key="half")
client("efs").create_file_system(CreationToken="unmounted")

# Messages, functions, containers.
sqs = client("sqs")
dead = sqs.create_queue(QueueName="votes-dead")["QueueUrl"]
arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
sqs.create_queue(
    QueueName="votes", tags={"team": "polls"},
    Attributes={"RedrivePolicy": json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 3})})
topic = client("sns").create_topic(Name="alarms", Tags=team)["TopicArn"]
iam = client("iam")
trust = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
role = iam.create_role(RoleName="worker", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
iam.put_role_policy(RoleName="worker", PolicyName="all", PolicyDocument=json.dumps(everything))
iam.create_policy(PolicyName="everything", PolicyDocument=json.dumps(everything))
iam.create_user(UserName="ann")
ids["key"] = iam.create_access_key(UserName="ann")["AccessKey"]["AccessKeyId"]
code = io.BytesIO()
with zipfile.ZipFile(code, "w") as archive:
    archive.writestr("index.py", "def handler(event, context): pass\n")
client("lambda").create_function(
    FunctionName="count", Runtime="python3.12", Role=role, Handler="index.handler", Code={"ZipFile": code.getvalue()},
    Tags={"team": "polls"})
ecs = client("ecs")
ecs.create_cluster(clusterName="web")
ecs.register_task_definition(family="api", containerDefinitions=[{"name": "api", "image": "api", "memory": 128}])
ecs.create_service(cluster="web", serviceName="api", taskDefinition="api", desiredCount=2)
client("eks").create_cluster(
    name="polls", roleArn=role, resourcesVpcConfig={"subnetIds": [subnets["private", "a"], subnets["private", "b"]]},
    tags={"team": "polls"})
beanstalk = client("elasticbeanstalk")
beanstalk.create_application(ApplicationName="site")
beanstalk.create_environment(ApplicationName="site", EnvironmentName="site-blue", SolutionStackName="64bit Python")
client("glue").create_job(Name="nightly", Role=role, Command={"Name": "glueetl", "ScriptLocation": "s3://kept-well/a"})
client("athena").create_work_group(
    Name="analysts", Configuration={"BytesScannedCutoffPerQuery": 10_000_000_000, "EnforceWorkGroupConfiguration": True})

# Management.
client("cloudformation").create_stack(
    StackName="base", TemplateBody=json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {}}}}))
logs = client("logs")
for name in ("/app/api", "/app/forever"):
    logs.create_log_group(logGroupName=name)
logs.put_retention_policy(logGroupName="/app/api", retentionInDays=30)
watch = client("cloudwatch")
for name, actions in (("cpu", [topic]), ("mute", [])):
    watch.put_metric_alarm(
        AlarmName=name, Namespace="AWS/EC2", MetricName="CPUUtilization", Statistic="Average", Period=300,
        EvaluationPeriods=1, Threshold=90, ComparisonOperator="GreaterThanThreshold", AlarmActions=actions,
        Dimensions=[{"Name": "InstanceId", "Value": ids["instance"]}])
midnight = datetime.datetime.now(datetime.timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
for days, value in ((3, 20.0), (2, 40.5)):
    watch.put_metric_data(
        Namespace="AWS/EC2",
        MetricData=[{
            "MetricName": "CPUUtilization", "Dimensions": [{"Name": "InstanceId", "Value": ids["instance"]}],
            "Timestamp": midnight - datetime.timedelta(days=days) + datetime.timedelta(hours=12), "Value": value}])
kms = client("kms")
for name in ("rotated", "fixed"):
    ids["kms_" + name] = kms.create_key(Description=name)["KeyMetadata"]["KeyId"]
kms.enable_key_rotation(KeyId=ids["kms_rotated"])
client("secretsmanager").create_secret(Name="api-token", SecretString="x", Tags=team)
client("acm").request_certificate(DomainName="polls.example")
zone = client("route53").create_hosted_zone(Name="polls.example", CallerReference="1")["HostedZone"]["Id"]
client("route53").change_resource_record_sets(
    HostedZoneId=zone,
    ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": {
        "Name": "www.polls.example", "Type": "CNAME", "TTL": 60,
        "ResourceRecords": [{"Value": "site-blue.us-east-1.elasticbeanstalk.com"}]}}]})
print(json.dumps(ids))

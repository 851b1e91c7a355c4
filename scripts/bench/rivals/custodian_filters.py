"""Cloud Custodian's filters over the recorded answers of an inventory: reads the JSON and runs five policies.

    custodian_filters.py FOLDER

Prints the seconds that took, and how many resources each policy flags. Nothing is asked of AWS: `custodian run`
would list the same resources and then do this with them.
"""

import datetime
import json
import os
import pathlib
import sys
import time

os.environ.update(AWS_DEFAULT_REGION="us-east-1", AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none")

from c7n.config import Config
from c7n.loader import PolicyLoader
from c7n.resources import load_resources

POLICIES = [
    ("ebs", "ebs-detached", [{"Attachments": []}]),
    ("ebs", "ebs-without-owner", [{"tag:owner": "absent"}]),
    ("ec2", "ec2-without-owner", [{"State.Name": "running"}, {"tag:owner": "absent"}]),
    ("ec2", "ec2-old", [{"type": "value", "key": "LaunchTime", "value_type": "age", "op": "gt", "value": 180}]),
    ("eni", "eni-detached", [{"Status": "available"}]),
]
CALLS = {"ebs": ("ec2.describe-volumes", "Volumes"), "eni": ("ec2.describe-network-interfaces", "NetworkInterfaces")}


def resources(kind, place):
    if kind == "ec2":
        answer = json.loads((place / "ec2.describe-instances.json").read_text())
        found = [instance for reservation in answer["Reservations"] for instance in reservation["Instances"]]
        for instance in found:
            # boto3 gives times as such.
            instance["LaunchTime"] = datetime.datetime.fromisoformat(instance["LaunchTime"])
        return found
    call, key = CALLS[kind]
    return json.loads((place / f"{call}.json").read_text())[key]


def main():
    load_resources(["aws.ebs", "aws.ec2", "aws.eni"])
    loader = PolicyLoader(Config.empty(account_id="111111111111", region="us-east-1"))
    data = {"policies": [{"name": name, "resource": f"aws.{kind}", "filters": filters} for kind, name, filters in POLICIES]}
    policies = list(loader.load_data(data, "memory://"))
    start = time.perf_counter()
    flagged = {name: 0 for _, name, _ in POLICIES}
    for place in sorted(pathlib.Path(sys.argv[1]).glob("[0-9]*/*")):
        listed = {kind: resources(kind, place) for kind in ("ebs", "ec2", "eni")}
        for policy, (kind, name, _) in zip(policies, POLICIES):
            flagged[name] += len(policy.resource_manager.filter_resources(listed[kind]))
    print(time.perf_counter() - start, flagged)


main()

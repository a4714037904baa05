"""Sizes and numbers that AWS limits beside its models, where one request breaks them. Counts over several requests are in
moto (policies of a role) or in `gaps/`.
"""
from __future__ import annotations

import json
import re
from typing import Any, Callable, Dict, Optional, Tuple

from . import capacity
from .answers import Answer

WHITESPACE = re.compile(r"\s")
VARIABLES = ("Lambda was unable to configure your environment variables because the environment variables you have provided "
             "exceeded the 4KB limit. String measured: ")


def _document(parameter: str, most: int, message: str) -> Callable[[dict], Optional[Answer]]:
    """IAM counts characters other than whitespace. IAM/latest/UserGuide/reference_iam-quotas.html; the sentences and 409:
    kubeflow/dashboard#29, ministryofjustice/analytical-platform#6873, aws/copilot-cli#5917."""
    def check(parameters: dict) -> Optional[Answer]:
        size = len(WHITESPACE.sub("", parameters.get(parameter) or ""))
        return Answer("LimitExceeded", message, 409) if size > most else None
    return check


def _variables(parameters: dict) -> Optional[Answer]:
    """lambda/latest/dg/gettingstarted-limits.html: 4 KB for all, as JSON; the sentence:
    github-aws-runners/terraform-aws-github-runner#3594."""
    text = json.dumps((parameters.get("Environment") or {}).get("Variables") or {}, separators=(",", ":"),
                      ensure_ascii=False)
    return Answer("InvalidParameterValueException", VARIABLES + text) if len(text.encode()) > 4096 else None


def _targets(parameters: dict) -> Optional[Answer]:
    """eventbridge/latest/userguide/eb-quota.html: five targets a rule."""
    if len(parameters.get("Targets") or ()) <= 5:
        return None
    return Answer("LimitExceededException", "The requested resource exceeds the maximum number allowed.")


def _policy_of_bucket(parameters: dict) -> Optional[Answer]:
    """AmazonS3/latest/userguide/bucket-policies.html: 20 KB; the code is from memory."""
    policy: Any = parameters.get("Policy") or ""
    return Answer("MalformedPolicy", "Policies must not exceed 20480 bytes") if len(policy.encode()) > 20_480 else None


def _lifecycle(parameters: dict) -> Optional[Answer]:
    """AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html: 1,000 rules."""
    rules = (parameters.get("LifecycleConfiguration") or {}).get("Rules") or ()
    return Answer("MalformedXML", "Lifecycle configurations take 1000 rules at most") if len(rules) > 1000 else None


def _web_acl(parameters: dict) -> Optional[Answer]:
    """The sentence: trussworks/terraform-aws-wafv2#87."""
    needed = capacity.of_rules(parameters.get("Rules") or ())
    if needed <= capacity.MOST:
        return None
    return Answer("WAFInvalidParameterException", "Error reason: You exceeded the capacity limit for a rule group or web ACL., "
                                                  f"field: WEB_ACL, parameter: {needed}")


_MANAGED = _document("PolicyDocument", 6_144, "Cannot exceed quota for PolicySize: 6144")
_TRUST = _document("AssumeRolePolicyDocument", 2_048, "Cannot exceed quota for ACLSizePerRole: 2048")
QUOTAS: Dict[Tuple[str, str], Callable[[dict], Optional[Answer]]] = {
    ("events", "PutTargets"): _targets,
    ("iam", "CreatePolicy"): _MANAGED,
    ("iam", "CreatePolicyVersion"): _MANAGED,
    ("iam", "CreateRole"): _TRUST,
    ("iam", "PutRolePolicy"): _document("PolicyDocument", 10_240, "Maximum policy size of 10240 bytes exceeded for role"),
    ("iam", "UpdateAssumeRolePolicy"): _document("PolicyDocument", 2_048, "Cannot exceed quota for ACLSizePerRole: 2048"),
    ("lambda", "CreateFunction"): _variables,
    ("lambda", "UpdateFunctionConfiguration"): _variables,
    ("s3", "PutBucketLifecycleConfiguration"): _lifecycle,
    ("s3", "PutBucketPolicy"): _policy_of_bucket,
    ("wafv2", "CreateWebACL"): _web_acl,
    ("wafv2", "UpdateWebACL"): _web_acl,
}


def exceeded(service: str, operation: str, parameters: dict) -> Optional[Answer]:
    quota = QUOTAS.get((service, operation))
    return quota(parameters) if quota else None

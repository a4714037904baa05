"""One evaluation of a rule: what it finds is kept with the rule, what has changed is told to EventBridge."""
from __future__ import annotations

import time
from typing import Any, Dict, List, Tuple

from moto.config.models import ConfigRule

from .. import ACCOUNT_ID
from ..eventbridge.announcing import announce
from ..extending import store
from ..functions.delivery import timestamp
from .managed import EVALUATED
from .resource import NON_COMPLIANT, Resource

CHANGE = "Config Rules Compliance Change"
Results = Dict[Tuple[str, str], Dict[str, Any]]


def results_of(rule: ConfigRule) -> Results:
    """By the resource's type and id: its compliance, and the seconds of the evaluation."""
    return store(rule, "evaluations")


def evaluate(rule: ConfigRule, region: str) -> None:
    evaluator = EVALUATED.get(rule.source.source_identifier)
    if evaluator is None:
        return
    kept, invoked = results_of(rule), time.time()
    found = [each for each in evaluator(region, rule.input_parameters_dict) if _in_scope(rule, each)]
    for gone in set(kept) - {(each.kind, each.id) for each in found}:
        del kept[gone]
    for resource in found:
        before = kept.get((resource.kind, resource.id))
        result = {"compliance": resource.compliance, "invoked": invoked, "recorded": time.time()}
        kept[resource.kind, resource.id] = result
        if before is None or before["compliance"] != resource.compliance:
            announce(region, "aws.config", CHANGE, _change(rule, region, resource, before, result))


def summary_of(rule: ConfigRule) -> str:
    of_resources = [result["compliance"] for result in results_of(rule).values()]
    if not of_resources:
        return "INSUFFICIENT_DATA"
    return NON_COMPLIANT if NON_COMPLIANT in of_resources else of_resources[0]


def _in_scope(rule: ConfigRule, resource: Resource) -> bool:
    scope = rule.scope
    if scope is None:
        return True
    if scope.tags:
        return all(key in resource.tags and value in (None, resource.tags[key]) for key, value in scope.tags.items())
    kinds: List[str] = scope.compliance_resource_types or [resource.kind]
    return resource.kind in kinds and scope.compliance_resource_id in (None, resource.id)


def _change(rule: ConfigRule, region: str, resource: Resource, before: Any, now: Any) -> Dict[str, Any]:
    told = {"resourceId": resource.id, "awsRegion": region, "awsAccountId": ACCOUNT_ID,
            "configRuleName": rule.config_rule_name, "recordVersion": "1.0", "configRuleARN": rule.config_rule_arn,
            "messageType": "ComplianceChangeNotification",
            "newEvaluationResult": _result(rule, resource, now),
            "notificationCreationTime": timestamp(), "resourceType": resource.kind}
    return {**told, "oldEvaluationResult": _result(rule, resource, before)} if before else told


def _result(rule: ConfigRule, resource: Resource, result: Dict[str, Any]) -> Dict[str, Any]:
    return {"evaluationResultIdentifier": {
                "evaluationResultQualifier": {"configRuleName": rule.config_rule_name, "resourceType": resource.kind,
                                              "resourceId": resource.id, "evaluationMode": "DETECTIVE"},
                "orderingTimestamp": timestamp(result["invoked"])},
            "complianceType": result["compliance"], "resultRecordedTime": timestamp(result["recorded"]),
            "configRuleInvokedTime": timestamp(result["invoked"])}

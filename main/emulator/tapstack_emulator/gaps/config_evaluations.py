"""Config: rules evaluated when asked to, and what came of it."""
from __future__ import annotations

import json
from typing import Any, Dict, List

from moto.config.exceptions import NoSuchConfigRuleException
from moto.config.models import ConfigBackend, ConfigRule
from moto.config.responses import ConfigResponse

from ..config_rules.evaluation import evaluate, results_of, summary_of
from ..config_rules.resource import NON_COMPLIANT
from ..extending import add

MOST = 25  # AWS counts contributors no further


def close() -> None:
    add(ConfigResponse, describe_compliance_by_config_rule, get_compliance_details_by_config_rule,
        start_config_rules_evaluation)


def start_config_rules_evaluation(self: ConfigResponse) -> str:
    """Evaluates before it answers. Without a recorder that runs there are no resources to look at."""
    backend = self.config_backend
    rules = _rules(backend, self._get_param("ConfigRuleNames"))
    if any(recorder.status.recording for recorder in backend.recorders.values()):
        for rule in rules:
            evaluate(rule, self.region)
    return json.dumps({})


def describe_compliance_by_config_rule(self: ConfigResponse) -> str:
    wanted = self._get_param("ComplianceTypes")
    described = [_compliance(rule) for rule in _rules(self.config_backend, self._get_param("ConfigRuleNames"))]
    return json.dumps({"ComplianceByConfigRules": [
        each for each in described if not wanted or each["Compliance"]["ComplianceType"] in wanted]})


def get_compliance_details_by_config_rule(self: ConfigResponse) -> str:
    rule = _rules(self.config_backend, [self._get_param("ConfigRuleName")])[0]
    wanted = self._get_param("ComplianceTypes")
    return json.dumps({"EvaluationResults": [
        {"EvaluationResultIdentifier": {
            "EvaluationResultQualifier": {"ConfigRuleName": rule.config_rule_name, "ResourceType": kind,
                                          "ResourceId": resource_id, "EvaluationMode": "DETECTIVE"},
            "OrderingTimestamp": result["invoked"]},
         "ComplianceType": result["compliance"], "ResultRecordedTime": result["recorded"],
         "ConfigRuleInvokedTime": result["invoked"]}
        for (kind, resource_id), result in results_of(rule).items() if not wanted or result["compliance"] in wanted]})


def _rules(backend: ConfigBackend, names: Any) -> List[ConfigRule]:
    for name in names or []:
        if name not in backend.config_rules:
            raise NoSuchConfigRuleException(name)
    return [backend.config_rules[name] for name in names or backend.config_rules]


def _compliance(rule: ConfigRule) -> Dict[str, Any]:
    compliance: Dict[str, Any] = {"ComplianceType": summary_of(rule)}
    contributors = sum(result["compliance"] == NON_COMPLIANT for result in results_of(rule).values())
    if contributors:
        compliance["ComplianceContributorCount"] = {"CappedCount": min(contributors, MOST),
                                                    "CapExceeded": contributors > MOST}
    return {"ConfigRuleName": rule.config_rule_name, "Compliance": compliance}

"""Capacity units (WCU) of a web ACL's rules.

waf/latest/developerguide/aws-managed-rule-groups-list.html for AWS's groups; waf-rule-statement-type-rate-based.html: 2, 30 for
each custom key, and the statement that narrows it; the other statements' pages: 1 at least, so a sum here is no larger than AWS's.
"""
from __future__ import annotations

from typing import Any, Dict, Iterable

MOST = 5000  # limits.html: a web ACL's and a rule group's, not to be raised. Up to 1,500 are in the basic price
OF_GROUPS: Dict[str, int] = {
    "AWSManagedRulesACFPRuleSet": 50,
    "AWSManagedRulesATPRuleSet": 50,
    "AWSManagedRulesAdminProtectionRuleSet": 100,
    "AWSManagedRulesAmazonIpReputationList": 25,
    "AWSManagedRulesAnonymousIpList": 50,
    "AWSManagedRulesAntiDDoSRuleSet": 50,
    "AWSManagedRulesBotControlRuleSet": 50,
    "AWSManagedRulesCommonRuleSet": 700,
    "AWSManagedRulesKnownBadInputsRuleSet": 200,
    "AWSManagedRulesLinuxRuleSet": 200,
    "AWSManagedRulesPHPRuleSet": 100,
    "AWSManagedRulesSQLiRuleSet": 200,
    "AWSManagedRulesUnixRuleSet": 100,
    "AWSManagedRulesWindowsRuleSet": 200,
    "AWSManagedRulesWordPressRuleSet": 100,
}


def of_rules(rules: Iterable[Dict[str, Any]]) -> int:
    return sum(_of(rule.get("Statement") or {}) for rule in rules)


def _of(statement: Dict[str, Any]) -> int:
    if "ManagedRuleGroupStatement" in statement:
        return OF_GROUPS.get(statement["ManagedRuleGroupStatement"].get("Name"), 1)
    if "RateBasedStatement" in statement:
        rate = statement["RateBasedStatement"]
        narrowed = rate.get("ScopeDownStatement")
        return 2 + 30 * len(rate.get("CustomKeys") or ()) + (_of(narrowed) if narrowed else 0)
    for name in ("AndStatement", "OrStatement"):
        if name in statement:
            return sum(_of(each) for each in statement[name].get("Statements") or ())
    if "NotStatement" in statement:
        return _of(statement["NotStatement"].get("Statement") or {})
    return 1

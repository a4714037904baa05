"""What a target gets of an event: all of it, a part (InputPath), a constant (Input), or a text made of its parts."""
from __future__ import annotations

import json
import re
from typing import Any, Dict, Optional

PLACEHOLDER = re.compile(r"<([^<>]+)>")
STEP = re.compile(r"\.([A-Za-z0-9_\-]+)|\[(\d+)\]|\['([^']+)'\]")


def input_of(target: Dict[str, Any], event: Dict[str, Any], rule_arn: str) -> str:
    """The text that goes to the target."""
    if target.get("Input") is not None:
        return target["Input"]
    if target.get("InputPath") is not None:
        return json.dumps(find(event, target["InputPath"]))
    if target.get("InputTransformer") is not None:
        return transform(target["InputTransformer"], event, rule_arn)
    return json.dumps(event)


def find(event: Any, path: str) -> Optional[Any]:
    """What lies at a JSON path such as $.detail.items[0].id; None when nothing does."""
    node = event
    for name, index, quoted in STEP.findall(path[1:]):
        if index:
            node = node[int(index)] if isinstance(node, list) and int(index) < len(node) else None
        else:
            node = node.get(name or quoted) if isinstance(node, dict) else None
    return node


def transform(transformer: Dict[str, Any], event: Dict[str, Any], rule_arn: str) -> str:
    """The template with values in its <placeholders>: quoted where the template does not quote them itself."""
    values = {name: find(event, path) for name, path in (transformer.get("InputPathsMap") or {}).items()}
    values.update({"aws.events.rule-arn": rule_arn, "aws.events.rule-name": rule_arn.rsplit("/", 1)[-1],
                   "aws.events.event.ingestion-time": event.get("time"), "aws.events.event.json": event,
                   "aws.events.event": {key: value for key, value in event.items() if key != "detail"}})
    template = transformer["InputTemplate"]

    def fill(match: "re.Match[str]") -> str:
        if match.group(1) not in values:
            return match.group(0)
        value = values[match.group(1)]
        if not _within_quotes(template, match.start()):
            return json.dumps(value)
        content = "" if value is None else value if isinstance(value, str) else json.dumps(value)
        return json.dumps(content)[1:-1]

    return PLACEHOLDER.sub(fill, template)


def _within_quotes(template: str, place: int) -> bool:
    return len(re.findall(r'(?<!\\)"', template[:place])) % 2 == 1

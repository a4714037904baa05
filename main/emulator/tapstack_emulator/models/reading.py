"""A request's parameters under the model's names, with their values as they came: nothing is converted yet."""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple
from urllib.parse import parse_qsl

from moto.core.parse import JSONParser, RestJSONParser, RestXMLParser

# of every form: what is called, and a signature in the place of a header's
ENVELOPE = ("Action", "Version", "AWSAccessKeyId", "SignatureVersion", "Signature", "SignatureMethod", "Timestamp")


class Unreadable(Exception):
    """A body that is not of its protocol."""


@dataclass
class Read:
    parameters: Dict[str, Any]
    unknown: List[str] = field(default_factory=list)  # names that the model does not have


def read(protocol: str, operation: Any, request: Dict[str, Any]) -> Read:
    """`request` has the parts that moto's parsers take."""
    shape = operation.input_shape
    if shape is None:
        return Read({})
    if protocol in ("query", "ec2"):
        pairs = parse_qsl(request["body"].decode(), keep_blank_values=True) or request["values"].items()
        return Form(protocol == "ec2").read(shape, pairs)
    parser = PARSERS[protocol](operation)
    parser.unknown = []
    try:
        return Read(parser.parse(request), parser.unknown)
    except Exception as problem:  # moto's parsers raise whatever their libraries do
        raise Unreadable(str(problem)) from None


def _wires(shape: Any, protocol: str, name_of: Callable[[Any, str], str]) -> Dict[str, Tuple[str, Any]]:
    """Name on the wire -> name and shape of the member; kept with the shape."""
    wires: Optional[Dict[str, Tuple[str, Any]]] = shape.__dict__.get(protocol)
    if wires is None:
        wires = shape.__dict__[protocol] = {name_of(member, name): (name, member) for name, member in shape.members.items()
                               if "location" not in member.serialization}
    return wires


def _name_in_json(shape: Any, name: str) -> str:
    return str(shape.serialization.get("name", name))


class Form:
    """Keys like Filter.1.Value.2, as a tree of their parts."""

    def __init__(self, of_ec2: bool):
        self._of_ec2 = of_ec2
        self._unknown: List[str] = []

    def read(self, shape: Any, pairs: Iterable[Tuple[str, str]]) -> Read:
        tree: Dict[str, Any] = {}
        for key, value in pairs:
            *parents, last = key.split(".")
            node = tree
            for part in parents:
                below = node.get(part)
                node[part] = node = below if isinstance(below, dict) else {}
            node[last] = value
        for name in [name for name in tree if name in ENVELOPE or name.startswith("X-Amz-")]:
            del tree[name]
        return Read(self._structure(shape, tree, ""), self._unknown)

    def _any(self, shape: Any, node: Any, path: str) -> Any:
        handler = {"structure": self._structure, "list": self._list, "map": self._map}.get(shape.type_name)
        return handler(shape, node, path) if handler else node

    def _structure(self, shape: Any, node: Any, path: str) -> Any:
        if not isinstance(node, dict):
            return {} if node == "" else node
        found, wires = {}, _wires(shape, "form", self._name)
        for wire, below in node.items():
            if wire in wires:
                name, member = wires[wire]
                found[name] = self._any(member, below, f"{path}{wire}.")
            else:
                self._unknown.append(path + wire)
        return found

    def _list(self, shape: Any, node: Any, path: str) -> Any:
        if node == "":
            return []
        if not self._of_ec2 and not shape.is_flattened and isinstance(node, dict):
            node = node.get(shape.member.serialization.get("name", "member"), node)
        if not isinstance(node, dict):
            return node
        numbered = sorted((int(place), each) for place, each in node.items() if place.isdigit())
        self._unknown += [path + place for place in node if not place.isdigit()]
        return [self._any(shape.member, each, f"{path}{place}.") for place, each in numbered]

    def _map(self, shape: Any, node: Any, path: str) -> Any:
        if not shape.is_flattened and isinstance(node, dict):
            node = node.get("entry", {})
        if not isinstance(node, dict):
            return {} if node == "" else node
        key, value = shape.key.serialization.get("name", "key"), shape.value.serialization.get("name", "value")
        return {entry.get(key): self._any(shape.value, entry.get(value), path)
                for entry in node.values() if isinstance(entry, dict)}

    def _name(self, shape: Any, name: str) -> str:
        if self._of_ec2:
            wire = shape.serialization.get("name", name)
            return shape.serialization.get("queryName", wire[0].upper() + wire[1:])
        if shape.type_name == "list" and shape.is_flattened:
            return shape.member.serialization.get("name", shape.serialization.get("name", name))
        return shape.serialization.get("locationNameForQueryCompatibility", shape.serialization.get("name", name))


class _AsItCame:
    """Over moto's parsers: numbers, truth values, times and blobs stay text."""

    unknown: List[str]

    def _plain(self, shape: Any, value: Any) -> Any:
        if hasattr(value, "text"):
            return value.text or ""
        return value

    _parse_boolean = _parse_integer = _parse_long = _parse_float = _parse_double = _plain
    _parse_string = _parse_character = _parse_timestamp = _parse_blob = _plain

    def _parse_payload(self, request: dict, shape: Any, members: dict, found: dict) -> None:
        """A stream, or a body that is one value, is not looked into."""
        payload = shape.serialization.get("payload")
        if payload is None or members[payload].type_name not in ("blob", "string"):
            super()._parse_payload(request, shape, members, found)  # type: ignore[misc]
        elif request["body"]:
            body = request["body"]
            found[payload] = body if members[payload].type_name == "blob" else body.decode()


class _Json(_AsItCame):
    def _parse_structure(self, shape: Any, value: Any) -> Any:
        if not isinstance(value, dict) or getattr(shape, "is_document_type", False):
            return value
        found, wires = {}, _wires(shape, "json", _name_in_json)
        for wire, below in value.items():
            if wire not in wires:
                self.unknown.append(wire)
            elif below is not None:
                name, member = wires[wire]
                found[name] = self._parse_shape(member, below)  # type: ignore[attr-defined]
        return found

    def _parse_list(self, shape: Any, value: Any) -> Any:
        if shape.serialization.get("location") == "header" and isinstance(value, str):
            value = [each.strip() for each in value.split(",")]
        if not isinstance(value, list):
            return value
        return [self._parse_shape(shape.member, each) for each in value]  # type: ignore[attr-defined]

    def _parse_map(self, shape: Any, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: self._parse_shape(shape.value, each) for key, each in value.items()}  # type: ignore[attr-defined]

    def _parse_body_as_json(self, body: bytes) -> Any:
        return json.loads(body) if body else {}


class _JsonReader(_Json, JSONParser):
    pass


class _RestJsonReader(_Json, RestJSONParser):
    pass


class _RestXmlReader(_AsItCame, RestXMLParser):
    pass


PARSERS: Dict[str, Any] = {"json": _JsonReader, "rest-json": _RestJsonReader, "rest-xml": _RestXmlReader}

"""Whether a request's parameters are such as the model says, and AWS's sentence for each that is not."""
from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List

from botocore.utils import parse_timestamp

from .patterns import compiled

NULL, TYPE, VALUE = "null", "type", "value"
NUMBERS = ("integer", "long", "float", "double")
NUMBER = re.compile(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?")
KINDS = {"bool": "BOOLEAN", "int": "NUMBER", "float": "NUMBER", "str": "STRING", "list": "LIST", "dict": "MAP"}
REQUIRED = "Member must not be null"


@dataclass(frozen=True)
class Violation:
    """`kind` is null (missing), type or value; `path` is the member's, in the form of AWS's messages."""

    kind: str
    path: str
    value: str
    constraint: str

    def __str__(self) -> str:
        return f"Value {self.value}at '{self.path}' failed to satisfy constraint: {self.constraint}"


@dataclass
class Check:
    """One check; `text` says that the protocol spells numbers and truth values as text."""

    text: bool
    found: List[Violation] = field(default_factory=list)

    def of(self, shape: Any, value: Any, path: str = "") -> None:
        HANDLERS.get(shape.type_name, Check._string)(self, shape, value, path)

    def _structure(self, shape: Any, value: Any, path: str) -> None:
        if getattr(shape, "is_document_type", False):
            return
        if not isinstance(value, dict):
            self._wrong_type(shape, value, path, "a structure")
            return
        members = shape.members
        for name in shape.metadata.get("required", ()):
            if value.get(name) is None:
                self.found.append(Violation(NULL, _joined(path, name), "null ", REQUIRED))
        for name, given in value.items():
            if given is not None and name in members:
                bound = "location" in members[name].serialization
                (self._textual() if bound and not self.text else self).of(members[name], given, _joined(path, name))

    def _textual(self) -> "Check":
        """Of headers and paths; what it finds is found."""
        return Check(True, self.found)

    def _list(self, shape: Any, value: Any, path: str) -> None:
        if not isinstance(value, list):
            self._wrong_type(shape, value, path, "a list")
            return
        self._length(shape, len(value), value, path)
        self._each(shape.member, value, path, value, "Member must satisfy constraint: ", ".{}.member")

    def _map(self, shape: Any, value: Any, path: str) -> None:
        if not isinstance(value, dict):
            self._wrong_type(shape, value, path, "a map")
            return
        self._length(shape, len(value), value, path)
        self._each(shape.key, list(value), path, value, "Map keys must satisfy constraint: ", ".key")
        names = list(value)
        self._each(shape.value, list(value.values()), path, value, "Map value must satisfy constraint: ",
                   ".{}.member", names)

    def _each(self, shape: Any, members: list, path: str, whole: Any, words: str, below: str,
              names: Any = None) -> None:
        """AWS names a structure in a list by its place; of plain values it repeats the list and their constraints."""
        inner = Check(self.text)
        for place, each in enumerate(members, 1):
            if each is not None:
                inner.of(shape, each, path + below.format(names[place - 1] if names else place))
        plain = [each for each in inner.found if each.kind == VALUE] if shape.type_name not in CONTAINERS else []
        self.found += [each for each in inner.found if each not in plain]
        if plain:
            self.found.append(Violation(VALUE, path, _shown(shape, whole), f"{words}[{', '.join(_all(shape))}]"))

    def _string(self, shape: Any, value: Any, path: str) -> None:
        if not isinstance(value, str):
            self._wrong_type(shape, value, path, "a String")
            return
        rules = shape.metadata
        if not rules:
            return
        values = rules.get("enum")
        if values and value not in values:
            self._wrong(shape, value, path, _enum(values))
        self._length(shape, len(value), value, path)
        pattern = rules.get("pattern")
        if pattern is not None and not compiled(pattern).fullmatch(value):
            self._wrong(shape, value, path, _pattern(pattern))

    def _number(self, shape: Any, value: Any, path: str) -> None:
        given = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not given and not (self.text and isinstance(value, str) and NUMBER.fullmatch(value)):
            self._wrong_type(shape, value, path, f"a {shape.type_name.capitalize()}")
            return
        for bound, words, beyond in BOUNDS:
            limit = shape.metadata.get(bound)
            if limit is not None and beyond(float(value), limit):
                self._wrong(shape, value, path, f"Member must have value {words} than or equal to {limit}")

    def _boolean(self, shape: Any, value: Any, path: str) -> None:
        if not isinstance(value, bool) and not (self.text and str(value).lower() in ("true", "false")):
            self._wrong_type(shape, value, path, "a Boolean")

    def _timestamp(self, shape: Any, value: Any, path: str) -> None:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return
        try:
            parse_timestamp(value)
        except (TypeError, ValueError):
            self._wrong_type(shape, value, path, "a Timestamp")

    def _blob(self, shape: Any, value: Any, path: str) -> None:
        if isinstance(value, bytes):
            size = len(value)
        else:
            try:
                size = len(base64.b64decode(value, validate=True))
            except (TypeError, ValueError, binascii.Error):
                self._wrong_type(shape, value, path, "a Blob")
                return
        self._length(shape, size, "java.nio.HeapByteBuffer", path)

    def _length(self, shape: Any, length: int, value: Any, path: str) -> None:
        for bound, words, beyond in BOUNDS:
            limit = shape.metadata.get(bound)
            if limit is not None and beyond(length, limit):
                self._wrong(shape, value, path, f"Member must have length {words} than or equal to {limit}")

    def _wrong(self, shape: Any, value: Any, path: str, constraint: str) -> None:
        self.found.append(Violation(VALUE, path, _shown(shape, value), constraint))

    def _wrong_type(self, shape: Any, value: Any, path: str, wanted: str) -> None:
        kind = KINDS.get(type(value).__name__, type(value).__name__)
        self.found.append(Violation(TYPE, path, _shown(shape, value), f"{kind}_VALUE can not be converted to {wanted}"))


HANDLERS: Dict[str, Callable] = {
    "structure": Check._structure, "list": Check._list, "map": Check._map, "boolean": Check._boolean,
    "timestamp": Check._timestamp, "blob": Check._blob, **{name: Check._number for name in NUMBERS}}
CONTAINERS = ("structure", "list", "map")
BOUNDS = (("min", "greater", lambda value, limit: value < limit), ("max", "less", lambda value, limit: value > limit))


def _joined(path: str, name: str) -> str:
    """AWS writes a member's first letter small: kMSKeyArn."""
    name = name[0].lower() + name[1:]
    return f"{path}.{name}" if path else name


def _shown(shape: Any, value: Any) -> str:
    if shape.metadata.get("sensitive"):
        return ""
    if isinstance(value, list):
        return "'[" + ", ".join(map(str, value)) + "]' "
    if isinstance(value, dict):
        return "'{" + ", ".join(f"{key}={each}" for key, each in value.items()) + "}' "
    return f"'{str(value).lower() if isinstance(value, bool) else value}' "


def _enum(values: List[str]) -> str:
    return f"Member must satisfy enum value set: [{', '.join(values)}]"


def _pattern(pattern: str) -> str:
    return f"Member must satisfy regular expression pattern: {pattern}"


def _all(shape: Any) -> List[str]:
    """Every constraint of a plain value, as AWS lists them when one of many does not hold."""
    rules, measure = shape.metadata, "value" if shape.type_name in NUMBERS else "length"
    return [*(f"Member must have {measure} {word} than or equal to {rules[bound]}"
              for bound, word in (("max", "less"), ("min", "greater")) if bound in rules),
            *([_enum(rules["enum"])] if "enum" in rules else []),
            *([_pattern(rules["pattern"])] if "pattern" in rules else []), REQUIRED]

"""The models' patterns: Java's regular expressions, in Python's dialect."""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Dict

CLASSES = {"Print": r"\x20-\x7e", "ASCII": r"\x00-\x7f", "Alpha": "a-zA-Z", "Alnum": "a-zA-Z0-9", "Digit": "0-9",
           "Graph": r"\x21-\x7e", "Punct": r"!-/:-@\[-`{-~", "Lower": "a-z", "Upper": "A-Z", "Space": r"\s"}
# Beyond the basic plane every character belongs to every category: to know better costs a second at each start.
BEYOND = "\U00010000-\U0010ffff"
PAIRS = re.compile(r"\\uD800\\uDC00-\\uDBFF\\uDFFF", re.IGNORECASE)
PROPERTY = re.compile(r"\\p\{(?:Is)?(\w+)}|\\p([A-Z])")
HYPHEN = re.compile(r"(\\[dws])-(?=[^\]])")


@lru_cache(maxsize=None)
def compiled(pattern: str) -> "re.Pattern[str]":
    """Matches the whole of a value, as AWS does; letters and digits of \\w and \\d are ASCII's, as in Java."""
    text = PAIRS.sub(lambda _: BEYOND, pattern)
    text = HYPHEN.sub(r"\1\\-", text)
    return re.compile(_with_properties(text), re.ASCII)


def _with_properties(text: str) -> str:
    parts, inside, at = [], False, 0
    while at < len(text):
        found = PROPERTY.match(text, at)
        if found:
            members = _members(found.group(1) or found.group(2))
            parts.append(members if inside else f"[{members}]")
            at = found.end()
            continue
        size = 2 if text[at] == "\\" else 1
        inside = text[at] == "[" or (inside and text[at] != "]")
        parts.append(text[at:at + size])
        at += size
    return "".join(parts)


def _members(name: str) -> str:
    return CLASSES[name] if name in CLASSES else _categories()[name[0]] + BEYOND


@lru_cache(maxsize=None)
def _categories() -> Dict[str, str]:
    """First letter of a Unicode category -> its ranges in the basic plane."""
    ranges: Dict[str, str] = {}
    start, kind = 0, unicodedata.category("\0")[0]
    for point in range(1, 0x10001):
        now = unicodedata.category(chr(point))[0] if point < 0x10000 else ""
        if now != kind:
            ranges[kind] = ranges.get(kind, "") + f"\\u{start:04x}-\\u{point - 1:04x}"
            start, kind = point, now
    return ranges

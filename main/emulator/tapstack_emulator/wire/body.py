"""A request's body: as much as was announced, in time, or an error."""
from __future__ import annotations

from typing import Any, Callable, Optional

from .malformed import Malformed


class Body:
    """What an application reads the body from (wsgi.input)."""

    def __init__(self, source: Any, length: Optional[int], begin: Callable[[], None], end: Callable[[], bool]):
        """`length` is None for a chunked body; `begin` and `end` stand around each reading."""
        self._source = source
        self._left = length
        self._begin = begin
        self._end = end

    def read(self, size: Optional[int] = None) -> bytes:
        if self._left is not None:
            size = self._left if size is None or size < 0 else min(size, self._left)
        if size == 0:
            return b""
        self._begin()
        try:
            content = self._source.read(-1 if size is None else size)
        except (OSError, ValueError) as problem:
            in_time = self._end()
            raise Malformed(400 if in_time else 408, f"the body cannot be read: {problem}") from None
        if not self._end():
            raise Malformed(408, "the body took too long")
        if self._left is not None:
            self._left -= len(content)
            if len(content) < size:
                raise Malformed(400, f"the body ends {size - len(content)} bytes before its Content-Length")
        return content

"""Which requests are refused for their form."""
from __future__ import annotations

from email.message import Message
from typing import Optional, Tuple


class Malformed(Exception):
    """The client's HTTP is wrong; `status` is what it is told."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status


def problem_of(headers: Message) -> Optional[Tuple[int, str]]:
    """(status, message) for headers that are wrong, or of which two readers could think differently."""
    if headers.defects:
        return 400, "a header line is not of the form name: value"
    if any("\n" in value or "\r" in value for value in headers.values()):
        return 400, "a header has more than one line"
    lengths, encodings = headers.get_all("Content-Length", []), headers.get_all("Transfer-Encoding", [])
    if len(set(lengths)) > 1 or any(not (length.isascii() and length.isdigit()) for length in lengths):
        return 400, f"Content-Length must be one number, got {', '.join(lengths)}"
    if encodings and lengths:
        return 400, "Content-Length and Transfer-Encoding exclude each other"
    if encodings and [encoding.strip().lower() for encoding in encodings] != ["chunked"]:
        return 501, f"Transfer-Encoding must be chunked, got {', '.join(encodings)}"
    return None

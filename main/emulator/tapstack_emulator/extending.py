"""How moto is extended: from outside, method by method, its own files untouched.

moto finds an API operation by its snake_case name on the service's Response class,
so a missing operation is one more method there.
"""
from __future__ import annotations

import functools
from typing import Any, Callable


def wrap(owner: Any, name: str, replacement: Callable) -> None:
    """Puts `replacement(original, *same arguments)` in the place of owner.name."""
    original = getattr(owner, name)

    @functools.wraps(original)
    def call(*args: Any, **kwargs: Any) -> Any:
        return replacement(original, *args, **kwargs)

    setattr(owner, name, staticmethod(call) if _is_static(owner, name) else call)


def _is_static(owner: Any, name: str) -> bool:
    return isinstance(owner, type) and isinstance(owner.__dict__.get(name), staticmethod)


def after(owner: Any, name: str, action: Callable) -> None:
    """Runs `action(*same arguments)` after owner.name, whose answer stays."""

    def call(original: Callable, *args: Any, **kwargs: Any) -> Any:
        answer = original(*args, **kwargs)
        action(*args, **kwargs)
        return answer

    wrap(owner, name, call)


def add(owner: type, *functions: Callable) -> None:
    """Adds functions to a class as methods of the same name."""
    for function in functions:
        setattr(owner, function.__name__, function)


def store(holder: Any, name: str) -> dict:
    """A dict kept on a moto object, so that it lives and is reset with it."""
    return holder.__dict__.setdefault(f"_emulator_{name}", {})

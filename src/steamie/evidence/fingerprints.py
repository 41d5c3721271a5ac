"""The words of an event as they are fingerprinted. Plain Python: whoever checks a pack needs no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

START = "0" * 64


def canonical(written: Mapping[str, Any]) -> str:
    """One way of writing it: keys in order, no spaces, numbers as both databases agree on them."""
    return json.dumps(_whole(dict(written)), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(text: str) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _whole(value: Any) -> Any:
    """Numbers as both databases agree on them: PostgreSQL gives 1e22 back as a whole number."""
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value

"""How often one address may look for a reference: enough for a family and a library, too little to guess."""

from __future__ import annotations

from django.core.cache import cache

WITHIN = 600  # seconds
MOST = 20


def too_many_looks(address: str) -> bool:
    """Count one more look from this address, before anything is looked up; whether there were too many."""
    key = f"door:follow:{address}"
    if cache.add(key, 1, WITHIN):
        return False
    try:
        return int(cache.incr(key)) > MOST
    except ValueError:  # the time ended in between
        return False

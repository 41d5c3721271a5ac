"""How often one address may look for a reference: enough for a family and a library, too little to guess."""

from __future__ import annotations

from steamie.people import throttles

WITHIN = 600  # seconds
MOST = 20


def too_many_looks(address: str) -> bool:
    """Count one more look from this address, before anything is looked up; whether there were too many."""
    return throttles.count_from("follow", address, WITHIN) > MOST

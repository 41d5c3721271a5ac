"""How often one address may look for a reference or send a form: enough for a family, a library and a close behind one
connection; too little to guess, or to fill the disk."""

from __future__ import annotations

from steamie.people import throttles

WITHIN = 600  # seconds
MOST = 20
MOST_FORMS = 40


def too_many_looks(address: str) -> bool:
    """Count one more look from this address, before anything is looked up; whether there were too many."""
    return throttles.count_from("follow", address, WITHIN) > MOST


def too_many_forms(address: str, door: str) -> bool:
    """Count one more form through a door, before anything is worked out or kept; whether there were too many."""
    return throttles.count_from(f"form-{door}", address, WITHIN) > MOST_FORMS

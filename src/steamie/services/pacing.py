"""How often one address may look for a reference or send a form: enough for a family, a library and a close behind one
connection; too little to guess, or to fill the disk."""

from __future__ import annotations

import logging

from django.db import DatabaseError

from steamie.people import throttles
from steamie.visits.waiting import briefly

log = logging.getLogger(__name__)

WITHIN = 600  # seconds
MOST = 20
MOST_FORMS = 40


def too_many_looks(address: str) -> bool:
    """Count one more look from this address, before anything is looked up; whether there were too many."""
    return throttles.count_from("follow", address, WITHIN) > MOST


def too_many_forms(address: str, door: str) -> bool:
    """Count one more form through a door, before anything is worked out or kept; whether there were too many.

    Where it cannot be counted within half a second, it goes on uncounted: whoever reports a leak is not kept out by a figure.
    """
    try:
        with briefly():
            return throttles.count_from(f"form-{door}", address, WITHIN) > MOST_FORMS
    except DatabaseError as problem:
        log.error("A form was not counted against its address: %s", problem)
        return False

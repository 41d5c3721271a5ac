"""A reference of its own for every case."""

from __future__ import annotations

import secrets

from steamie.rules.phone_references import ALPHABET, DRAWN, reference

from .models import Case


def free_reference() -> str:
    """One that no case has."""
    while Case.objects.filter(reference=(new := reference([secrets.randbelow(len(ALPHABET)) for _ in range(DRAWN)]))).exists():
        pass
    return new

"""How somebody can be reached, from the one line in which they say so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

_EMAIL = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+")
_PHONE = re.compile(r"\+?\d[\d\s()-]{6,}\d")


@dataclass(frozen=True, slots=True)
class Reached:
    """What was understood; what was not stays in ``address``, word for word."""

    email: str = ""
    phone: str = ""
    address: str = ""


def understood(line: str) -> Reached:
    """An e-mail address, a phone number and what is left of the line."""
    email = _email(line)
    rest = line.replace(email, " ") if email else line
    phone = match[0].strip() if (match := _PHONE.search(rest)) else ""
    rest = rest.replace(phone, " ") if phone else rest
    return Reached(email, phone, " ".join(rest.strip(" ,;").split()))


def _email(line: str) -> str:
    for match in _EMAIL.finditer(line):
        candidate = match[0].strip(".")
        try:
            validate_email(candidate)
        except ValidationError:
            continue
        return candidate
    return ""

"""Letters with a code, one page for each person, as they go to the post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from steamie.printing.typesetting import typeset
from steamie.rules.letter_codes import spaced
from steamie.strategy.reading import association

from .models import Tenant
from .models.accounts import CODE_LASTS

TEMPLATE = Path(__file__).with_name("code-letter.typ")


def as_pdf(codes: Sequence[tuple[Tenant, str]], day: date) -> bytes:
    """All of them in one file. Raises ``CannotTypeset``. The file is kept nowhere."""
    ours = association()
    register = settings.PUBLIC_URL + reverse("portal:register")
    data = {
        "association": ours.name if ours else "",
        "address": ours.address if ours else "",
        "telephone": ours.telephone if ours else "",
        "day": f"{day:%-d %B %Y}",
        "until": f"{day + CODE_LASTS:%-d %B %Y}",
        "page": register,
        "shown": register.removeprefix("https://").removeprefix("http://"),
        "letters": [
            {"name": one.name, "address": one.tenancy.address, "postcode": one.tenancy.postcode, "code": spaced(code)}
            for one, code in codes
        ],
    }
    return typeset(TEMPLATE, data=data)

"""The privacy notice and the accessibility statement, made from what is set up here, so that they are true."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.conf import settings

from steamie.channels import registry
from steamie.channels.models import Channel
from steamie.evidence.holdings import Holding, cookies, holdings
from steamie.visits import callers

PRIVACY, ACCESSIBILITY = "privacy", "accessibility"  # the addresses of the pages that are made


def template(slug: str) -> str:
    """The template of a page that is made; empty for a page that is written."""
    return {PRIVACY: "website/privacy.html", ACCESSIBILITY: "website/accessibility.html"}.get(slug, "")


def context(slug: str) -> dict[str, Any]:
    """What such a page says."""
    return {PRIVACY: privacy, ACCESSIBILITY: accessibility}[slug]() if template(slug) else {}


def privacy() -> dict[str, Any]:
    """What is held about whom, for how long, who else gets it, and which cookies are set."""
    entries = holdings()
    return {
        "of_the_public": _by_whose([entry for entry in entries if entry.of_the_public]),
        "of_staff": [entry for entry in entries if not entry.of_the_public],
        "cookies": cookies(),
        "mail_server": settings.MAIL_SERVER.host if settings.MAIL_SERVER and not settings.MAIL_SERVER.on_this_machine else "",
        "has_mail": settings.MAIL_SERVER is not None,
        "platforms": platforms(),
        "again_after": int(callers.AGAIN_AFTER.total_seconds() // 60),
    }


def platforms() -> list[str]:
    """Who runs the accounts that our posts go to and are read from; none for channels of our own."""
    kinds = registry.kinds()
    in_use = Channel.objects.filter(closed_at__isnull=True).exclude(sealed="").values_list("kind", flat=True)
    addresses = [kinds[kind].address for kind in in_use if kind in kinds]
    return sorted({address.owner for address in addresses if address})


def accessibility() -> dict[str, Any]:
    """What was checked, what it found, and what is known to be missing."""
    from . import audit  # noqa: PLC0415 -- it reads the models, one of which asks here

    return {"audit": audit.shipped(), "undescribed": audit.undescribed_pictures().count()}


def _by_whose(entries: list[Holding]) -> list[tuple[str, list[Holding]]]:
    order = {whose: place for place, whose in enumerate(dict.fromkeys(entry.whose for entry in entries))}
    ordered = sorted(entries, key=lambda entry: order[entry.whose])
    return [(whose, list(group)) for whose, group in groupby(ordered, key=lambda entry: entry.whose)]

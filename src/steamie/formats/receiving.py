"""From a wish for another format to a case: whoever asks says which, and where it should go."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.models import Case
from steamie.evidence.actors import VISITOR
from steamie.people.tickets import FILLED_TRAP
from steamie.rules.cases import Way
from steamie.services import danger, reaching

from .asking import LANGUAGE, FormatWish
from .models import FormatRequest
from .pages import has_formats, words_of


@dataclass(frozen=True, slots=True)
class WishFor:
    """What somebody asked for. ``path``: the page it was asked on; ``what``: their own words for it, or more about it."""

    wish: FormatWish
    reach: str
    path: str = ""
    which: str = ""  # language
    what: str = ""
    trap: str = ""  # a box that people do not see


@transaction.atomic
def receive(asked: WishFor, *, at: datetime) -> Case:
    """Put a wish on record as a case with its clock. The same wish, sent twice in a day, is one."""
    words = words_of(asked.path) if asked.path and has_formats(asked.path) else None
    reached = reaching.understood(asked.reach)
    named = f"{asked.wish.label}{f' ({asked.which})' if asked.which and asked.wish.code == LANGUAGE else ''}"
    about = f"“{words.title}”" if words else "something that is no page of the website"
    parts = [f"{named} of {about}.", f"{settings.PUBLIC_URL}{words.path}" if words else "", asked.what]
    report = Report(
        kind=asked.wish.kind.code,
        way=Way.WEB,
        words="\n\n".join(filter(None, parts)),
        summary=f"{named}: {words.title if words else asked.what or 'to be asked'}",
        whose=Whose(email=reached.email, phone=reached.phone[:40], address=reached.address, needs=named),
        why_first=danger.why_first(asked.what),
        hold=FILLED_TRAP if asked.trap else "",
        submission=_submission(asked, at),
    )
    case = open_case(report=report, by=VISITOR, at=at)
    path, digest = (words.path, words.digest) if words else ("", "")
    FormatRequest.objects.get_or_create(case=case, defaults={"path": path, "format": asked.wish.code, "digest": digest})
    return case


def _submission(asked: WishFor, at: datetime) -> str:
    day = timezone.localdate(at).isoformat()
    parts = ["format", asked.wish.code, asked.path, asked.reach.strip().lower(), asked.which, asked.what, day]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()

"""A small world of teams and matters."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from steamie.casework.actions.opening import Report, Whose, open_case, team_called
from steamie.casework.models import Case, Membership, SortedLetter
from steamie.casework.models.mail import Became
from steamie.evidence.actors import VISITOR, Actor
from steamie.letters.models import IncomingLetter, Mailbox, Security
from steamie.people.models import Person
from steamie.rules.cases import Way

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday
SHONA = Whose("Shona Canary", "shona.canary@example.org", "07700 900123", "Flat 2/1, 14 Canary Street", "G99 9ZZ")


def put_in(team: str, person: Person, *, stands_in: bool = False) -> Membership:
    """Somebody is in a team since 2020."""
    row = team_called(team)
    return Membership.objects.create(team=row, person=person, since=date(2020, 1, 1), stands_in=stands_in, added_by=person)


def told(kind: str = "enquiry", *, by: Actor = VISITOR, at: datetime = NOW, **fields: Any) -> Case:
    """Somebody turned to us."""
    fields = {"way": Way.WEB, "words": "Canary words: are you shut on the 30th?", "whose": SHONA} | fields
    return open_case(report=Report(kind=kind, **fields), by=by, at=at)


def came_in(case: Case | None = None, *, now: datetime = NOW) -> SortedLetter:
    """A letter by e-mail: the first of this case, or one that waits until somebody has looked."""
    row = {"address": "mail@pineview.example", "host": "127.0.0.1", "port": 143, "security": Security.NONE, "user": "mail"}
    mailbox = Mailbox.objects.in_use() or Mailbox.objects.create(**row, set_at=now, read_at=now)
    letter = IncomingLetter.objects.create(
        mailbox=mailbox,
        uid_validity=1,
        uid=IncomingLetter.objects.count() + 1,
        size=40,
        sender="stranger@example.net",
        subject="Canary subject",
        received_at=now,
        kept_at=now,
        sorted_at=now,
        content=b"From: stranger@example.net\r\nSubject: Canary subject\r\n\r\nCanary words.\r\n",
    )
    entry = case.trail.first() if case else None
    became = Became.OPENED if case else Became.HELD
    return SortedLetter.objects.create(letter=letter, became=became, why="Suspected.", case=case, entry=entry, at=now)

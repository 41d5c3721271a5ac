"""What the small house holds of people who applied, answered and subscribed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from steamie.newsletter.models import NewsLetter, NewsSubscription
from steamie.people.models import Person
from steamie.services.models import ApplicationSheet, Referral
from steamie.website.models import PageFeedback, YouSaid
from tests.casework.making import told


def passed_on(person: Person, now: datetime) -> dict[str, Any]:
    """Two who asked for an adaptation, one of this person's team and passed on; and a list of applications that they sent."""
    moved = {"staff": told("adaptation", at=now), "other": told("adaptation", at=now, team="complaints")}
    Referral.objects.create(case=moved["staff"], to="A charity", why="Advice", at=now, by=person)
    sheet = application_sheet(person, now)
    return {"adaptation": {who: case.reference for who, case in moved.items()}, "application sheet": sheet.pk}


def application_sheet(person: Person, now: datetime) -> ApplicationSheet:
    """A list of applications that somebody of the team sent, its columns matched."""
    table = {"name": "", "lines": {"1": ["Ref", "Status", "Postcode"], "2": ["A1", "On the list", "G1 1AA"]}, "merged": []}
    reading = {"tables": [table | {"beyond": 0, "wrong": {}}], "doubts": [], "encoding": "utf-8", "encodings": []}
    columns = {"reference": 0, "standing": 1, "postcode": 2}
    return ApplicationSheet.objects.create(name="list.csv", reading=reading, columns=columns, sent_by=person, sent_at=now)


def what_people_said(person: Person, now: datetime) -> dict[str, Any]:
    """What somebody wrote about a page, what everybody was told, a letter of news, and who gets it."""
    feedback = PageFeedback.objects.create(path="/", helped=False, words="Words", at=now)
    told_all = YouSaid.objects.create(said="Said", did="Did", published_at=now, published_by=person)
    written = {"mailing_list": "supporters", "written_at": now, "written_by": person}
    news = NewsLetter.objects.create(subject="News", words="Words", **written)
    asked = {"mailing_list": "supporters", "basis": "asked", "asked_at": now, "confirmed_at": now}
    reader = NewsSubscription.objects.create(email="reader@example.org", digest="d", token="reader", **asked)
    return {"feedback": feedback.pk, "told": told_all.pk, "news": news.pk, "reader": reader.token}

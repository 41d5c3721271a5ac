"""Keeping a picture."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.utils import timezone

from steamie.evidence.actions import record, reference
from steamie.evidence.actors import PUBLISHER, Actor
from steamie.evidence.in_force import Citation
from steamie.evidence.models import Event
from steamie.files.models import Picture
from steamie.files.pictures import CleanPicture, PictureRefused, clean
from steamie.files.pictures.verifying import PictureAltered
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act

from .verbs import Verb

NO_CONSENT = "Tick that everyone shown said yes, or send it without the picture."


def keep_picture(
    *, upload: BinaryIO, shows_people: bool, consent: bool, by: Actor, at: datetime | None = None, reason: str = ""
) -> Picture:
    """Clean an upload and keep it. Raises ``PictureRefused`` for a bad file, or people shown without their consent."""
    if shows_people and not consent:
        raise PictureRefused(NO_CONSENT)
    return keep_cleaned(picture=clean(upload), shows_people=shows_people, consent=consent, by=by, at=at, reason=reason)


@action(machines=True)
def keep_cleaned(
    *, picture: CleanPicture, shows_people: bool, consent: bool, by: Actor, at: datetime | None = None, reason: str = ""
) -> Picture:
    """Keep what ``pictures.clean`` returned, under a random name."""
    if isinstance(by, Person):
        require(by, Act.SUGGEST)
    if shows_people and not consent:
        raise PictureRefused(NO_CONSENT)
    moment = at or timezone.now()
    digest = hashlib.sha256(picture.content).hexdigest()
    file = ContentFile(picture.content, name=f"{secrets.token_hex(16)}.jpg")
    people = {"shows_people": shows_people, "consent": consent}
    row = Picture.objects.create(file=file, digest=digest, losses=list(picture.losses), added_at=moment, **people)
    facts = {"digest": digest, **people}
    record(
        by=by,
        verb=Verb.KEEP_PICTURE,
        clause=Citation("checks.avoid", "confidential"),
        subject=row,
        reason=reason,
        facts=facts,
        at=moment,
    )
    return row


@action(none="it is noted already", unasked="it is seen, not done")
def note_altered(*, altered: PictureAltered, at: datetime | None = None) -> None:
    """Write down that the file of a picture is not the one we kept: once for each state it is met in."""
    facts = {"expected": altered.picture.digest, "found": altered.actual_digest}
    noted = Event.objects.filter(subject=reference(altered.picture), verb=Verb.FIND_ALTERED).order_by("-number").first()
    if noted is None or noted.facts != facts:
        record(
            by=PUBLISHER, verb=Verb.FIND_ALTERED, clause=Citation("content.approved"), subject=altered.picture, facts=facts, at=at
        )

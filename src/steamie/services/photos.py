"""Photos of a repair, from the form to the case.

A photo is cleaned when it is chosen and kept for a day under a random name. The form carries those names in one signed field, so
that a wrong file, another mistake or a step back never costs a photo that was kept. With the repair they go to the case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, transaction

from steamie.casework.actions.trail import step
from steamie.casework.models import Case
from steamie.evidence.actors import VISITOR
from steamie.files import uploads
from steamie.files.actions import keep_cleaned
from steamie.files.models import Upload
from steamie.files.pictures import CleanPicture, PictureRefused, checked
from steamie.files.tasks import look_at_uploads
from steamie.people import throttles

from .models import RepairPhoto, RepairRequest

MOST = 4  # of one repair
SALT = "steamie.services.photos"
WITHIN, FROM_ONE_ADDRESS = 3600, 40  # seconds, photos: a family, a library and a close with one connection
ROOM = 600  # uploads at most that are kept for forms which are being filled in
GONE = "It was chosen more than a day before the repair was sent, and is forgotten."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A photo of a form that is being filled in."""

    name: str
    waits: bool = False  # nobody has looked at it yet
    problem: str = ""  # why it could not be kept


def signed(tickets: Sequence[str]) -> str:
    """The names of photos, for the form to carry."""
    return signing.dumps(list(tickets), salt=SALT) if tickets else ""


def tickets_in(text: str) -> list[str]:
    """The names that a form carries; none where it was not written by us."""
    try:
        names = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return []
    return [str(name) for name in names][:MOST]


def chosen(text: str) -> list[Chosen]:
    """The photos that a form carries, in the order in which they were chosen, with what became of each."""
    return [_chosen(uploads.under(ticket)) for ticket in tickets_in(text)]


def _chosen(upload: Upload | None) -> Chosen:
    if upload is None:
        return Chosen("A photo", problem=GONE)
    return Chosen(upload.name, upload.looked_at is None, upload.refusal)


def add(text: str, upload: UploadedFile[Any], address: str) -> str:
    """What the form carries once this photo is kept too. Raises ``PictureRefused`` with what to do."""
    before = tickets_in(text)
    if len(before) >= MOST:
        raise PictureRefused("Four photos are kept already. Take one away first, or show us the rest when we come.")
    if throttles.count_from("photos", address, WITHIN) > FROM_ONE_ADDRESS or Upload.objects.count() >= ROOM:
        raise PictureRefused("Too many photos came in this hour. Send the repair without this one. What you wrote is kept.")
    return signed([*before, _kept(upload)])


def without(text: str, number: int) -> str:
    """What the form carries once one photo, counted from 0, is taken away."""
    return signed([ticket for place, ticket in enumerate(tickets_in(text)) if place != number])


def _kept(upload: UploadedFile[Any]) -> str:
    name = upload.name or "photo"
    try:
        return uploads.keep_looked_at(uploads.look_at(checked(upload), name), name)
    except uploads.PictureWaits as waits:
        if not waits.ticket:
            raise
        look_at_uploads.enqueue()
        return waits.ticket
    except PictureRefused as problem:
        raise PictureRefused(f"“{name}”: {' '.join(problem.messages)}") from None


def note(repair: RepairRequest, text: str, now: datetime) -> None:
    """Write down which photos came with a repair. Their day begins anew: they are attached by the clock if not at once."""
    for ticket in tickets_in(text):
        upload = uploads.under(ticket)
        digest = uploads.digest(ticket)
        lost = "" if upload else GONE
        defaults = {"name": upload.name if upload else "A photo", "refusal": lost}
        RepairPhoto.objects.get_or_create(repair=repair, ticket_digest=digest, defaults=defaults)
        if upload:
            Upload.objects.filter(pk=upload.pk).update(added_at=now)


def attach(case: Case, now: datetime) -> None:
    """Attach what has been looked at to its case. What has not, or finds no room on the disk now, stays for the clock."""
    for row in RepairPhoto.objects.waiting().filter(repair__case=case):
        try:
            _attach(row.pk, now)
        except (OSError, DatabaseError):
            return  # the repair is on record, and that is what is thanked for; its photos follow


@transaction.atomic
def _attach(pk: int, now: datetime) -> None:
    row = RepairPhoto.objects.select_for_update(no_key=True).get(pk=pk)
    upload = Upload.objects.filter(ticket_digest=row.ticket_digest).first()
    if row.picture_id or row.refusal or (upload and upload.looked_at is None):
        return
    if upload is None or upload.refusal:
        _give_up(row, upload.refusal if upload else GONE, now)
        return
    clean = CleanPicture(bytes(upload.content), tuple(upload.losses))
    row.picture = keep_cleaned(picture=clean, shows_people=False, consent=False, by=VISITOR, at=now)
    row.save(update_fields=["picture"])
    row.repair.case.pictures.add(row.picture)
    upload.delete()


def _give_up(row: RepairPhoto, why: str, now: datetime) -> None:
    row.refusal = why[:300]
    row.save(update_fields=["refusal"])
    step(case=row.repair.case, title="A photo could not be kept", at=now, words=f"{row.name}: {why}", for_them=True)


def lost_of(case: Case) -> list[RepairPhoto]:
    """The photos of a case that could not be kept, with why."""
    return list(RepairPhoto.objects.lost().filter(repair__case=case))

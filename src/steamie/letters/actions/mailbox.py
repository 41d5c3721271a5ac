"""Setting the mailbox that is read, trying it, and giving it up. Its password is sealed, and never shown again (S-63)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation
from steamie.letters.models import Mailbox
from steamie.letters.models.mailbox import INBOX
from steamie.letters.verbs import Verb
from steamie.people import sealing
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

SEALED = Citation("accounts.secrets_sealed")


@dataclass(frozen=True, slots=True)
class MailboxSettings:
    """How a mailbox is reached. ``password``: empty keeps the one that is sealed, for the same user of the same server."""

    address: str
    host: str
    port: int
    security: str
    user: str
    password: str = ""
    folder: str = INBOX
    acknowledges: bool = False
    vouching_server: str = ""

    def is_of(self, mailbox: Mailbox) -> bool:
        """Whether they open this very mailbox, so that it goes on where it was."""
        return (self.host, self.user, self.folder) == (mailbox.host, mailbox.user, mailbox.folder)


@action()
def set_mailbox(*, settings: MailboxSettings, by: Person, at: datetime | None = None) -> Mailbox:
    """Say which mailbox is read. Another one begins anew, with what comes from then on; the same one goes on where it was."""
    require(by, Act.MANAGE_PEOPLE)
    moment = at or timezone.now()
    before = Mailbox.objects.select_for_update(no_key=True).in_use()
    same = before if before and settings.is_of(before) else None
    if not (settings.password or same):
        raise NotReady([Problem("Type in the password of this mailbox.", "password")])
    if before and not same:
        before.ended_at, before.sealed = moment, ""
        before.save(update_fields=["ended_at", "sealed"])
    mailbox = same or Mailbox(host=settings.host, user=settings.user, folder=settings.folder)
    mailbox.address, mailbox.port, mailbox.security = settings.address, settings.port, settings.security
    mailbox.vouching_server = settings.vouching_server.strip().lower()
    mailbox.acknowledges, mailbox.set_by, mailbox.set_at = settings.acknowledges, by, moment
    mailbox.problem, mailbox.failing_since = "", None
    if settings.password:
        mailbox.sealed = sealing.seal({"password": settings.password})
    mailbox.save()
    facts = {"acknowledges": settings.acknowledges, "password": bool(settings.password)}
    record(by=by, verb=Verb.SET_A_MAILBOX, clause=SEALED, subject=mailbox, facts=facts, at=moment)
    return mailbox


@action()
def end_mailbox(*, by: Person, at: datetime | None = None) -> Mailbox:
    """Read no mailbox any more. Its password is thrown away; what came by it stays."""
    require(by, Act.MANAGE_PEOPLE)
    moment, mailbox = at or timezone.now(), _in_use()
    mailbox.ended_at, mailbox.sealed = moment, ""
    mailbox.save(update_fields=["ended_at", "sealed"])
    record(by=by, verb=Verb.END_A_MAILBOX, clause=SEALED, subject=mailbox, at=moment)
    return mailbox


@action()
def note_trial(*, problem: str, by: Person, at: datetime | None = None) -> Mailbox:
    """Write down that somebody tried the mailbox, and what came of it."""
    require(by, Act.MANAGE_PEOPLE)
    moment, mailbox = at or timezone.now(), _in_use()
    if problem:
        mailbox.note_problem(problem, moment)
    else:
        mailbox.note_reached(moment)
    record(by=by, verb=Verb.TRY_THE_MAILBOX, clause=SEALED, subject=mailbox, facts={"reached": not problem}, at=moment)
    return mailbox


@action(machines=True)
def reseal_mailbox(*, mailbox: Mailbox, by: Actor, at: datetime | None = None) -> Mailbox:
    """Seal its password again under the newest key."""
    if isinstance(by, Person):
        require(by, Act.CONNECT)
    mailbox.sealed = sealing.reseal(mailbox.sealed)
    mailbox.save(update_fields=["sealed"])
    record(by=by, verb=Verb.SEAL_A_MAILBOX_AGAIN, clause=SEALED, subject=mailbox, at=at or timezone.now())
    return mailbox


def _in_use() -> Mailbox:
    mailbox = Mailbox.objects.select_for_update(no_key=True).in_use()
    if mailbox is None:
        raise NotReady([Problem("No mailbox is set up.")])
    return mailbox

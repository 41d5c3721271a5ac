"""What the doctor looks at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

import steamie
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.actions import put_back
from steamie.desk import pulse
from steamie.desk.setup import lines
from steamie.diary.models import Round
from steamie.evidence import anchors, elsewhere
from steamie.letters.models import Letter, Mailbox
from steamie.people.auditors import addresses_of_auditors
from steamie.rules.counting import some

from . import engines, health, nightly, readiness, schema
from .engines.patience import ask

LEAST_FREE = 1024**3  # bytes kept in reserve
OVERDUE = timedelta(minutes=15)
QUIET = timedelta(minutes=10)  # every machine takes a pulse of the clock now and then
COPY_AT_LEAST_EACH = timedelta(days=2)
REHEARSE_AT_LEAST_EACH = timedelta(days=100)
FORGOTTEN = timedelta(days=1)  # a machine that was taken away is no longer missed


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing looked at: whether it is well, and what state it is in."""

    what: str
    well: bool
    state: str

    def __str__(self) -> str:
        return f"{'ok ' if self.well else 'NOT'}  {self.what}: {self.state}"


def examine(now: datetime) -> Iterator[CheckResult]:
    """Everything, in the order a person would look."""
    exists = settings.DATA.is_dir()
    yield CheckResult("Data folder", exists, str(settings.DATA) if exists else f"{settings.DATA} does not exist")
    yield _database()
    yield _tables()
    yield from _keys()
    if exists:
        yield _disk()
    yield from (_beat(name, now) for name in ("clock", "worker"))
    yield from _other_machines(now)
    yield _queue()
    yield _put_back()
    yield from _copies(now)
    yield _anchors(now)
    yield from _publications(now)
    yield _mail()
    yield _mail_in(now)
    yield from _getting_started(now)
    yield from _public_address()
    yield _addresses()
    yield from _set_up(now)


def _database() -> CheckResult:
    try:
        readiness.require_safe_database()
    except readiness.HouseNotReady as reason:
        return CheckResult("Database", False, str(reason))
    return CheckResult("Database", True, settings.DATABASES["default"]["ENGINE"].rpartition(".")[2])


def _tables() -> CheckResult:
    """Whether they are those of this version."""
    problem = schema.compare().problem
    return CheckResult("Tables", not problem, problem or f"as version {steamie.__version__} has them")


def _keys() -> Iterator[CheckResult]:
    for what, path in [
        *(("Key", path) for path in sorted((settings.DATA / "keys").glob("*"))),
        *(("File", path) for path in sorted(settings.DATA.glob("*.sqlite3"))),
    ]:
        mode = path.stat().st_mode & 0o777
        private = mode & 0o077 == 0 or settings.DATA.stat().st_mode & 0o077 == 0
        yield CheckResult(f"{what} {path.name}", private, f"mode {mode:o}" + ("" if private else f": run chmod 600 {path}"))


def _disk() -> CheckResult:
    free = shutil.disk_usage(settings.DATA).free
    return CheckResult("Disk", free >= LEAST_FREE, f"{free / 1024**3:.1f} GiB free")


def _beat(name: str, now: datetime) -> CheckResult:
    age = pulse.age(name, now)
    heard = "never heard of" if age is None else f"heard of {age:.0f} s ago"
    return CheckResult(name.title(), age is not None and age <= pulse.STALE_AFTER_SECONDS, heard)


def _other_machines(now: datetime) -> Iterator[CheckResult]:
    """Each machine whose worker took something from the queue within a day."""
    for row in Round.objects.filter(name__startswith=health.WORKER_ON, last_at__gt=now - FORGOTTEN).order_by("name"):
        age = now - row.last_at
        name = row.name.removeprefix(health.WORKER_ON)
        yield CheckResult(f"Worker on {name}", age < QUIET, f"took work {age.total_seconds() / 60:.0f} minutes ago")


def _queue() -> CheckResult:
    """Reached or not, whatever the engine and its errors."""
    name = settings.ENGINE.rpartition(".")[2].replace("_", " ")
    try:
        waiting = ask(engines.chosen().waiting)
    except Exception as problem:  # noqa: BLE001 -- each engine has errors of its own
        return CheckResult("Queue", False, f"not answering ({name}: {type(problem).__name__}); posts wait until it does")
    return CheckResult("Queue", waiting < 1000, f"{waiting} tasks wait ({name})")


def _put_back() -> CheckResult:
    """Whether the database is as far as what stands outside it."""
    if put_back.in_force() is not None:
        return CheckResult(
            "Database put back", False, "posts are held until somebody has looked, then lifted the stop on the desk"
        )
    reasons = list(put_back.signs(thorough=True))
    older = f"it seems older than it was: {' and '.join(reasons)}; posts are held when the house next opens"
    return CheckResult("Database put back", not reasons, older if reasons else "no: it is as far as what stands outside it")


def _copies(now: datetime) -> Iterator[CheckResult]:
    """Whether a copy was made of late, and whether one was ever tried."""
    if settings.DEMONSTRATION:
        return
    noted = nightly.noted()
    made, tried = (datetime.fromisoformat(noted[name]) if name in noted else None for name in ("made_at", "tried_at"))
    if made is None:
        yield CheckResult("Copies", False, "none was made yet: run steamie backup --into FOLDER each night (docs/operating.md)")
        return
    yield CheckResult("Copies", now - made < COPY_AT_LEAST_EACH, f"last made {_ago(now - made)}: {noted['file']}")
    try_one = "run steamie restore --rehearse FOLDER"
    state = f"last rehearsed {_ago(now - tried)}" if tried else f"none was rehearsed yet: {try_one}"
    yield CheckResult("Restoring", tried is not None and now - tried < REHEARSE_AT_LEAST_EACH, state)


def _ago(age: timedelta) -> str:
    hours = round(age.total_seconds() / 3600)
    if hours < 1:
        return "within the hour"
    return f"{some(hours // 24, 'day')} ago" if hours >= 48 else f"{some(hours, 'hour')} ago"


def _anchors(now: datetime) -> CheckResult:
    """Whether the heads of the record are kept where the owner of this machine cannot rewrite them."""
    if lost := anchors.displaced():
        return CheckResult("Record", False, f"event {lost[0].number} was anchored and is not there: run steamie evidence verify")
    if settings.DEMONSTRATION or elsewhere.is_set_up() or (settings.MAIL_SERVER and addresses_of_auditors(now)):
        return CheckResult("Record", True, f"anchored; something outside this machine vouches up to event {elsewhere.vouched()}")
    remedy = "name a folder in STEAMIE_ANCHORS_FOLDER, or give somebody the auditor's office and set up letters"
    return CheckResult("Record", False, f"nothing outside this machine vouches for it: {remedy}")


def _publications(now: datetime) -> Iterator[CheckResult]:
    undecided = Publication.objects.waiting_for_a_person().count()
    # Asked from another shell, only an address that was set is surely the running house's: its port may be another.
    public, page = settings.ENVIRONMENT.public_url.rstrip("/"), reverse("publishing:waiting")
    where = f"{public}{page}" if public else f"{page} on the desk"
    yield CheckResult("Posts waiting for a person", undecided == 0, f"{undecided}; see {where}")
    resting = [Step.PUBLISHED, Step.REFUSED, Step.WITHDRAWN, Step.HELD, Step.NEEDS_A_PERSON]
    overdue = Publication.objects.to_wake(now - OVERDUE).exclude(step__in=resting).count()
    yield CheckResult("Posts overdue and unattended", overdue == 0, str(overdue))


def _mail() -> CheckResult:
    """Where letters go, and how many wait for a person."""
    stuck, unset = Letter.objects.waiting_for_a_person().count(), Letter.objects.not_set_up().count()
    if settings.DEMONSTRATION:
        return CheckResult("Letters", True, "none are sent: a demonstration writes to nobody")
    if settings.MAIL_SERVER is None:
        unsent = f"no mail server is set up (STEAMIE_EMAIL_URL), so no letter is sent; {unset} waited for one"
        return CheckResult("Letters", False, f"{unsent}. steamie letters list")
    tried = f"{settings.MAIL_SERVER.host}:{settings.MAIL_SERVER.port}; try it with steamie letters test ADDRESS"
    return CheckResult("Letters", stuck + unset == 0, f"{stuck + unset} wait for a person ({tried})")


def _mail_in(now: datetime) -> CheckResult:
    """Whether the mailbox is reached, where one is set up; none has to be."""
    mailbox = Mailbox.objects.in_use()
    if settings.DEMONSTRATION:
        return CheckResult("Mail that comes in", True, "none is read: a demonstration hears from nobody")
    if mailbox is None:
        return CheckResult("Mail that comes in", True, "no mailbox is read; none has to be")
    if mailbox.problem:
        return CheckResult("Mail that comes in", False, f"{mailbox.address}: {mailbox.problem}")
    read = mailbox.read_at is not None and now - mailbox.read_at < OVERDUE
    state = f"last read {_ago(now - mailbox.read_at)}" if mailbox.read_at else "never read yet"
    word = "" if mailbox.vouching_server else "; nobody’s word is taken for who wrote a letter (the mailbox’s settings)"
    return CheckResult("Mail that comes in", read, f"{mailbox.address} {state}{word}")


def _getting_started(now: datetime) -> Iterator[CheckResult]:
    """The list that Today shows, until each line is done or set aside."""
    if not settings.DEMONSTRATION:
        titles = [row.line.title for row in lines.unfinished(now)]
        state = f"still to do on the desk: {'; '.join(titles)}" if titles else "each line is done or set aside"
        yield CheckResult("Getting started", not titles, state)


def _public_address() -> Iterator[CheckResult]:
    """Whether residents can reach the site, as far as its settings tell."""
    if settings.DEMONSTRATION:
        return
    remedy = "" if settings.HTTPS else ", which is this machine alone: residents need HTTPS and STEAMIE_PUBLIC_URL"
    yield CheckResult("Address", settings.HTTPS, f"{settings.PUBLIC_URL}{remedy}")


def _addresses() -> CheckResult:
    if settings.DEMONSTRATION and not settings.STAND_IN:
        outside = "A stand-in for Facebook, which steamie demo starts: this folder is a demonstration, and reaches nobody"
        return CheckResult("Outside world", True, outside)
    outside = "a stand-in" if settings.STAND_IN else "Facebook itself"
    return CheckResult("Outside world", True, f"{settings.GRAPH_URL} ({outside})")


def _set_up(now: datetime) -> Iterator[CheckResult]:
    """What is not yet true of an installation that is to run for real: the lines that are neither done nor set aside."""
    left = lines.unfinished(now)
    for row in left:
        where = f"{settings.ENVIRONMENT.public_url.rstrip('/')}{row.line.address}"
        note = row.line.note.rstrip(".")
        yield CheckResult(f"Set-up, {row.line.title}", False, f"{row.line.state}{f'. {note}' if note else ''}; see {where}")
    if not left:
        yield CheckResult(
            "Set-up", True, "a demonstration needs none" if settings.DEMONSTRATION else "each line is done or set aside"
        )

"""Taking down what people answer. It is kept as a visit is: nobody is asked who they are, and no act of the desk is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.urls import Resolver404, resolve, reverse
from wagtail.models import Page, Site

from steamie.casework.actions.opening import Report, Whose, open_case
from steamie.casework.models import Case
from steamie.evidence.actors import VISITOR
from steamie.people import throttles
from steamie.people.tickets import FILLED_TRAP, NOT_OURS
from steamie.rules.cases import Way
from steamie.services import danger, reaching
from steamie.website.models import PageFeedback

SALT = "steamie.website.feedback"
ELSEWHERE = "/"  # what an answer is about that names no page of ours
LONGEST_PATH = 200
PRESSED_TWICE = 20  # seconds within which the same answer to the same page, from one network, is one press
WITHIN, MOST = 600, 40  # seconds, and answers from one network
TOO_FAST = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class FeedbackWords:
    """What somebody writes after the press."""

    words: str
    reach: str = ""
    trap: str = ""  # a box that people do not see


def too_many(address: str) -> bool:
    """Count one more answer from a network; whether there were too many."""
    return throttles.count_from("feedback", address, WITHIN) > MOST


def press(path: str, helped: bool, *, address: str, at: datetime) -> PageFeedback:
    """Keep that a page helped or did not. A button pressed twice is one answer."""
    ours, page = _page(path)
    key = f"door:feedback:{throttles.network(address)}:{ours}:{helped}"
    before = PageFeedback.objects.filter(pk=cache.get(key), words="").first()
    if before:
        return before
    row = PageFeedback.objects.create(path=ours, page=page, helped=helped, at=at)
    cache.set(key, row.pk, PRESSED_TWICE)
    return row


def ticket(row: PageFeedback, at: datetime) -> str:
    """What the form for words carries: which answer they belong to, and when it was handed out."""
    return signing.dumps([row.pk, at.timestamp()], salt=SALT)


@transaction.atomic
def add_words(sheet: str, said: FeedbackWords, *, at: datetime) -> tuple[PageFeedback, Case | None]:
    """Keep words with the answer they belong to; with a way to answer, they are a case. The same sheet twice is one."""
    row, hold = _answer_of(sheet, at)
    if row.words:
        return row, row.case
    row.words, row.worded_at = said.words, at
    row.held_because = FILLED_TRAP if said.trap else hold
    if said.reach:
        row.case = _case(row, said, at)
    row.save()
    return row, row.case


def _answer_of(sheet: str, at: datetime) -> tuple[PageFeedback, str]:
    """The answer of a sheet, held for the transaction; a new one, which a person looks at, for a sheet that is not ours."""
    try:
        number, handed_out = signing.loads(sheet, salt=SALT)
        row = PageFeedback.objects.select_for_update(no_key=True).get(pk=number)
    except (signing.BadSignature, ValueError, TypeError, PageFeedback.DoesNotExist):
        return PageFeedback.objects.create(path=ELSEWHERE, at=at), NOT_OURS
    hurried = at.timestamp() - float(handed_out) < TOO_FAST.total_seconds()
    return row, "It was filled in faster than people type." if hurried else ""


def _case(row: PageFeedback, said: FeedbackWords, at: datetime) -> Case:
    reached = reaching.understood(said.reach)
    report = Report(
        kind="page",
        way=Way.WEB,
        words=f"{said.words}\n\nAbout {row.path}",
        whose=Whose(email=reached.email, phone=reached.phone[:40], address=reached.address),
        why_first=danger.why_first(said.words),
        hold=row.held_because,
        submission=f"feedback:{row.pk}",
    )
    return open_case(report=report, by=VISITOR, at=at)


def _page(path: str) -> tuple[str, Page | None]:
    """The path of a page of ours, with the page where it is one an editor laid out; else the website as a whole."""
    plain = urlsplit(path).path if path.startswith("/") and not path.startswith("//") else ""
    if not plain or len(plain) > LONGEST_PATH:
        return ELSEWHERE, None
    try:
        match = resolve(plain)
    except Resolver404:
        return ELSEWHERE, None
    if match.view_name == "wagtail_serve":
        page = _page_at(plain)
        return (plain, page) if page else (ELSEWHERE, None)
    return (plain, None) if match.app_names and not plain.startswith(reverse("desk:today")) else (ELSEWHERE, None)


def _page_at(path: str) -> Page | None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    below = path.strip("/")
    address = f"{site.root_page.url_path}{below}/" if below else site.root_page.url_path
    return Page.objects.live().filter(url_path=address).first()

"""How the wording check keeps its clauses: offensive, confrontational, confidential (S-66 to S-68)."""

from __future__ import annotations

from datetime import datetime, timedelta

from steamie.content.posts import checks
from steamie.content.posts.models import Approval, Override, Post
from steamie.rules.counting import noun, some
from steamie.rules.standing import Standing, State, keeps
from steamie.rules.wording import Kind
from steamie.wording import phrases
from steamie.wording import vocabulary as vocabularies

from .shares import LIST, RECENT, days

MEASURED = "/desk/calendar/words/measured/"
LATELY = timedelta(days=30)
FOUND_ENOUGH = 75  # percent of held-out phrases the wording check should find, and of its questions worth asking


@keeps("S-66")
def nothing_offensive(now: datetime) -> Standing:
    """Offensive words are shown before approval; a person decides, and says why when they stay."""
    return _wording(now, "S-66", "offensive words", Kind.OFFENSIVE)


@keeps("S-67")
def nothing_confrontational(now: datetime) -> Standing:
    """A quarrelsome tone, and subjects that need care on some dates, are shown before approval."""
    return _wording(now, "S-67", "a quarrelsome tone or dates to take care on", Kind.CONFRONTATIONAL, Kind.WINDOW)


@keeps("S-68")
def nothing_confidential(now: datetime) -> Standing:
    """Personal data is found before approval and taken out."""
    return _wording(now, "S-68", "personal data", Kind.CONFIDENTIAL)


def _wording(now: datetime, clause: str, what: str, *kinds: Kind) -> Standing:
    known = vocabularies.vocabulary()
    measured = phrases.held_out(phrases.tried(known), clause)
    approved = Approval.objects.in_force().filter(at__gte=now - RECENT).values("post").distinct().count()
    kept = Override.objects.filter(at__gte=now - RECENT, kind__in=kinds).count()
    figure = (
        f"Finds {measured.found} of {measured.labelled} test phrases ({measured.recall_percent}%), "
        f"{measured.wrong} of {measured.others} others by mistake; {some(kept, 'finding')} kept with a reason"
    )
    if not approved:
        return Standing(State.NOT_MEASURED, figure, "Nothing was approved in the last 90 days.", MEASURED)
    if min(measured.recall_percent, measured.precision_percent) < FOUND_ENOUGH:
        reason = f"The check finds too little, or asks too often: both should reach {FOUND_ENOUGH}%. Look at the lists."
        return Standing(State.AT_RISK, figure, reason, MEASURED)
    lately = Post.objects.published_between(*days(now, LATELY)).prefetch_related("texts__channel", "pictures", "overrides")
    asked = [[q for q in checks.findings(post, known).questions if q.finding.kind in kinds] for post in lately]
    if open_now := sum(any(question.kept is None for question in questions) for questions in asked):
        reason = f"{open_now} of {some(len(asked), 'post')} of the last 30 days would be asked about today: {what}."
        return Standing(State.AT_RISK, figure, reason, LIST)
    checked = f"{some(approved, 'post')} {noun(approved, 'was', 'were')} checked first"
    reason = f"{checked}: none has {what} that nobody had looked at. A person decides."
    return Standing(State.MET, figure, reason, MEASURED)

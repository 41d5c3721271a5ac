"""How online feedback keeps its clause: every page asks, and what people write is dealt with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import parameter
from steamie.rules.standing import Standing, State
from steamie.website.feedback.actions import FEEDBACK
from steamie.website.models import PageFeedback, YouSaid
from steamie.website.models.feedback import PageFeedbackQuerySet

WINDOW = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class DealtWithin:
    """In how many days words are dealt with."""

    days: int = parameter("Days until words are dealt with", default=14)

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with it."""
        if not 1 <= self.days <= 90:
            yield "days", f"“{self.days}” should be between 1 and 90."


def lately(now: datetime) -> PageFeedbackQuerySet:
    """Answers of the last ninety days, without machines' work."""
    return PageFeedback.objects.counted().since(now - WINDOW).filter(at__lte=now)


@keeps(
    FEEDBACK,
    DealtWithin,
    label="Every page asks whether it helped, and words are dealt with",
    remedy="Deal with what people wrote",
    signs=r"\bonline feedback\b|\bfeedback\b.*\b(web ?site|pages?)\b",
)
def feedback_is_dealt_with(clause: Clause, parameters: DealtWithin, now: datetime) -> Standing:
    """How many answered, how many it helped, and whether words wait longer than they should."""
    rows, page = lately(now), reverse("website_desk:feedback")
    pressed, helped = rows.filter(helped__isnull=False).count(), rows.filter(helped=True).count()
    worded, waiting = rows.worded().count(), rows.waiting().count()
    if not pressed and not worded:
        return Standing(State.NOT_MEASURED, "0 answers in 90 days", "Each page asks; nobody has answered yet.", page)
    dealt_with = f"{worded - waiting} of {some(worded, 'comment')} dealt with"
    figure = f"{helped} of {some(pressed, 'answer')} say that the page helped; {dealt_with}"
    late = PageFeedback.objects.counted().waiting().filter(at__lt=now - timedelta(days=parameters.days)).count()
    if late:
        return Standing(State.AT_RISK, figure, f"{some(late, 'comment')} waited for over {parameters.days} days.", page)
    shown = YouSaid.objects.public().filter(published_at__gte=now - WINDOW, published_at__lte=now).count()
    reason = f"No comment waits longer than {parameters.days} days. {some(shown, 'time')} we told everybody what we did."
    return Standing(State.MET, figure, reason, page)

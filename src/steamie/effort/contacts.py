"""What a contact costs by its way in: the hours and money entered for a way, over the matters that came by it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Sum

from steamie.casework.figures import real
from steamie.conversations.models import Conversation
from steamie.rules import wall_clock
from steamie.rules.quarters import Span

from .figures import hours, pounds
from .models import EffortEntry, EffortPlan, WayIn

SOCIAL = ("comment", "message", "text")  # ways of cases that came from a comment or a message


@dataclass(frozen=True, slots=True)
class WayCost:
    """One way in: what came by it, and what was entered for it. ``hour_pence`` is None where nobody said what an hour costs."""

    way: WayIn
    contacts: int
    minutes: int
    pence: int
    hour_pence: int | None

    @property
    def each(self) -> int | None:
        """Pence for each contact; None while something of it is not known."""
        if not self.contacts or not (self.minutes or self.pence) or (self.minutes and self.hour_pence is None):
            return None
        return round((self.minutes * (self.hour_pence or 0) / 60 + self.pence) / self.contacts)

    @property
    def each_words(self) -> str:
        """“£3.20”, or “not known” with what is missing."""
        if self.each is not None:
            return pounds(self.each)
        if not self.contacts:
            return "nothing came"
        entered = self.minutes or self.pence
        return f"not known: {'nobody said what an hour costs' if entered else 'no hours were entered for it'}"

    @property
    def spent_words(self) -> str:
        """“7 h, £12”."""
        return f"{hours(self.minutes)}, {pounds(self.pence)}"


def cost_of_contacts(span: Span) -> list[WayCost]:
    """Each way in by which something came, or for which something was entered, in a quarter. Four queries."""
    came = _came(span)
    plan = EffortPlan.objects.filter(first=span.first).order_by("at", "pk").last()
    entered = EffortEntry.objects.standing().between(span.first, span.last).exclude(way="").order_by()
    spent = {way: (minutes, pence) for way, minutes, pence in entered.values_list("way").annotate(Sum("minutes"), Sum("pence"))}
    rate = plan.hour_pence if plan else None
    rows = [WayCost(way, came[way.value], *spent.get(way.value, (0, 0)), rate) for way in WayIn]
    return [row for row in rows if row.contacts or row.minutes or row.pence]


def _came(span: Span) -> Counter[str]:
    """How many matters came by each way. A comment or message that became a case is counted as the case."""
    begins, ends = wall_clock.days(span.first, span.last)
    came: Counter[str] = Counter()
    for way, number in real(begins, ends).order_by().values_list("way").annotate(Count("pk", distinct=True)):
        came[WayIn.SOCIAL.value if way in SOCIAL else way] += number
    talks = Conversation.objects.filter(received_at__gte=begins, received_at__lt=ends, case__isnull=True)
    came[WayIn.SOCIAL.value] += talks.count()
    return came

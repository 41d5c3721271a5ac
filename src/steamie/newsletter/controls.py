"""How news by e-mail keeps its clause: people confirm it, can leave it, and nobody is written to who did not or has."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from .lists import NEWS
from .models import Basis, NewsDelivery, NewsLetter, NewsSubscription


@keeps(
    NEWS,
    NoParameters,
    label="News by e-mail that people confirm and can leave",
    remedy="Look at the lists",
    signs=r"\bnewsletters?\b|\bsupporters? of the\b|\bsupport the work of\b",
)
def news_is_confirmed_and_can_be_left(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Who gets it, how many confirmed it by letter, and whether anybody was written to before they did or after they left."""
    page, active = reverse("newsletter_desk:overview"), NewsSubscription.objects.active_at(now)
    number = active.count()
    confirmed = active.exclude(basis=Basis.ORGANISATION).count()
    ever = NewsSubscription.objects.filter(confirmed_at__lte=now).count()
    figure = f"{number} of {some(ever, 'subscription')} get it, {confirmed} confirmed by letter"
    wrong = NewsDelivery.objects.filter(at__lte=now).filter(_wrongly_written()).count()
    if wrong:
        return Standing(
            State.BREACHED, figure, f"{some(wrong, 'letter')} went to somebody who had not confirmed it, or had left.", page
        )
    if not number:
        return Standing(State.NOT_MEASURED, figure, "Anybody can ask for it on the website; nobody has yet.", page)
    last = NewsLetter.objects.filter(finished_at__lte=now).order_by("-finished_at").first()
    sent = f"The last letter went out on {timezone.localtime(last.finished_at):%-d %B %Y}." if last and last.finished_at else ""
    return Standing(State.MET, figure, f"Each letter stops with one press. {sent or 'No letter has gone out yet.'}", page)


def _wrongly_written() -> Q:
    before = Q(subscription__confirmed_at__isnull=True) | Q(subscription__confirmed_at__gt=F("at"))
    return before | Q(subscription__left_at__lt=F("at"))

"""Letters of news on their way into the outbox, one for each subscription, and what comes back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from steamie.evidence.actors import LETTERS
from steamie.letters.models import LetterState
from steamie.letters.outbox import keep, pass_to
from steamie.letters.tasks import send_letters

from . import composing
from .actions.joining import leave
from .models import Leaving, NewsDelivery, NewsLetter, NewsSubscription
from .models import NewsSubscriptionQuerySet as Subscriptions

AT_ONCE = 200  # letters written in one go; the rest a minute later
MOST_CAME_BACK = 2  # letters in a row, then an address is written to no more
NOT_ARRIVED = (LetterState.BOUNCED, LetterState.REFUSED, LetterState.GIVEN_UP)
CONFIRMED_WITHIN = timedelta(days=7)
ADDRESS_STAYS = timedelta(days=30)  # after somebody left


def send_some(now: datetime) -> int:
    """Write what is on its way to those who have not got it; how many were written."""
    written = 0
    for letter in NewsLetter.objects.on_the_way().order_by("approved_at", "pk"):
        for pk in list(_missing(letter).values_list("pk", flat=True)[: AT_ONCE - written]):
            written += _send_one(letter, pk, now)
        if not _missing(letter).exists():
            NewsLetter.objects.filter(pk=letter.pk, finished_at__isnull=True).update(finished_at=now)
    if written and settings.MAIL_SERVER is not None:
        send_letters.enqueue()
    return written


def _missing(letter: NewsLetter) -> Subscriptions:
    """Who was on the list when it was approved, still is, and has not got it."""
    had = NewsDelivery.objects.filter(news=letter, subscription=OuterRef("pk"))
    rows = NewsSubscription.objects.active().filter(mailing_list=letter.mailing_list, confirmed_at__lte=letter.approved_at)
    return rows.filter(~Exists(had)).order_by("pk")


@transaction.atomic
def _send_one(letter: NewsLetter, pk: int, now: datetime) -> int:
    """One letter, with the row that says so, or neither; none when it was stopped or somebody left this very moment."""
    row = NewsSubscription.objects.select_for_update(no_key=True).filter(pk=pk).active().first()
    if row is None or NewsLetter.objects.filter(pk=letter.pk, stopped_at__isnull=False).exists():
        return 0
    delivery, new = NewsDelivery.objects.get_or_create(news=letter, subscription=row, defaults={"at": now})
    if not new:
        return 0
    (delivery.letter,) = keep(composing.news(letter, row), now=now)
    delivery.save(update_fields=["letter"])
    return 1


def note_what_came_back(now: datetime) -> None:
    """Count letters that did not arrive; two in a row end a subscription. The desk is not asked about each of them."""
    for delivery in NewsDelivery.objects.filter(came_back_at__isnull=True, letter__state__in=NOT_ARRIVED).select_related(
        "letter", "subscription"
    ):
        _note(delivery, now)


@transaction.atomic
def _note(delivery: NewsDelivery, now: datetime) -> None:
    row = delivery.subscription
    delivery.came_back_at = now
    delivery.save(update_fields=["came_back_at"])
    earlier = row.deliveries.filter(pk__lt=delivery.pk).order_by("-pk").first()
    row.came_back = row.came_back + 1 if earlier and earlier.came_back_at else 1
    row.save(update_fields=["came_back"])
    if delivery.letter is not None:
        pass_to(delivery.letter, LetterState.SET_ASIDE, at=now, why="News that did not arrive; counted with its list.")
    if row.came_back >= MOST_CAME_BACK:
        leave(subscription=row, how=Leaving.CAME_BACK, by=LETTERS, at=now)


@transaction.atomic
def forget(now: datetime) -> None:
    """Delete wishes that nobody confirmed, and the addresses of those who left; what stays cannot be written to."""
    waiting = NewsSubscription.objects.waiting().filter(asked_at__lt=now - CONFIRMED_WITHIN)
    waiting.update(left_at=now, left_how=Leaving.NOT_CONFIRMED, email="")
    NewsSubscription.objects.filter(left_at__lt=now - ADDRESS_STAYS).exclude(email="").update(email="")

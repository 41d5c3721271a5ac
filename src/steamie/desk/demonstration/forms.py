"""Totals of forms begun, and of those sent after a post, in the invented year."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from steamie.casework.models import Case
from steamie.rules.cases import Way
from steamie.visits.counting import out_of_hours
from steamie.visits.figures import OF_NO_FORM, OF_REPAIRS
from steamie.visits.models import Form, FormsAfterPost, FormsBegun, Visit

from .posts import Desk

ABANDONED = 2  # of five begun
DAYS = 90


def count_forms(desk: Desk) -> None:
    """Each case that came by the website was begun once, and some were begun in vain; one visit in nine ended in a form."""
    begun: Counter[tuple[str, date, bool]] = Counter()
    for case in Case.objects.filter(way=Way.WEB).exclude(kind__in=OF_NO_FORM).order_by("pk"):
        form = Form.REPAIR if case.kind in OF_REPAIRS else Form.MESSAGE
        begun[form.value, case.received_at.date(), out_of_hours(case.received_at)] += 1
    for number in range(DAYS):
        moment = desk.now - timedelta(days=number, hours=(number * 7) % 24)
        form = Form.REPAIR if number % 5 < ABANDONED else Form.MESSAGE
        begun[form.value, moment.date(), out_of_hours(moment)] += 1
    FormsBegun.objects.bulk_create(
        FormsBegun(form=form, day=day, office_shut=shut, number=number) for (form, day, shut), number in begun.items()
    )
    _after_posts()


def _after_posts() -> None:
    visits = Visit.objects.counted().order_by("pk").values_list("publication__post", "day")
    ended = list(visits)[::9]
    after = Counter((post, Form.REPAIR if number % 2 else Form.MESSAGE, day) for number, (post, day) in enumerate(ended))
    FormsAfterPost.objects.bulk_create(
        FormsAfterPost(post_id=post, form=form, day=day, number=number) for (post, form, day), number in after.items()
    )

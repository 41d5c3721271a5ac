"""News pages for what went out on the website channel, dated to the day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from wagtail.models import Page

from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.publisher.outgoing import outgoing
from steamie.evidence.actors import SETUP
from steamie.people.models import Person
from steamie.visits.models import PageView
from steamie.website.actions import add_past_news, build_site, check_page, take_down
from steamie.website.embedding.actions import PlaceToEmbed, allow_place
from steamie.website.models import HomePage, ServicePage, VacancyIndexPage, VacancyPage

from .posts import Desk
from .year import LONDON, lately


def lay_out(*, now: datetime, officer: Person) -> None:
    """The site, its service pages read ten months ago; one of them is overdue for a look. Every number in it is for drama."""
    home = build_site(by=SETUP, at=now - timedelta(days=300))
    HomePage.objects.filter(pk=home.pk).update(office_hours="Monday to Friday, 9am to 5pm")
    for page in ServicePage.objects.order_by("pk"):
        check_page(page=page, by=officer, at=lately(now - timedelta(days=295)))
        _looked_at(page, now=now)
    _vacancies(now=now)
    elsewhere = PlaceToEmbed("https://www.community-council.example", button="#7a1f5c")
    allow_place(place=elsewhere, by=officer, at=lately(now - timedelta(days=60)))
    overdue = ServicePage.objects.order_by("-pk").values("pk")[:1]
    ServicePage.objects.filter(pk__in=list(overdue.values_list("pk", flat=True))).update(review_by=now.date() - timedelta(days=9))


def _vacancies(*, now: datetime) -> None:
    """One that is open, and one that closed last spring."""
    index = VacancyIndexPage.objects.get()
    words = "<p>Twenty-one hours a week, in our office. Call us for the form, or to talk about the job.</p>"
    dates = {"Repairs assistant, part time": now - timedelta(days=150), "Housing assistant": now + timedelta(days=12)}
    for title, moment in dates.items():
        closes = datetime.combine(moment.astimezone(LONDON), time(12), LONDON)  # by the clock on the wall
        page = VacancyPage(title=title, intro="Help our tenants by phone and in person.", body=words, closes_at=closes)
        page.expire_at, page.live, page.first_published_at = closes, closes > now, closes - timedelta(days=21)
        _looked_at(index.add_child(instance=page), now=now)


def _looked_at(page: Page, *, now: datetime) -> None:
    """A few views on most days, the same in every demonstration."""
    days = (now.date() - timedelta(days=number) for number in range(1, 90))
    rows = [PageView(page=page, day=day, views=(day.toordinal() * 31 + page.pk * 17) % 100 // (12 + page.pk % 9)) for day in days]
    PageView.objects.bulk_create(row for row in rows if row.views)


def publish_all(desk: Desk) -> None:
    """One page for each post that was ever shown on the website; a withdrawn one was taken down."""
    sent = Publication.objects.filter(channel=desk.channels["site"], published_at__isnull=False).order_by("published_at")
    rows = list(sent.select_related("post__withdrawal", "channel").prefetch_related("post__texts", "post__pictures__picture"))
    for row, page in zip(rows, add_past_news((row, outgoing(row)) for row in rows), strict=True):
        row.remote_id, row.remote_url = str(page.pk), f"{settings.PUBLIC_URL}{page.url}"
        if row.step == Step.WITHDRAWN:
            take_down(page, at=row.post.withdrawal.at)
    Publication.objects.bulk_update(rows, ["remote_id", "remote_url"], batch_size=200)

"""Writes: building the site, adding and showing news, taking it down."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import PIL.Image
from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.images.models import Image
from wagtail.models import Collection, Locale, Page, Site

from steamie.channels.contract import Outgoing, OutgoingPicture
from steamie.content.posts.models import Publication
from steamie.evidence.actions import record
from steamie.evidence.actors import Actor
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act
from steamie.strategy.models import Association

from . import markup
from .models import (
    ContactPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    PageCheck,
    ServiceIndexPage,
    ServicePage,
    Takedown,
    TextPage,
    VacancyIndexPage,
)
from .models.news import RENDITIONS
from .rendering import preview
from .verbs import Verb

SITE = Path(__file__).parent / "data" / "site.toml"
REVIEW_AFTER = timedelta(days=365)


@action(none="nothing was missing", machines=True)
def build_site(*, by: Actor, at: datetime | None = None) -> HomePage:
    """Make every page the strategy names that is not there yet. Pages that exist are left as their editors left them."""
    if isinstance(by, Person):
        require(by, Act.EDIT_WEBSITE)
    now = at or timezone.now()
    plan = tomllib.loads(SITE.read_text())
    home = HomePage.objects.first() or _home(plan["home"])
    before = Page.objects.count()
    _child(home, NewsIndexPage, plan["news"], now)
    catalogue = _child(home, ServiceIndexPage, plan["services"], now)
    _child(home, VacancyIndexPage, plan["jobs"], now)
    _child(home, ContactPage, plan["contact"], now)
    for page in plan["page"]:
        _child(home, TextPage, page, now)
    for service in plan["service"]:
        _child(catalogue, ServicePage, {**service, "review_by": timezone.localdate(now)}, now)  # nobody here has read it yet
    _point_the_site_at(home)
    if added := Page.objects.count() - before:
        record(by=by, verb=Verb.BUILD_SITE, clause=Citation("services.outlined"), subject=home, facts={"pages": added}, at=now)
    return home


@action()
def check_page(*, page: ServicePage, by: Person, at: datetime | None = None) -> PageCheck:
    """Someone read this service page and says that it is right (S-44): due again in a year."""
    require(by, Act.EDIT_WEBSITE)
    now = at or timezone.now()
    checked = PageCheck.objects.create(page=page, by=by, at=now)
    page.review_by = timezone.localdate(now) + REVIEW_AFTER
    ServicePage.objects.filter(pk=page.pk).update(review_by=page.review_by)
    record(
        by=by,
        verb=Verb.CHECK_PAGE,
        clause=Citation("services.outlined"),
        subject=page,
        facts={"again by": page.review_by.isoformat()},
        at=now,
    )
    return checked


def _home(plan: dict[str, Any]) -> HomePage:
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    Site.objects.all().delete()
    root.get_children().filter(slug="home").exclude(pk__in=HomePage.objects.values("pk")).delete()  # Wagtail's own welcome
    root = Page.objects.get(pk=root.pk)
    home: HomePage = root.add_child(instance=HomePage(slug="home", **plan))
    return home


def _child(parent: Page, kind: type[Page], plan: dict[str, Any], now: datetime) -> Page:
    existing = kind.objects.child_of(parent).filter(slug=plan["slug"]).first()
    if existing is not None:
        return existing
    return parent.add_child(instance=kind(**plan, first_published_at=now, last_published_at=now))


def _point_the_site_at(home: HomePage) -> None:
    place = urlsplit(settings.PUBLIC_URL)
    port = place.port or (443 if place.scheme == "https" else 80)
    name = Association.objects.values_list("name", flat=True).first() or "Our website"
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": place.hostname or "localhost", "port": port, "site_name": name},
    )


@transaction.atomic
def add_news(outgoing: Outgoing, *, shown_at: datetime | None = None, at: datetime | None = None) -> NewsPage:
    """The page of a post: the one that carries its marker, or a new one. Unseen unless ``shown_at`` says since when."""
    index = NewsIndexPage.objects.select_for_update(no_key=True).get()
    existing = NewsPage.objects.filter(marker=outgoing.marker).first() if outgoing.marker else None
    if existing is not None:
        return existing
    page = NewsPage(marker=outgoing.marker, made_at=at or shown_at or timezone.now(), live=shown_at is not None)
    page.first_published_at = page.last_published_at = shown_at
    _fill(page, outgoing)
    page.slug = _free_slug(index, page.title)
    added: NewsPage = index.add_child(instance=page)
    return added


@transaction.atomic
def add_past_news(sent: Iterable[tuple[Publication, Outgoing]]) -> list[NewsPage]:
    """One page for each post that went out long ago, shown since then, in the order given.

    Their words were checked when they were approved, so the tree is asked once and not for each page.
    """
    index = NewsIndexPage.objects.select_for_update(no_key=True).get()
    last = index.get_last_child()
    path = last.path if last else NewsPage._get_path(index.path, index.depth + 1, 0)
    taken = set(index.get_children().values_list("slug", flat=True))
    pages = []
    for publication, outgoing in sent:
        page = NewsPage(marker=outgoing.marker, made_at=publication.published_at or publication.due_at, locale_id=index.locale_id)
        page.first_published_at = page.last_published_at = publication.published_at
        _fill(page, outgoing)
        page.slug = _free(page.title, taken)
        taken.add(page.slug)
        page.depth, page.path = index.depth + 1, NewsPage(path=path)._inc_path()
        page._cached_parent_obj, page._is_site_root = index, False
        page.save(clean=False)  # type: ignore[call-arg]  # Wagtail's own argument
        path = page.path
        pages.append(page)
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(pages))
    return pages


@transaction.atomic
def change_news(page: NewsPage, outgoing: Outgoing) -> NewsPage:
    """Other words on a page already made; its address stays."""
    _fill(page, outgoing)
    revision = page.save_revision(clean=False)
    if page.live:
        revision.publish()
    else:
        page.save(clean=False)  # type: ignore[call-arg]  # Wagtail's own argument
    return page


@transaction.atomic
def show_news(page: NewsPage) -> NewsPage:
    """Let everyone see it. Repeating this is harmless."""
    if not page.live:
        page.save_revision(clean=False).publish()
        page.refresh_from_db()
    return page


@transaction.atomic
def take_down(page: NewsPage, *, at: datetime | None = None) -> Takedown:
    """Take it off the site and keep it. Repeating this is harmless."""
    if page.live:
        page.unpublish()
    takedown, _ = Takedown.objects.get_or_create(page=page, defaults={"at": at or timezone.now()})
    return takedown


def _fill(page: NewsPage, outgoing: Outgoing) -> None:
    """Put a post on its page exactly as the preview showed it."""
    shown = preview(outgoing, zone=settings.TIME_ZONE)
    page.title = page.draft_title = (shown.headline or markup.summary(shown.text, 80))[:255]
    page.intro = markup.summary(shown.text)
    page.body = shown.html
    page.share = outgoing.share
    page.event_starts, page.event_ends = shown.starts, shown.ends
    page.event_place = shown.place
    page.credit = shown.credit
    page.link = shown.link
    if shown.pictures:
        page.picture = keep_picture(shown.pictures[0])
        page.picture_description = shown.pictures[0].alt


def keep_picture(picture: OutgoingPicture) -> Image:
    """The image with these bytes, kept once however often it is used, with every size a page shows."""
    digest = hashlib.sha1(picture.content, usedforsecurity=False).hexdigest()  # Wagtail's own field for finding doubles
    image = Image.objects.filter(file_hash=digest).first()
    if image is None:
        PIL.Image.open(BytesIO(picture.content), formats=["JPEG", "PNG", "WEBP"]).verify()
        image = Image(title=picture.alt[:255] or picture.name, description=picture.alt[:255], file_hash=digest)
        image.file = ImageFile(BytesIO(picture.content), name=picture.name)
        image.file_size = len(picture.content)
        image.save()
        image.get_renditions(*RENDITIONS)
    return image


def _free_slug(index: NewsIndexPage, title: str) -> str:
    return _free(title, set(index.get_children().filter(slug__startswith=_wanted(title)).values_list("slug", flat=True)))


def _wanted(title: str) -> str:
    return slugify(title)[:60].strip("-") or "news"


def _free(title: str, taken: set[str]) -> str:
    wanted = _wanted(title)
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug

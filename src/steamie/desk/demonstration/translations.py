"""What the invented association has in Polish, Urdu and Gaelic: some of it checked, some older, some being checked."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.translations import actions, sources
from steamie.translations.actions import Incoming
from steamie.translations.models import Translation
from steamie.translations.sources import TranslatedText
from steamie.website.models import ServicePage

from .posts import Desk
from .year import lately, next_day

TABLES = tuple(Path(__file__).with_name(f"{name}.csv") for name in ("translations", "translations_of_forms"))
ASKED = {"pl": "Eleven households use it.", "ur": "Four households use it.", "gd": "The school next door asked for it."}
PAGES = ("report-a-repair", "formats-and-languages")
FORMS = ("form-shared", "form-repair", "form-contact", "form-follow")
FORM_LANGUAGES = ("pl", "ur")
POST = "Food pantry hours"
TRANSLATORS = {"pl": "Tłumacze Example", "ur": "Example Languages", "gd": "Eadar-theangachadh Example"}


@cache
def parts() -> Mapping[str, Mapping[str, str]]:
    """The translations of each English part, by language."""
    translated: dict[str, dict[str, str]] = {}
    for table in TABLES:
        with table.open(encoding="utf-8", newline="") as lines:
            translated |= {row.pop("english"): row for row in csv.DictReader(lines)}
    return translated


def translate_all(desk: Desk) -> None:
    """The policy in Polish, checked; in Urdu being checked; in Gaelic begun. Two pages and a post in all three; forms in two."""
    begun = lately(desk.now - timedelta(days=70))
    for tag, why in ASKED.items():
        actions.offer_language(tag=tag, asked_for=why, by=desk.cast["team"], at=begun)
    for name in (
        "around-all",
        "letter-message-received",
        *(f"page-{page.pk}" for page in ServicePage.objects.filter(slug__in=PAGES).order_by("pk")),
    ):
        for tag in ASKED:
            _checked(desk, _text(name), tag, begun + timedelta(hours=1))
    policy = _text("policy-strategy")
    _checked(desk, policy, "pl", begun + timedelta(hours=2))
    urdu = _drafted(desk, policy, "ur", lately(desk.now - timedelta(days=9)))
    ready = timezone.localdate(desk.now) + timedelta(days=12)
    actions.send_for_checking(
        translation=urdu, checker="A. Reader", ready_on=ready, by=desk.cast["team"], at=urdu.brought_in_at + timedelta(hours=1)
    )
    _drafted(desk, policy, "gd", lately(desk.now - timedelta(days=5)), by_machine=True)
    _forms(desk, begun + timedelta(hours=3))
    _post(desk)
    _older()


def _forms(desk: Desk, at: datetime) -> None:
    """The forms for repairs, messages and following them. One whose English says something new stays a draft, as anywhere."""
    for name in FORMS:
        for tag in FORM_LANGUAGES:
            draft = _drafted(desk, _text(name), tag, at)
            if draft.is_whole:
                actions.approve(translation=draft, checker="B. Reader", by=desk.cast.officer, at=next_day(at))


def _post(desk: Desk) -> None:
    post = Post.objects.approved().published().filter(title=POST).order_by("-due_at").first()
    if post is not None:
        for tag in ASKED:
            _checked(desk, _text(f"post-{post.pk}"), tag, lately(desk.now - timedelta(days=30)))


def _older() -> None:
    """The page about repairs gets a sentence more, as an editor adds one: its translations are older from then on."""
    page = ServicePage.objects.get(slug=PAGES[0])
    page.body = page.body.rstrip() + "<p>Photos help: you can add up to four.</p>"
    page.save_revision(clean=False).publish()


def _text(name: str) -> TranslatedText:
    text = sources.named(name)
    if text is None:
        raise ValueError(f"The demonstration has no {name}.")
    return text


def _drafted(desk: Desk, text: TranslatedText, tag: str, at: datetime, *, by_machine: bool = False) -> Translation:
    words = [parts().get(segment.text, {}).get(tag, "") for segment in text.segments]
    incoming = Incoming(words, "A translating program" if by_machine else TRANSLATORS[tag], by_machine)
    return actions.bring_in(text=text, tag=tag, incoming=incoming, by=desk.cast["team"], at=at)


def _checked(desk: Desk, text: TranslatedText, tag: str, at: datetime) -> Translation:
    draft = _drafted(desk, text, tag, at)
    return actions.approve(translation=draft, checker="B. Reader", by=desk.cast.officer, at=next_day(at))

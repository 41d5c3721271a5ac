"""What the invented association has in Polish, Urdu and Gaelic: some of it checked, some older, some being checked."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.newsletter.actions import issuing
from steamie.newsletter.lists import mailing_lists
from steamie.newsletter.sending import send_some
from steamie.translations import actions, sources
from steamie.translations.actions import Incoming
from steamie.translations.models import Translation
from steamie.translations.sources import TranslatedText
from steamie.website.models import ServicePage

from .posts import Desk
from .year import lately, next_day

TABLES = tuple(Path(__file__).with_name(f"{name}.csv") for name in ("translations", "translations_pl_ur"))
ASKED = {"pl": "Eleven households use it.", "ur": "Four households use it.", "gd": "The school next door asked for it."}
PAGES = ("report-a-repair", "formats-and-languages")
FORMS = ("form-shared", "form-repair", "form-contact", "form-follow", "form-account")
LETTERS = ("letter-account-code", "letter-account-link", "letter-repair-fixed", "letter-news-confirm", "news-around")
MOST_READ = ("pl", "ur")  # the languages of forms, letters and news
NEWS = (
    "Winter in your home",
    "# Keep warm\nHeating does not work? Tell us day or night. You do not need an account.\n\n"
    "Bills are high? Call us: we look with you at what help there is.",
)
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
    """The policy in Polish, checked; in Urdu being checked; in Gaelic begun. Two pages and a post in all; the rest in two."""
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
    _most_read(desk, (*FORMS, *LETTERS), begun + timedelta(hours=3))
    _news(desk, lately(desk.now - timedelta(days=6)))
    _post(desk)
    _older()


def _most_read(desk: Desk, names: Iterable[str], at: datetime) -> None:
    """Forms and letters. One whose English says something new stays a draft, as anywhere."""
    for name in names:
        for tag in MOST_READ:
            draft = _drafted(desk, _text(name), tag, at)
            if draft.is_whole:
                actions.approve(translation=draft, checker="B. Reader", by=desk.cast.officer, at=next_day(at))


def _news(desk: Desk, at: datetime) -> None:
    """A letter of news that goes out in three languages: its translations are there when it is approved."""
    subject, words = NEWS
    supporters, team, officer = mailing_lists()["supporters"], desk.cast["team"], desk.cast.officer
    letter = issuing.write(mailing_list=supporters, subject=subject, words=words, by=team, at=at)
    _most_read(desk, [f"news-{letter.pk}"], at + timedelta(hours=1))
    sent = next_day(at) + timedelta(hours=3)
    issuing.approve(letter=letter, by=officer, at=sent)
    send_some(sent + timedelta(minutes=1))


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

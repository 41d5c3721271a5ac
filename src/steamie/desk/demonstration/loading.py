"""Loading the demonstration year, step by step, with progress."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from steamie.evidence.actors import SETUP
from steamie.evidence.anchors import anchor
from steamie.strategy import shipped
from steamie.strategy.actions import load_edition, set_association
from steamie.strategy.reading import current
from steamie.strategy.standing import take_standing

from . import (
    accounts,
    analytics,
    applications,
    cases,
    cast,
    checking,
    complaints,
    consultations,
    conversations,
    crises,
    damp,
    duties,
    equality,
    feedback,
    figures,
    formats,
    forms,
    goals,
    homes,
    hours,
    mail,
    news,
    outside,
    own_lists,
    pages,
    partners,
    pictures,
    plans,
    posts,
    profiles,
    reports,
    second_thoughts,
    suggestions,
    surveys,
    translations,
    trouble,
)
from .minutes import Minutes
from .year import lately

SEED = 1878  # the year Glasgow opened its first public baths and wash-house
Progress = Callable[[str], None]


def load(*, progress: Progress = print, now: datetime | None = None) -> None:
    """Fill an empty installation with a year that never happened. Takes some seconds; says how far it is."""
    moment = now or timezone.now()
    with transaction.atomic():
        desk = _desk(moment, progress)
        progress("Writing the posts of a year …")
        duties.do_all(desk)
        drafts = posts.draft_year(desk, suggested=suggestions.USED_TITLES)
        suggestions.suggest_all(desk, drafts)
        second_thoughts.slip(desk, drafts)
        posts.write_year(desk, drafts)
        trouble.lose_an_answer(desk)
        plans.sign_and_close(desk)
        progress("Counting likes, shares and visits …")
        figures.read_all(desk)
        second_thoughts.have_all(desk)
        progress("Laying out the news pages …")
        pages.publish_all(desk)
        progress("Writing the minute book …")
        desk.minutes.write()
        own_lists.check_all(desk)
        progress("Letting the homes …")
        homes.let_all(desk)
        consultations.consult_all(desk)
        progress("Answering what people asked …")
        cases.deal_with_all(desk)
        mail.answer_all(desk)
        complaints.deal_with_all(desk)
        damp.deal_with_all(desk)
        applications.deal_with_all(desk)
        feedback.deal_with_all(desk)
        formats.make_all(desk)
        news.send_all(desk)
        conversations.answer_all(desk)
        forms.count_forms(desk)
        checking.answer_the_check(desk)
        profiles.keep_all(desk)
        crises.keep_all(desk)
        goals.say_all(desk)
        hours.enter_all(desk)
        equality.check_all(desk)
        partners.note_all(desk)
        analytics.bring_all(desk)
        surveys.ask_all(desk)
        translations.translate_all(desk)
        reports.tell_committee(desk)
    _connect(desk, progress)
    anchor(moment)
    progress("Measuring every clause …")
    take_standing(now=moment, by=SETUP)


def _desk(now: datetime, progress: Progress) -> posts.Desk:
    progress(f"Reading {shipped.document().name} …")
    started = now - timedelta(days=400)
    cleaning = pictures.begin_cleaning()
    load_edition(source=shipped.source(), by=SETUP, at=started)
    association = set_association(by=SETUP, at=started, **_identity())
    progress("Gathering the people …")
    people = cast.gather(now=now)
    pages.lay_out(now=now, officer=people.officer)
    return posts.Desk(
        cast=people,
        channels=accounts.open_all(people, now=now),
        quarters=plans.open_all(people, now=now),
        pictures=pictures.keep_all(cleaning, by=people.officer, at=lately(now - timedelta(days=380))),
        association=association,
        minutes=Minutes(),
        chance=random.Random(SEED),  # noqa: S311 -- the same year every time
        now=now,
    )


def _identity() -> dict[str, str]:
    """The Association as F.08 prints it; the paper gives the website without its scheme."""
    printed = asdict(current().identity)
    return printed | {"website": f"https://{printed['website'].removeprefix('https://')}"}


def _connect(desk: posts.Desk, progress: Progress) -> None:
    try:
        progress("Filling the stand-in Page …")
        outside.connect(desk)
        outside.fill_page(desk)
        conversations.fill_page(desk)
    except outside.NoStandIn as problem:
        progress(f"The stand-in for Facebook does not answer, so the Page is not connected: {problem}")

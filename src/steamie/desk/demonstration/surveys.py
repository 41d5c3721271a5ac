"""A survey about getting online, asked last year and this autumn: online, on paper and by phone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.utils import timezone

from steamie.surveys.actions.answering import Sheet, answer_online, bring_in
from steamie.surveys.actions.polls import open_poll, vote
from steamie.surveys.actions.waves import WavePlan, close_wave, open_wave
from steamie.surveys.actions.writing import make_survey
from steamie.surveys.models import SurveyMode, SurveyWave

from .posts import Desk
from .year import lately, next_day

NEWS = ("preferred", "used_social", "formats", "audience")
QUESTIONS = ("home_internet", "used_website", "repair_online", "would_help", "age")
HOMES = 850
AGES = (("16-34", 41, 0.95), ("35-54", 88, 0.9), ("55-74", 97, 0.74), ("75", 36, 0.45), ("", 6, 0.6))  # how many, online
WISHES = ("A class in the community room.", "Cheaper internet.", "Somebody to ask on the phone.", "Nothing, I manage.")
THIS_YEAR, LAST_YEAR = 1.0, 0.88  # how likely people are to be online, beside this year
BY_THEMSELVES = 20  # sent through the website one by one; the rest came from a sheet


def ask_all(desk: Desk) -> None:
    """Ask the same twice, take the answers, and close each time. Then open another."""
    by, began = desk.cast.officer, lately(desk.now - timedelta(days=395))
    survey = make_survey(
        title="Getting online", intro="It helps us to plan what we offer online.", codes=QUESTIONS, by=by, at=began
    )
    for days, likely in ((390, LAST_YEAR), (60, THIS_YEAR)):
        opened = lately(desk.now - timedelta(days=days))
        first = timezone.localdate(opened)
        plan = WavePlan(f"{first:%B %Y}", first, first + timedelta(days=30), HOMES)
        wave = open_wave(survey=survey, plan=plan, by=by, at=opened)
        _answer(wave, list(_people(random.Random(days), likely)), desk)  # noqa: S311 -- the same answers every time
        close_wave(wave=wave, by=by, at=lately(opened + timedelta(days=40)))
    _open_one(desk)
    _ask_the_forum(desk)


def _ask_the_forum(desk: Desk) -> None:
    """One poll that has closed, and one that a member has still to answer."""
    by, member = desk.cast.officer, desk.cast["forum.member"]
    ask = partial(open_poll, options=[("yes", "Yes"), ("no", "No")], group="forum", by=by)
    at = lately(desk.now - timedelta(days=50))
    closes = timezone.localdate(at) + timedelta(days=14)
    past = ask(question="Should the notice boards carry our posts too?", closes_on=closes, at=at)
    for person in (desk.cast["forum"], member):
        vote(wave=past, option="yes", by=person, at=lately(at + timedelta(days=2)))
    close_wave(wave=past, by=by, at=lately(at + timedelta(days=16)))
    at = lately(desk.now - timedelta(days=2))
    closes = timezone.localdate(at) + timedelta(days=14)
    running = ask(question="Shall we post the pantry’s hours each Monday?", closes_on=closes, at=at)
    vote(wave=running, option="yes", by=member, at=at)


def _open_one(desk: Desk) -> None:
    """Another survey that is open now, so that its pages can be looked at. Nobody has answered it yet."""
    by, at = desk.cast.officer, lately(desk.now - timedelta(days=4))
    survey = make_survey(title="Our news", intro="Tell us how you like to hear from us.", codes=NEWS, by=by, at=at)
    first = timezone.localdate(at)
    plan = WavePlan(f"{first:%B %Y}", first, first + timedelta(days=28), HOMES)
    open_wave(survey=survey, plan=plan, by=by, at=at)


def _answer(wave: SurveyWave, sheets: list[Sheet], desk: Desk) -> None:
    online = [sheet for sheet in sheets if sheet.mode is SurveyMode.ONLINE]
    opened = timezone.localtime(wave.survey.made_at).replace(
        year=wave.opens_on.year, month=wave.opens_on.month, day=wave.opens_on.day
    )
    for number, sheet in enumerate(online[:BY_THEMSELVES]):
        at = opened + timedelta(days=1 + number, hours=8)
        answer_online(wave=wave, sheet=sheet, submission=f"demonstration-{wave.pk}-{number}", at=at)
    others = online[BY_THEMSELVES:] + [sheet for sheet in sheets if sheet.mode is not SurveyMode.ONLINE]
    bring_in(wave=wave, sheets=others, by=desk.cast["team"], at=next_day(opened + timedelta(days=31)))


def _people(chance: random.Random, likely: float) -> Iterator[Sheet]:
    number = 0
    for age, many, online in AGES:
        for _ in range(many):
            number += 1
            is_online = chance.random() < online * likely
            yield _sheet(chance, number, age, is_online=is_online)


def _sheet(chance: random.Random, number: int, age: str, *, is_online: bool) -> Sheet:
    choices = {
        "home_internet": ["yes" if is_online else "no"],
        "used_website": ["yes" if is_online and chance.random() < 0.57 else "no"],
        "repair_online": ["yes" if chance.random() < (0.7 if is_online else 0.12) else "no"],
    }
    if age:
        choices["age"] = [age]
    words = {"would_help": chance.choice(WISHES)} if chance.random() < 0.3 else {}
    mode = SurveyMode.ONLINE if is_online and chance.random() < 0.6 else chance.choice([SurveyMode.PAPER, SurveyMode.PHONE])
    return Sheet(mode, choices, words, "" if mode is SurveyMode.ONLINE else f"{number:04}")

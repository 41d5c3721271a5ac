"""What the demonstration talks about: words that pass the house's own checks, and a year with something to look forward to."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

from PIL import Image

from steamie.desk.demonstration import pictures, topics
from steamie.desk.demonstration.second_thoughts import CALLED_OFF, SLIPS
from steamie.desk.demonstration.topics import Talk
from steamie.desk.demonstration.year import LONDON, PLANNED_AHEAD, moments
from steamie.rules.wording import DEFAULT_LISTS, check, reading_age
from steamie.wording import shipped

ALL = topics.read()
A_DAY = date(2026, 3, 27)  # the clocks go forward two days later


def test_the_check_has_no_question_about_any_of_it() -> None:
    said = [words for topic in ALL for words in (topic.title, topic.words(A_DAY), topic.credit, topic.place)]
    said += [words for slip in SLIPS.values() for words in slip]
    said += [*CALLED_OFF.values(), *pictures.descriptions().values()]

    found = {words: check(words, lists=DEFAULT_LISTS, windows=[], on=A_DAY, ours=()) for words in said}

    assert {words: questions for words, questions in found.items() if questions} == {}


def test_every_topic_reads_easily() -> None:
    assert [(topic.title, age.reason) for topic in ALL if not (age := reading_age(topic.text)).within] == []


def test_what_is_put_right_or_withdrawn_is_among_the_topics() -> None:
    said = {topic.title: topic for topic in ALL}

    for title, (wrong, right, _) in SLIPS.items():
        assert said[title].text.count(right) == 1
        assert wrong not in said[title].text
        assert said[title].website
    assert set(CALLED_OFF) <= set(said)


def test_a_sector_topic_is_credited_and_leads_to_its_source() -> None:
    for topic in ALL:
        assert bool(topic.credit) == (topic.share == "sector")
        assert topic.share != "sector" or topic.link.startswith("https://")


def test_only_an_event_has_a_place_and_a_time() -> None:
    for topic in ALL:
        told = [bool(part) for part in (topic.place, topic.on, topic.starts, topic.ends)]
        assert set(told) == {topic.kind == "event"}


def test_each_third_has_enough_to_say_and_little_of_it_at_any_time() -> None:
    enough = Counter(topic.share for topic in ALL)
    evergreen = Counter(topic.share for topic in ALL if topic.evergreen)

    assert min(enough.values()) >= 39
    assert enough["association"] == max(enough.values())
    assert max(evergreen.values()) <= 5
    assert len({topic.title for topic in ALL}) == len(ALL)


def test_every_picture_is_used_described_and_small() -> None:
    files = {path.stem: path for path in pictures.FOLDER.glob("*.jpg")}

    assert set(files) == set(pictures.descriptions()) == {topic.picture for topic in ALL} - {""}
    assert set(files) == {path.stem for path in Path("tools/pictures").glob("*.svg")}
    for path in files.values():
        assert path.stat().st_size <= 40 * 1024
        with Image.open(path) as picture:
            assert picture.size == (1200, 630)


def test_an_event_keeps_its_hour_when_the_clocks_change() -> None:
    [event] = [topic for topic in ALL if topic.title == "Litter pick"]

    before, after = event.hours(date(2026, 3, 17)), event.hours(date(2026, 3, 27))

    assert [f"{moment:%a %d %b %H:%M %z}" for moment in (*before, *after)] == [
        "Sat 28 Mar 11:00 +0000",
        "Sat 28 Mar 12:30 +0000",
        "Sat 04 Apr 11:00 +0100",
        "Sat 04 Apr 12:30 +0100",
    ]
    assert event.words(date(2026, 3, 27)).endswith("\n\nSaturday 4 April, 11:00 to 12:30. Outside the shops.")


def test_nothing_is_on_when_the_town_is_shut() -> None:
    days = [date(2026, 12, 1) + timedelta(days=number) for number in range(40)]
    shut = {(12, 25), (12, 26), (1, 1), (1, 2)}

    starts = [hours[0] for topic in ALL for day in days if (hours := topic.hours(day))]

    assert not shut & {(moment.month, moment.day) for moment in starts}


def test_whatever_the_day_there_is_something_to_look_forward_to() -> None:
    days = [date(2026, 11, 22) + timedelta(days=number) for number in range(0, 366, 11)]

    assert [day for day in days if not any(starts > nine(day) for starts in told_of(day))] == []


def nine(day: date) -> datetime:
    return datetime.combine(day, time(9), LONDON)


def told_of(today: date) -> list[datetime]:
    """When the events are that a year up to today has told of, or is about to."""
    chance = random.Random(1878)
    talk = Talk(chance, {})
    places = [place for place in moments(today, chance) if place.at - nine(today) <= PLANNED_AHEAD]
    said = [(talk.pick(place.share, place.day), place.day) for place in places]
    return [hours[0] for topic, day in said if (hours := topic.hours(day))]


def test_three_hundred_ordinary_posts_of_the_year_raise_no_more_than_six_questions() -> None:
    """Each topic as it is posted again and again through the year, with the elections that come with the software."""
    posts = [(topic, date(2026, 6, 1) + timedelta(days=number)) for number, topic in enumerate((ALL * 3)[:300])]
    asked = [
        finding
        for topic, day in posts
        for words in (topic.title, topic.words(day), topic.credit, topic.place)
        for finding in check(words, lists=DEFAULT_LISTS, windows=shipped.elections(), on=day)
    ]
    assert len(posts) == 300
    assert len(asked) <= 6, asked

"""What the invented association talked about: read from ``topics/``, one file for each share of the content."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from steamie.rules.working_days import scottish_holidays

from .year import LONDON, SHARES

FOLDER = Path(__file__).with_name("topics")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PURPOSES = {"association": "connect", "community": "local_news", "sector": "sector_news"}
NOTICE = timedelta(days=6)  # at least, between a post and the event it tells of
LOOKED_FORWARD_TO = timedelta(days=5)  # when nothing is on after these, the next local post tells of an event
BEFORE_ITS_DAY = timedelta(days=6)  # a post for an awareness day goes out in the week that ends with it
REST = timedelta(days=35)  # before the same is said again, as long as there is something else to say
A_YEAR = timedelta(days=200)  # of awareness days: certainly not the same one again


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to say. ``months``: those it fits (empty: any). ``occasion``: the awareness day it was written for.

    An event has a ``place``, a weekday it is ``on``, and hours. ``website``: whether it goes there too, or to the Page alone.
    """

    share: str
    title: str
    text: str
    purpose: str
    website: bool
    audience: str = "tenants"
    kind: str = "information"
    link: str = ""
    credit: str = ""
    months: tuple[int, ...] = ()
    occasion: str = ""
    picture: str = ""
    place: str = ""
    on: str = ""
    starts: str = ""
    ends: str = ""

    @property
    def evergreen(self) -> bool:
        """Whether it may be said at any time of the year."""
        return not (self.months or self.occasion)

    def hours(self, post_day: date) -> tuple[datetime, datetime] | None:
        """When the event is that a post of this day tells of; None unless it is one."""
        if self.kind != "event":
            return None
        day = post_day + NOTICE
        day += timedelta(days=(WEEKDAYS.index(self.on) - day.weekday()) % 7)
        while day in scottish_holidays([day.year]):
            day += timedelta(days=7)
        first, last = (datetime.combine(day, time.fromisoformat(hour), LONDON) for hour in (self.starts, self.ends))
        return first, last

    def words(self, post_day: date) -> str:
        """The words where nothing beside them tells whose news it is, or when and where, as on the Page."""
        if self.credit:
            return f"{self.text}\n\nSource: {self.credit}."
        if (hours := self.hours(post_day)) is None:
            return self.text
        first, last = hours
        return f"{self.text}\n\n{first:%A} {first.day} {first:%B}, {first:%H:%M} to {last:%H:%M}. {self.place}."


def read() -> list[Topic]:
    """All topics, share by share, in the order of the files."""
    return [_topic(share, row) for share in SHARES for row in tomllib.loads((FOLDER / f"{share}.toml").read_text())["topic"]]


def _topic(share: str, row: dict[str, Any]) -> Topic:
    usual: dict[str, Any] = {"purpose": PURPOSES[share], "website": share != "sector"}
    return Topic(share=share, **usual | row | {"months": tuple(row.get("months", ()))})


class Talk:
    """Picks topics so that none is said much more often than another, nor twice within a few weeks."""

    def __init__(self, chance: random.Random, days: Mapping[str, Callable[[int], date]], suggested: Collection[str] = ()) -> None:
        """``days``: the date of each awareness day in a year, by its title. ``suggested``: titles somebody asked for."""
        self.chance, self.days, self.suggested = chance, days, suggested
        self.topics = read()
        self.days_by_title: dict[str, list[date]] = {topic.title: [] for topic in self.topics}
        self.last_event = date.min

    def pick(self, share: str, day: date) -> Topic:
        """What to say on this day: for an awareness day, as suggested, an event if none is near, else what was said least."""
        fitting = [topic for topic in self.topics if topic.share == share and self._fits(topic, day)]
        self.chance.shuffle(fitting)
        chosen = min(fitting, key=lambda topic: self._reluctance(topic, day))
        self.days_by_title[chosen.title].append(day)
        if hours := chosen.hours(day):
            self.last_event = max(self.last_event, hours[0].date())
        return chosen

    def _reluctance(self, topic: Topic, day: date) -> tuple[bool, bool, bool, bool, int]:
        """The less, the sooner it is said."""
        wanted = topic.share == "community" and self.last_event <= day + LOOKED_FORWARD_TO
        resting = self._said_within(topic, REST, day)
        asked = topic.title in self.suggested and not self._said_within(topic, A_YEAR, day)
        return not topic.occasion, not asked, wanted and topic.kind != "event", resting, len(self.days_by_title[topic.title])

    def _fits(self, topic: Topic, day: date) -> bool:
        if not topic.occasion:
            return topic.evergreen or day.month in topic.months
        its_day = self.days[topic.occasion](day.year) if topic.occasion in self.days else None
        return its_day is not None and day <= its_day <= day + BEFORE_ITS_DAY and not self._said_within(topic, A_YEAR, day)

    def _said_within(self, topic: Topic, span: timedelta, day: date) -> bool:
        return any(day - other < span for other in self.days_by_title[topic.title])

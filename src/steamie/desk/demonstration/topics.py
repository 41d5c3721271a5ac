"""What the invented association talked about."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from steamie.rules.thirds import Third


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to say, and the months in which it fits (empty: any)."""

    third: Third
    title: str
    text: str
    audience: str
    purpose: str
    link: str = ""
    credit: str = ""
    months: tuple[int, ...] = field(default=())


def read() -> list[Topic]:
    """All topics, in the order of the file."""
    rows = tomllib.loads(Path(__file__).with_name("topics.toml").read_text())["topic"]
    return [Topic(**row | {"third": Third(row["third"]), "months": tuple(row.get("months", ()))}) for row in rows]


class Talk:
    """Picks topics so that each comes round again only after the others of its third."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.topics = read()
        self.last_used: dict[str, int] = {}
        self.count = 0

    def pick(self, third: Third, month: int) -> Topic:
        """The topic of this third that fits the month and was said longest ago."""
        fitting = [topic for topic in self.topics if topic.third is third and (not topic.months or month in topic.months)]
        self.chance.shuffle(fitting)
        chosen = min(fitting, key=lambda topic: (self.last_used.get(topic.title, -1), not topic.months))
        self.count += 1
        self.last_used[chosen.title] = self.count
        return chosen

"""People who report repairs, some with a photo, some with two clicks, and try again when they are told that it went wrong."""

from __future__ import annotations

import json
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import httpx

REFERENCE = re.compile(r'class="st_done__ref"><bdi dir="ltr">([^<]+)<')
TRIES, PAUSE, PATIENCE = 8, 0.5, 30.0  # presses, seconds between them, seconds a person waits for a page
TWICE, WITH_PHOTO = 0.15, 0.02  # of all people
ABOUT = ("where=kitchen&what=leak", "where=bathroom&what=toilet", "where=close&what=light", "where=bedroom&what=damp")
HONEST = (429, 500, 502, 503, 507)


@dataclass(slots=True)
class WhatTheyGot:
    """What one person got: references they were thanked with, and answers that were no thanks."""

    number: int
    thanked: list[str] = field(default_factory=list)
    errors: int = 0  # honest: a page that says so, with the words
    dishonest: list[str] = field(default_factory=list)  # anything else
    silent: int = 0  # the line broke, or nothing came: the browser still has the form


def words_of(number: int) -> str:
    """Words that no other repair has."""
    return f"Drill repair {number}: water drips through the ceiling"


class Reporters:
    """All of them, a few at a time."""

    def __init__(self, address: str, tickets: list[str], photo: bytes, seed: int, out: Path) -> None:
        self.address, self.tickets, self.photo, self.out = address, tickets, photo, out
        self.chance = random.Random(seed)  # noqa: S311 -- chance that can be repeated is the point
        self.kinds = [(self.chance.random() < TWICE, self.chance.random() < WITH_PHOTO) for _ in tickets]

    def report(self, at_once: int) -> None:
        """Everybody reports. Each outcome is a line of the file as soon as it is known."""
        with self.out.open("w") as lines, ThreadPoolExecutor(at_once) as people:
            for outcome in people.map(self._one, range(len(self.tickets))):
                lines.write(json.dumps(asdict(outcome)) + "\n")
                lines.flush()

    def _one(self, number: int) -> WhatTheyGot:
        outcome = WhatTheyGot(number)
        twice, with_photo = self.kinds[number]
        here = f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
        with httpx.Client(base_url=self.address, timeout=PATIENCE, headers={"X-Forwarded-For": here}, trust_env=False) as browser:
            sheet = self._sheet(number)
            if with_photo:
                sheet["photos"] = self._with_photo(browser, number, sheet)
            for _ in range(TRIES):
                _press(browser, self._address("sent", number), sheet, outcome, twice=twice)
                if outcome.thanked:
                    break
                time.sleep(PAUSE)
        return outcome

    def _sheet(self, number: int) -> dict[str, Any]:
        return {
            "ticket": self.tickets[number],
            "words": words_of(number),
            "name": f"Drill Person {number}",
            "address": f"Flat {number}, 1 Drill Street",
            "postcode": "EX1 1AA",
            "phone": "07700 900123",
            "visits": ["any"],
        }

    def _address(self, step: str, number: int) -> str:
        return f"/repairs/{step}/?{ABOUT[number % len(ABOUT)]}"

    def _with_photo(self, browser: httpx.Client, number: int, sheet: dict[str, Any]) -> str:
        """What the form carries once a photo was added; nothing when that went wrong, and then there is no photo."""
        try:
            page = browser.post(
                self._address("details", number), data=sheet, files={"photo": ("leak.jpg", self.photo, "image/jpeg")}
            )
        except httpx.HTTPError:
            return ""
        carried = re.search(r'name="photos" value="([^"]*)"', page.text)
        return carried[1] if carried else ""


def _press(browser: httpx.Client, address: str, sheet: dict[str, Any], outcome: WhatTheyGot, *, twice: bool) -> None:
    """Press the button, or press it twice."""
    if not twice:
        _sent(browser, address, sheet, outcome)
        return
    with ThreadPoolExecutor(2) as fingers:
        list(fingers.map(lambda _: _sent(browser, address, sheet, outcome), range(2)))


def _sent(browser: httpx.Client, address: str, sheet: dict[str, Any], outcome: WhatTheyGot) -> None:
    try:
        answer = browser.post(address, data=sheet)
    except httpx.HTTPError:
        outcome.silent += 1
        return
    reference = REFERENCE.search(answer.text)
    if answer.status_code == 200 and reference:
        outcome.thanked.append(reference[1])
    elif answer.status_code in HONEST and sheet["words"] in answer.text and sheet["postcode"] in answer.text:
        outcome.errors += 1
    else:
        outcome.dishonest.append(f"{answer.status_code}: {' '.join(answer.text.split())[-200:]}")

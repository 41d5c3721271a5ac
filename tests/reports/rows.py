"""Following every figure of the report to its rows, as the officer does."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from steamie.people.models import Person
from steamie.reports.gathering import gather

ADDED_UP = ("Compensation",)  # pounds of the rows, and not their number


def figures_with_rows(first: date, now: datetime) -> list[dict[str, Any]]:
    """Every figure of a quarter that leads to rows of its own."""
    with time_machine.travel(now, tick=False):
        content = gather(None, first, now)
        assert not [line for line in content["missing"] if "could not be read" in line]
        return [one for section in content["sections"] for one in section["figures"] if "/rows/" in one["link"]]


def every_figure_has_the_rows_it_counts(reader: Person, first: date, now: datetime) -> list[str]:
    """Open each and compare: as many rows count as the figure says, of as many as it says. The labels of what was opened."""
    client, opened = Client(), []
    client.force_login(reader)
    with time_machine.travel(now, tick=False):
        for one in figures_with_rows(first, now):
            counting, total = counts(client, one["link"])
            if not one["label"].startswith(ADDED_UP):
                wanted = (one["value"], one["of"] if one["of"] is not None else one["value"])
                assert (one["label"], (counting, total)) == (one["label"], wanted)
            opened.append(one["label"])
    return opened


def counts(client: Client, link: str) -> tuple[int, int]:
    """How many rows count, and how many there are, as the page says."""
    answer = client.get(link)
    assert answer.status_code == 200, link
    words = " ".join(BeautifulSoup(answer.content, "html.parser").find("main").get_text(" ").split())
    if "No rows." in words:
        return 0, 0
    found = re.search(r"([\d,]+) rows? as they are now(?:: ([\d,]+) counts?)?", words)
    assert found, (link, words)
    total = int(found[1].replace(",", ""))
    return int(found[2].replace(",", "")) if found[2] else total, total

"""Following every figure of the board to its rows, as the officer does."""

from __future__ import annotations

import re
from datetime import datetime

import time_machine
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone

from steamie.people.models import Grant
from steamie.rules.permissions import Office
from steamie.strategy.models import ClauseStanding
from steamie.strategy.standing import rows_behind

WHICH = {  # where the figure's count of rows is not its first "N of M"
    "S-12": r"(?P<total>\d+) stops?",
    "S-40": r"(?P<total>\d+) members?",
    "S-41": r"(?P<total>\d+) members?",
    "S-52": r"of (?P<total>\d+) posts",
    "S-65": r"; (?P<count>\d+) of (?P<total>\d+) acknowledgements",
    "S-72": r"(?P<total>\d+) places",
    "S-73": r"(?P<total>\d+) supplements",
}
SHOWN = {  # the figure's page shows its rows itself: what to take from the figure, and what the page says of it
    "S-32": (r"Unbroken, (\d+) events", lambda page, n: f"{int(n):,} events, newest first" in text(page)),
    "S-44": (r"of (\d+) service pages", lambda page, n: len(page.select("#services tbody tr")) == int(n)),
    "S-47": (r"^([\d.]+) for each post", lambda page, n: n in text(page)),
    "S-54": (r"^([\d.]+) for each post", lambda page, n: n in text(page)),
    "S-56": (r"(\d+) visits", lambda page, n: f"{n} visits counted" in text(page)),
    "S-57": (r"of (\d+) accounts", lambda page, n: text(page).count("What it is") == int(n)),
    "S-59": (r"Staff (\d+)", lambda page, n: f"from {n} contributors" in text(page)),
    "S-66": (r"Finds (\d+ of \d+) test phrases", lambda page, n: n in text(page)),
    "S-67": (r"Finds (\d+ of \d+) test phrases", lambda page, n: n in text(page)),
    "S-68": (r"Finds (\d+ of \d+) test phrases", lambda page, n: n in text(page)),
    "S-77": (r"(Page figures .*)", lambda page, n: n in text(page)),
}


def every_figure_leads_to_its_rows(now: datetime) -> None:
    """The officer opens each link of the board and finds as many rows as the figure says."""
    client = Client()
    with time_machine.travel(now, tick=False):
        holder = Grant.objects.in_force(timezone.localdate()).filter(office=Office.OFFICER).first()
        client.force_login(holder.person)
        board = BeautifulSoup(client.get("/desk/strategy/").content, "html.parser")
        links = {line["id"]: line.select_one(".st_board__ev a")["href"] for line in board.select(".st_board > li")}
        standings = {row.clause: row for row in ClauseStanding.objects.exclude(figure="")}
        followed = {clause for clause, row in standings.items() if _follow(client, row, links[clause])}
    followable = {clause for clause in standings if rows_behind(clause)} | set(SHOWN)
    assert sorted(followable - followed) == []
    assert len(followed) >= 30


def _follow(client: Client, row: ClauseStanding, link: str) -> bool:
    answer = client.get(link)
    assert answer.status_code == 200, (row.clause, link)
    page = BeautifulSoup(answer.content, "html.parser").find("main")
    if link.endswith("#rows"):
        _as_many_as_it_says(page, row)
        return True
    if row.clause in SHOWN and row.state == "not_measured":
        return True  # no figure to follow yet: the page is there
    if row.clause in SHOWN:
        pattern, shows = SHOWN[row.clause]
        found = re.search(pattern, row.figure)
        assert found, (row.clause, row.figure)
        assert shows(page, found[1]), (row.clause, row.figure, link)
        return True
    return False


def _as_many_as_it_says(page: Tag, row: ClauseStanding) -> None:
    said = re.search(WHICH.get(row.clause, r"(?P<count>\d+) of (?P<total>\d+)"), row.figure)
    assert said, (row.clause, row.figure)
    found = re.search(r"(\d+) rows? as they are now(?:: (\d+) counts?)?", text(page))
    assert found, row.clause
    total, counting = int(found[1]), found[2]
    listed = page.select(".st_rows > li")
    assert (row.clause, total, len(listed)) == (row.clause, int(said["total"]), min(total, 50))
    if counting is not None and "count" in said.re.groupindex:
        assert (row.clause, counting) == (row.clause, said["count"])
    if counting is None and "count" in said.re.groupindex:
        assert int(said["count"]) in {0, total}, row.clause


def text(page: Tag) -> str:
    """The words of the page, spaces evened out."""
    return " ".join(page.get_text(" ").split())

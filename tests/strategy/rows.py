"""Following every figure of the board to its rows, as the officer does."""

from __future__ import annotations

import re
from datetime import datetime

import time_machine
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone

from steamie.evidence.models import Event
from steamie.people.models import Grant
from steamie.rules.permissions import Office
from steamie.strategy import reading
from steamie.strategy.models import ClauseStanding
from steamie.strategy.standing import shown_for

OF = r"(?P<count>\d+) of (?P<total>\d+)"
ADDED_UP = {  # figures of several parts, whose rows stand together
    "S-15": OF,
    "S-33": r"(?P<total>\d+) (?:open|closed|stor)",
    "S-59": r"[a-z] (?P<total>\d+)",
}
WHICH = {  # where the figure's count of rows is not its first "N of M"
    "S-51": r"(?P<count>\d+) of .*; (?P<total>\d+) accounts?",
    "S-78": r"asked (?P<total>\d+) questions?",
    "S-35": r"(?P<total>\d+) days?",
    "S-34": r"(?P<total>\d+) consultations?",
    "S-12": r"(?P<total>\d+) (stop|rehearsal)s?",
    "S-13": r"in (?P<total>\d+) entr",
    "S-43": r"(?P<total>\d+) shares?",
    "S-40": r"(?P<total>\d+) members?",
    "S-41": r"(?P<total>\d+) members?",
    "S-52": r"of (?P<total>\d+) posts",
    "S-30": r"(?P<total>\d+) requests?",
    "S-39": r"(?P<total>\d+) requests?",
    "S-36": r"(?P<total>\d+) posts?",
    "S-45": r"(?P<total>\d+) messages?",
    "S-46": r"(?P<total>\d+) times?",
    "S-49": r"(?P<count>\d+) repairs? online of (?P<total>\d+)",
    "S-50": r"(?P<total>\d+) messages?",
    "S-72": r"(?P<total>\d+) places",
    "S-73": r"(?P<total>\d+) supplements",
}
SHOWN = {  # the figure's page shows its rows itself: what to take from the figure, and what the page says of it
    "S-32": (r"Unbroken, ([\d,]+ events)", lambda page, n: f"{n}, newest first" in text(page)),
    "S-44": (r"of (\d+) service pages", lambda page, n: len(page.select("#services tbody tr")) == int(n)),
    "S-47": (r"^([\d.]+) for each post", lambda page, n: n in text(page)),
    "S-54": (r"^([\d.]+) for each post", lambda page, n: n in text(page)),
    "S-56": (r"([\d,]+ visits)", lambda page, n: f"{n} followed posts" in text(page)),
    "S-57": (r"of (\d+) accounts", lambda page, n: text(page).count("What it is") == int(n)),
    "S-66": (r"Finds (\d+ of \d+) labelled drafts", lambda page, n: n in text(page)),
    "S-67": (r"Finds (\d+ of \d+) labelled drafts", lambda page, n: n in text(page)),
    "S-68": (r"Finds (\d+ of \d+) labelled drafts", lambda page, n: n in text(page)),
    "S-77": (r"(Page figures .*)", lambda page, n: n in text(page)),
}


def every_figure_leads_to_its_rows(now: datetime) -> None:
    """The officer opens each link of the board and finds as many rows as the figure says."""
    with time_machine.travel(now, tick=False):
        client, links = _board(Office.OFFICER)
        standings = {row.clause: row for row in ClauseStanding.objects.exclude(figure="")}
        followed = {clause for clause, row in standings.items() if _follow(client, row, links[clause][0])}
    followable = {number for number in standings if shown_for(reading.current().clause(number))} | set(SHOWN)
    empty = {clause for clause in standings if not links[clause][0].endswith("#rows")} - set(SHOWN)
    assert sorted(followable - followed - empty) == []
    assert len(followed) >= 35


def every_figure_leads_to_its_rows_for_those_who_only_read(now: datetime, *offices: Office) -> None:
    """The same for an office with hardly a right but to read the board; no person is named to those who may not know."""
    measured = ClauseStanding.objects.exclude(figure="").exclude(state="not_measured")
    for office in offices:
        with time_machine.travel(now, tick=False):
            client, links = _board(office)
            about = [row.clause for row in measured if links[row.clause][1] == "About it"]
            followed = {row.clause for row in measured if _follow(client, row, links[row.clause][0])}
            promised = [link for link, words in links.values() if words == "See the rows"]
            bare = [link for link in promised if not _page(client, link).select(".st_rows > li")]
        assert (office, about, bare) == (office, [], [])
        assert len(followed) >= 35


def _board(office: Office) -> tuple[Client, dict[str, tuple[str, str]]]:
    """Somebody of the office at the desk, and what the board offers them: for each clause its link and what that promises."""
    client = Client()
    client.force_login(Grant.objects.in_force(timezone.localdate()).filter(office=office).first().person)
    lines = _page(client, "/desk/strategy/").select(".st_board > li")
    links = {line["id"]: line.select_one(".st_board__ev a") for line in lines}
    return client, {clause: (link["href"], text(link).partition(" for ")[0]) for clause, link in links.items()}


def _page(client: Client, link: str) -> Tag:
    answer = client.get(link)
    assert answer.status_code == 200, link
    return BeautifulSoup(answer.content, "html.parser").find("main")


def _follow(client: Client, row: ClauseStanding, link: str) -> bool:
    page = _page(client, link)
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
    listed = page.select(".st_rows > li")
    if row.clause == "S-32":  # a row is a month of the record
        events = [int(re.search(r"([\d,]+) events?", text(line))[1].replace(",", "")) for line in listed]
        assert sum(events) == Event.objects.count() > 1000
        return
    found = re.search(r"(\d+) rows? as they are now(?:: (\d+) counts?)?", text(page))
    assert found, row.clause
    total, counting = int(found[1]), found[2]
    said_count, said_total = _said(row)
    assert (row.clause, total, len(listed)) == (row.clause, said_total, min(total, 50))
    if said_count is not None:
        assert (row.clause, said_count) in {(row.clause, int(counting))} if counting else {(row.clause, 0), (row.clause, total)}


def _said(row: ClauseStanding) -> tuple[int | None, int]:
    """How many rows the figure says count, where it does, and of how many."""
    if row.clause in ADDED_UP:
        parts = [found.groupdict() for found in re.finditer(ADDED_UP[row.clause], row.figure)]
        counts = [int(part["count"]) for part in parts if "count" in part]
        return sum(counts) if counts else None, sum(int(part["total"]) for part in parts)
    said = re.search(WHICH.get(row.clause, OF), row.figure)
    assert said, (row.clause, row.figure)
    return int(said["count"]) if "count" in said.re.groupindex else None, int(said["total"])


def offered(client: Client, clause: str) -> tuple[str, str]:
    """Where the board sends whoever is at the desk for a clause, and in what words."""
    link = _page(client, "/desk/strategy/").select_one(f"#{clause} .st_board__ev a")
    return link["href"], text(link).partition(" for ")[0]


def rows(client: Client, clause: str) -> list[str]:
    """What the clause's page lists behind its figure."""
    return [text(line) for line in _page(client, f"/desk/strategy/{clause}/").select(".st_rows > li")]


def text(page: Tag) -> str:
    """The words of the page, spaces evened out."""
    return " ".join(page.get_text(" ").split())

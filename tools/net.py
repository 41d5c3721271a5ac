"""The net under a large change: what every test asserts, what every page says, and what the pages cost.

python tools/net.py write      keep today's state under tests/net/
python tools/net.py compare    print what differs from what is kept; exit 1 if something was lost or changed

Tests are matched by name and pages by address, so that modules may move. Nothing of the house is imported but its commands,
its addresses and the demonstration.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

HOUSE = Path(__file__).parents[1]
NET = HOUSE / "tests" / "net"
MOMENT = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)  # a Monday morning
PORT = 8000
ENOUGH = 2  # pages of one route, for each person; one where a question is asked in the address
DEMONSTRATION = "steamie.desk.demonstration"  # the one room named here; its ``load`` fills an empty folder
OF_POSTS = 6  # as many of a post's own page: they stand in many ways
START = ("/", "/desk/", "/suggest/", "/strategy/", "/accounts/login/", "/demonstration/", "/nothing-here/", "/search/?q=repair")
OFFICES = ("visitor", "officer", "team", "staff", "committee", "forum", "auditor")
WEIGHED = ("/", "/desk/", "/desk/calendar/")  # the pages whose CPU time is promised to stay
RUNS = 15


# What the tests assert.


def tests(folder: Path) -> dict[str, int]:
    """The assertions of every test, by the module's last part and the function's name."""
    trees = {path: ast.parse(path.read_text()) for path in sorted(folder.rglob("*.py"))}
    functions = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    everywhere = {node.name: node for node in sorted(functions, key=own_assertions)}  # of one name: the one that asserts most
    counted: Counter[str] = Counter()
    for path, tree in trees.items():
        near = everywhere | {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and is_test(node):
                counted[f"{path.stem}.{node.name}"] += assertions(node, near, set())
    return dict(sorted(counted.items()))


def is_test(node: ast.FunctionDef) -> bool:
    """Whether the runner, or a state machine, calls it by itself."""
    steps = {"rule", "invariant"}
    marks = (mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list)
    return node.name.startswith("test_") or any(isinstance(mark, ast.Name) and mark.id in steps for mark in marks)


def own_assertions(node: ast.FunctionDef) -> int:
    """How many stand in the function itself."""
    return sum(isinstance(each, ast.Assert) for each in ast.walk(node))


def assertions(node: ast.FunctionDef, near: dict[str, ast.FunctionDef], seen: set[str]) -> int:
    """Those of a function and of the tests' own functions that it calls, each once."""
    seen.add(node.name)
    total = 0
    for each in ast.walk(node):
        total += isinstance(each, ast.Assert)
        if not isinstance(each, ast.Call):
            continue
        name = each.func.attr if isinstance(each.func, ast.Attribute) else getattr(each.func, "id", "")
        total += name in {"raises", "warns", "fail"} or name.startswith("assert")
        if isinstance(each.func, ast.Name) and name in near and name not in seen:
            total += assertions(near[name], near, seen)
    return total


# What the pages say.


class Words(HTMLParser):
    """The words of a page, one piece a line, with its title, labels of pictures and fields, and the links to follow."""

    INLINE = {
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
    }
    SILENT = {"script", "style", "svg", "template"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.links: list[str] = []
        self.silent = 0
        self.feed(page)

    @property
    def text(self) -> str:
        """Spaces are single, and no line is empty."""
        return "\n".join(line for each in self.lines if (line := " ".join(each.split())))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in self.SILENT
        named = {name: value or "" for name, value in attrs}
        if tag not in self.INLINE:
            self.lines.append("")
        if tag == "a" and named.get("href"):
            self.links.append(named["href"])
        spoken = [f"[{name}: {named[name]}]" for name in ("alt", "aria-label", "placeholder", "title") if named.get(name)]
        if tag == "input" and named.get("type", "text") not in {"hidden", "password", "file"} and named.get("value"):
            spoken.append(f"[{named.get('type', 'text')}: {named['value']}{', on' * ('checked' in named)}]")
        self.lines[-1] += " ".join(spoken) + " " * bool(spoken)
        if tag == "option":
            self.lines[-1] += "* " if "selected" in named else "- "

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT
        if tag not in self.INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.lines[-1] += data


CHANGING = (  # what is drawn by chance, or belongs to this run
    (re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1:<port>"),
    (re.compile(r"\bS-(?=[A-Z0-9]*[A-Z])[A-Z0-9]{5}\b"), "S-<reference>"),
    (re.compile(r"/go/\w{8}\b"), "/go/<code>"),
    (re.compile(r"\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,64}\b"), "<digest>"),
    (re.compile(r"\b[A-Z2-7]{32}\b"), "<second factor>"),
    (re.compile(r"(?<=^Remote\n).+", re.MULTILINE), "<id>"),
    (re.compile(r"\b\d{9,}(_\d{9,})?\b"), "<number>"),
)


def steady(text: str) -> str:
    """The text without what another run would draw anew."""
    for pattern, word in CHANGING:
        text = pattern.sub(word, text)
    return text


class Walk:
    """One person's walk through every page they are led to, and what each asks of the database."""

    def __init__(self, who: str) -> None:
        from django.test import Client

        self.client = Client(headers={"host": f"localhost:{PORT}"})
        self.pages: dict[str, str] = {}
        self.queries: dict[str, int] = {}
        self.met: Counter[str] = Counter()
        if who != "visitor":
            self.client.post("/demonstration/", {"office": who})
        self.go(list(START))

    def go(self, waiting: list[str]) -> None:
        """Breadth first; at most some pages of each route."""
        seen: set[str] = set()
        while waiting:
            address = urldefrag(waiting.pop(0)).url
            if address in seen:
                continue
            seen.add(address)
            route = route_of(address)
            if not route or self.met[route] >= enough(route):
                continue
            self.met[route] += 1
            waiting += self.look(address, f"{route}#{self.met[route]}")

    def look(self, address: str, name: str) -> list[str]:
        """Keep what one page says, and return its links; the second look counts the queries."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        answer = self.client.get(address)
        if where := answer.headers.get("Location"):
            self.pages[name] = f"{answer.status_code} to {steady(urlsplit(where).path)}"
            return [urljoin(address, where)]
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            answer.close()
            return []
        with CaptureQueriesContext(connection) as queries:
            self.client.get(address)
        self.queries[name] = len(queries)
        words = Words(answer.content.decode())
        self.pages[name] = steady(f"{answer.status_code}\n{words.text}")
        return [urljoin(address, link) for link in words.links]


NOT_WALKED = re.compile(r"^(?!/)|^/(desk/website|media|static|documents|images|_util)/|\.\w{2,4}$|/logout/|/feed/")
ANY_OF_MANY = (  # what tells two pages of one route apart
    (re.compile(r"/\d+(?=/)"), "/<n>"),
    (re.compile(r"/\d{4}-\d\d-\d\d(?=/)"), "/<day>"),
    (re.compile(r"^/(news|events|services|vacancies)/.+"), r"/\1/<page>/"),
    (re.compile(r"^/go/\w+"), "/go/<code>"),
)


def route_of(address: str) -> str:
    """An address without numbers, codes and days; empty for what is elsewhere, a file, or Wagtail's own editor."""
    place = urlsplit(address)
    if place.netloc not in {"", f"localhost:{PORT}"} or place.scheme not in {"", "http"} or NOT_WALKED.search(place.path):
        return ""
    path = place.path
    for pattern, word in ANY_OF_MANY:
        path = pattern.sub(word, path)
    asked = "&".join(sorted(re.sub(r"=.*", "", part) for part in place.query.split("&") if part))
    return f"{path}?{asked}" if asked else path


def enough(route: str) -> int:
    """How many pages of one route a person looks at."""
    return OF_POSTS if route.startswith("/desk/posts/<n>/") else 1 if "?" in route else ENOUGH


def file_of(name: str) -> str:
    """The file a page is kept in."""
    return (
        re.sub(r"[^\w.#=&?<>-]", "~", name.strip("/").replace("/#", "#") or "home").translate(str.maketrans("?<>&#", "q()+_"))
        + ".txt"
    )


def as_files(walks: dict[str, Walk]) -> dict[str, str]:
    """One text for each address: what the first to see it saw, and for each other person the lines that differ."""
    by_page: dict[str, dict[str, str]] = defaultdict(dict)
    for who, walk in walks.items():
        for name, text in walk.pages.items():
            by_page[name][who] = text
    return {file_of(name): as_file(name, seen) for name, seen in sorted(by_page.items())}


def as_file(name: str, seen: dict[str, str]) -> str:
    """The page as the officer sees it, or whoever does, and for the others only what differs from that."""
    first = "officer" if "officer" in seen else next(iter(seen))
    parts = [f"{name}\n\n=== {first}\n{seen[first]}\n"]
    others: dict[str, list[str]] = defaultdict(list)
    for who, text in seen.items():
        if who != first:
            others["\n".join(only_changes(seen[first], text))].append(who)
    parts += [f"\n=== {', '.join(people)}\n{text or 'the same'}\n" for text, people in others.items()]
    return "".join(parts)


def only_changes(before: str, after: str) -> Iterator[str]:
    """The lines that went and came, in order; the whole page where most of it is another."""
    changes = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    changed = [line for line in changes if not line.startswith("@@")]
    yield from changed if sum(map(len, changed)) < len(after) else after.splitlines()


# What the pages cost.


def ratios(client: Any) -> dict[str, float]:
    """CPU time of some pages, as multiples of a fixed piece of Python, so that machines can be compared roughly."""
    unit = min(spent(lambda: sum(number * number for number in range(200_000))) for _ in range(RUNS))
    return {address: round(min(spent(lambda: client.get(address)) for _ in range(RUNS)) / unit, 2) for address in WEIGHED}  # noqa: B023


def spent(act: Any) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def clauses() -> list[dict[str, str]]:
    """How each clause stands, as the command prints it."""
    from io import StringIO

    from django.core.management import call_command

    out = StringIO()
    call_command("clauses", json=True, stdout=out)
    return [{key: steady(str(value)) for key, value in row.items()} for row in json.loads(out.getvalue())]


# The state, kept and compared.


def state() -> dict[str, str]:
    """Everything the net holds, as the texts of its files."""
    import time_machine

    folder = Path(tempfile.mkdtemp(prefix="steamie-net-"))
    try:
        with stand_in() as graph, time_machine.travel(MOMENT, tick=False):
            load(folder, graph)
            walks = {who: Walk(who) for who in OFFICES}
            standing = clauses()
            cost = ratios(walks["officer"].client)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    queries = {who: walk.queries for who, walk in walks.items()}
    figures = {"tests.json": tests(HOUSE / "tests"), "queries.json": queries, "cpu.json": cost, "clauses.json": standing}
    return {name: as_json(value) for name, value in figures.items()} | {
        f"pages/{name}": text for name, text in as_files(walks).items()
    }


def load(folder: Path, graph: str) -> None:
    """The demonstration year in a folder of its own, in this process."""
    (folder / "demonstration").write_text("begun\n")
    (folder / "static").mkdir()
    surroundings = {"STEAMIE_DATA": str(folder), "STEAMIE_DATABASE_URL": "", "STEAMIE_GRAPH_URL": graph, "PORT": str(PORT)}
    os.environ.update(surroundings | {"DJANGO_SETTINGS_MODULE": "steamie.project.settings"})
    import django
    import pytest  # noqa: F401 -- settings then take this for a test: tasks at once, no letters, static files without a manifest
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    import_module(DEMONSTRATION).load(progress=lambda line: None, now=MOMENT)


class stand_in:  # noqa: N801 -- read as a word: with stand_in()
    """A stand-in Page, as a program of its own."""

    def __enter__(self) -> str:
        command = [sys.executable, "-m", "steamie_standins.graph", "--port", "0", "--seed", "1"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout
        return self.process.stdout.readline().split()[-1].rstrip("/")

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.wait()


def as_json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def write() -> int:
    """Keep today's state."""
    now = state()
    shutil.rmtree(NET, ignore_errors=True)
    (NET / "pages").mkdir(parents=True)
    for name, text in now.items():
        (NET / name).write_text(text)
    print(f"{len(now)} files, {sum(map(len, now.values())) // 1024} KB; {len(json.loads(now['tests.json']))} tests.")
    return 0


def compare() -> int:
    """Print what differs, the tests first. Figures of CPU time are printed and decide nothing: the machine may be busy."""
    now = state()
    kept = {str(path.relative_to(NET)): path.read_text() for path in sorted(NET.rglob("*")) if path.is_file()}
    wrong = [*lost_tests(json.loads(kept["tests.json"]), json.loads(now["tests.json"]))]
    wrong += dearer(json.loads(kept["queries.json"]), json.loads(now["queries.json"]))
    wrong += difference("clauses.json", kept["clauses.json"], now["clauses.json"])
    wrong += changed_pages(*({name: text for name, text in each.items() if name.startswith("pages/")} for each in (kept, now)))
    print("\n".join(wrong))
    print(f"\nCPU, in units of the machine: before {json.loads(kept['cpu.json'])}, now {json.loads(now['cpu.json'])}")
    print(f"{len(wrong)} lines of differences." if wrong else "Nothing was lost.")
    return 1 if wrong else 0


def lost_tests(before: dict[str, int], now: dict[str, int]) -> Iterator[str]:
    """Tests that are gone from everywhere, and those with fewer assertions. A test may move to another module."""
    moved: dict[str, int] = defaultdict(int)
    for name, count in now.items():
        moved[name.partition(".")[2]] = max(moved[name.partition(".")[2]], count)
    for name, count in before.items():
        there = now.get(name, moved.get(name.partition(".")[2], -1))
        if there < 0:
            yield f"TEST GONE {name} ({count} assertions)"
        elif there < count:
            yield f"TEST {name}: {there} assertions, before {count}"


def dearer(before: dict[str, dict[str, int]], now: dict[str, dict[str, int]]) -> Iterator[str]:
    """Pages that ask the database more than before."""
    for who, pages in before.items():
        for page, count in pages.items():
            if (asked := now[who].get(page, count)) > count:
                yield f"QUERIES {page} for {who}: {asked}, before {count}"


def changed_pages(before: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    """Pages gone, new and changed; one that is gone is compared with the new one most like it."""
    gone, new = [name for name in before if name not in now], [name for name in now if name not in before]
    for name in sorted(before.keys() & now.keys()):
        yield from difference(name, before[name], now[name])
    for name in gone:
        like = max(new, key=lambda other: alike(before[name], now[other]), default="")
        if like and alike(before[name], now[like]) > 0.6:
            new.remove(like)
            yield f"MOVED {name} to {like}"
            yield from difference(name, before[name], now[like])
        else:
            yield f"PAGE GONE {name}"
    yield from (f"PAGE NEW {name}" for name in new)


def alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.splitlines(), other.splitlines()).ratio()


def difference(name: str, before: str, now: str) -> Iterator[str]:
    """A unified difference with one line around each change."""
    return difflib.unified_diff(before.splitlines(), now.splitlines(), f"before/{name}", f"now/{name}", lineterm="", n=1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("write", "compare"))
    sys.exit({"write": write, "compare": compare}[parser.parse_args().act]())

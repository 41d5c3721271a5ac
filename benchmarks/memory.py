"""Memory of the whole tree of processes: proportional set size, from the kernel's own account.

uv run --no-sync python benchmarks/memory.py PID                          (of `steamie up` or `steamie demo`)
uv run --no-sync python benchmarks/memory.py PID http://localhost:8000    (of a demonstration: looks at it first)

The second form then signs in as the officer and opens every page of the desk and the site, then the website's editor.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections import Counter
from pathlib import Path

import httpx

OF_ONE_SORT = 4  # post 1, post 2, post 3 …: a few of each are enough
LEAVE_OUT = re.compile(r"/(logout|healthz|static)\b|^//")
EDITOR = "/desk/website/"  # Wagtail's own screens


def tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below for child in children for below in tree(int(child)))]


def proportional(pid: int) -> float:
    """MiB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return round(int(re.search(r"^Pss:\s+(\d+)", rollup, re.M).group(1)) / 1024, 1)


def visitor(base: str) -> httpx.Client:
    """The officer, signed in."""
    client = httpx.Client(base_url=base, follow_redirects=True, timeout=60)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/demonstration/").text).group(1)
    client.post("/demonstration/", data={"csrfmiddlewaretoken": token, "office": "officer"})
    return client


def look_around(client: httpx.Client, first: list[str], *, editor: bool) -> int:
    """Follow links, within the website's editor or without. How many pages were opened."""
    waiting, opened, sorts = list(first), set(), Counter()
    while waiting:
        address = waiting.pop(0)
        sort = re.sub(r"\d+|(?<=/)[a-z]+(-[a-z0-9]+)+", "#", address.partition("?")[0])
        wanted = address.startswith(EDITOR) == editor and not LEAVE_OUT.search(address)
        if address in opened or not wanted or sorts[sort] >= OF_ONE_SORT:
            continue
        opened.add(address)
        sorts[sort] += 1
        answer = client.get(address)
        if "html" in answer.headers.get("content-type", ""):
            waiting += [html.unescape(link) for link in re.findall(r'(?:href|src)="(/[^"#]*)"', answer.text)]
    return len(opened)


def measured(pid: int, after: str) -> dict[str, object]:
    each = {number: proportional(number) for number in tree(pid)}
    total = round(sum(each.values()), 1)
    return {"after": after, "together_mib": total, "of_the_nearest_peer": round(total / 241, 2), "processes": each}


def main() -> None:
    pid = int(sys.argv[1])
    found = [measured(pid, "nothing more")]
    if len(sys.argv) > 2:
        client = visitor(sys.argv[2])
        opened = look_around(client, ["/desk/", "/"], editor=False)
        found.append(measured(pid, f"{opened} pages of desk and site"))
        opened = look_around(client, [EDITOR], editor=True)
        found.append(measured(pid, f"{opened} pages of the website's editor as well"))
    print(json.dumps({"limit_mib": 200, "found": found}, indent=1))


if __name__ == "__main__":
    main()

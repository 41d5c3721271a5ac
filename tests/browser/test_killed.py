"""A house whose processes are killed one after the other: it answers as soon as it can, and shares memory as before."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import httpx
import pytest

from .house import House, until

WITHIN_SECONDS = 600  # a busy machine is slow, not wrong
TICKS = os.sysconf("SC_CLK_TCK")
pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.real_clock]


def sharing(house: House) -> list[int]:
    """The web process and the worker: children that are no stand-in."""
    pid = house.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if b"standins" not in Path(f"/proc/{child}/cmdline").read_bytes()]


def shared(pid: int) -> int:
    """Kilobytes that this process does not have for itself alone."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(size) for size in re.findall(r"^Shared_(?:Clean|Dirty):\s+(\d+)", rollup, re.M))


def processor_seconds(pid: int, *fields: int) -> float:
    """Of a process's own, fields 13 and 14; of children that have ended, 15 and 16 (man proc)."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(words[field - 2]) for field in fields) / TICKS


@pytest.mark.parametrize("victim", [0, 1], ids=["web", "worker"])
def test_what_is_killed_comes_back_warm_and_shared(demonstration: House, victim: int) -> None:
    before = sharing(demonstration)
    assert len(before) == 2
    spent = processor_seconds(demonstration.process.pid, 15, 16) + processor_seconds(before[victim], 13, 14)
    os.kill(before[victim], signal.SIGKILL)

    page = httpx.get(f"{demonstration.address}/accounts/login/", timeout=WITHIN_SECONDS)  # waits, and is not refused

    assert page.status_code == 200
    until(lambda: len(sharing(demonstration)) == 2 and not set(sharing(demonstration)) & set(before), WITHIN_SECONDS)
    demonstration.wait_until_well()
    assert all(shared(pid) > 20_000 for pid in sharing(demonstration))
    # Loading, warming up and forking takes 2.5 s of CPU; the one that was let go adds what it had spent.
    assert processor_seconds(demonstration.process.pid, 15, 16) - spent < 60

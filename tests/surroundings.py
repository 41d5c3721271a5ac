"""The surroundings of every test: a folder of its own, set before Django reads its settings, and a clock of its own."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import settings

# Python keeps what it compiles, wherever that was turned off: a run starts some eighty processes, and each would compile all.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Each worker of a parallel run has a data folder of its own, as each installation has.
FOLDER = Path(__file__).parents[1] / "var" / "test" / os.environ.get("PYTEST_XDIST_WORKER", "alone")

os.environ["STEAMIE_DATA"] = os.environ.get("STEAMIE_TEST_DATA", str(FOLDER))
os.environ["STEAMIE_BLUESKY_URL"] = "http://127.0.0.1:9"
os.environ["STEAMIE_GRAPH_URL"] = "http://127.0.0.1:9"  # nothing listens there: a test that calls out must bring a stand-in
os.environ.setdefault("STEAMIE_DATABASE_URL", "")
(Path(os.environ["STEAMIE_DATA"]) / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing

# When tests begin, whatever the calendar on the wall says: a Monday at nine. STEAMIE_TEST_MOMENT tries another.
MOMENT = datetime.fromisoformat(os.environ.get("STEAMIE_TEST_MOMENT", "2026-11-23T09:00:00+00:00"))
TODAY = MOMENT.astimezone(ZoneInfo("Europe/London")).date()
AHEAD = MOMENT - datetime.now(UTC)

# How many examples are tried: few in every run, and the same; many, and others each time, where
# STEAMIE_TEST_PROFILE=thorough asks for them. An example that takes long on a busy machine is not a wrong one.
settings.register_profile("quick", deadline=None, max_examples=50, derandomize=True)
settings.register_profile("few", settings.get_profile("quick"), max_examples=10)  # where they are tried a second time
settings.register_profile("thorough", deadline=None, max_examples=1000)
PROFILE = os.environ.get("STEAMIE_TEST_PROFILE", "quick")
settings.load_profile(PROFILE)
THOROUGH = PROFILE == "thorough"  # everybody is asked everything, where a run asks one of those who are to get the same answer


def examples(quick: int) -> int:
    """For a test whose examples cost more or less than most: how many of them this profile tries."""
    return max(1, quick * settings.default.max_examples // 50)


def shared_by_all(folders: pytest.TempPathFactory) -> Path:
    """A folder that every worker of this run sees, for what is made once and copied."""
    base = folders.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def pytest_configure() -> None:
    """Told to stop, a run ends as by a key on the terminal: what fixtures started, they stop."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """What is loaded by now stays. Looking through all of it for garbage, again and again, was a seventh of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Tests stand still at a moment of their own, so that none is decided by the day or the pace of the machine it runs on.

    A browser has a clock of its own, so beside one the clock goes on. Whoever shares a clock with programs that run beside
    the test, says so: ``pytest.mark.real_clock``. Such a test has to hold on any day.
    """
    if item.get_closest_marker("real_clock"):
        return (yield)
    beside_a_browser = bool(item.get_closest_marker("browser"))
    moment = datetime.now(UTC) + AHEAD if beside_a_browser else MOMENT
    with time_machine.travel(moment, tick=beside_a_browser):
        return (yield)

"""The surroundings of every test: a folder of its own, set before Django reads its settings, and a clock of its own."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import settings

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

# An example that takes long on a busy machine is not a wrong one.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_configure() -> None:
    """Told to stop, a run ends as by a key on the terminal: what fixtures started, they stop."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Tests run on a day of their own, so that none of them is decided by the day somebody runs them on.

    The clock goes on from test to test, for some fixtures serve several. Whoever shares a clock with programs that run
    beside the test, says so: ``pytest.mark.real_clock``. Such a test has to hold on any day.
    """
    if item.get_closest_marker("real_clock"):
        return (yield)
    with time_machine.travel(datetime.now(UTC) + AHEAD, tick=True):
        return (yield)

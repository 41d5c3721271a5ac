"""What touches claims, locks and migrations, again on a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres import again_on


@pytest.mark.postgres
def test_claims_and_locks_on_postgresql(postgres: str, tmp_path: Path) -> None:
    rooms = (
        "tests/content/publishing/test_publisher.py",
        "tests/content/publishing/test_claims.py",
        "tests/content/posts/test_correcting.py",
        "tests/people/test_tallies.py",
        "tests/conversations/test_deliveries.py",  # these two ask in plain SQL
        "tests/visits/test_following.py::test_staff_and_repeats_are_set_aside",
    )
    # The longest of them takes no lock of its own.
    long = "tests/content/posts/test_correcting.py::test_whatever_is_lost_the_record_and_the_channel_agree"
    again_on(postgres, tmp_path, *rooms, f"--deselect={long}")

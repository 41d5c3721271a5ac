"""What touches claims, locks and migrations, again on a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres import again_on, postgres

__all__ = ["postgres"]


@pytest.mark.postgres
@pytest.mark.timeout(600)
def test_claims_and_locks_on_postgresql(postgres: str, tmp_path: Path) -> None:
    again_on(
        postgres, tmp_path, "tests/content/test_publisher.py", "tests/content/test_claims.py", "tests/people/test_tallies.py"
    )

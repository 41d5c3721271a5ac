"""The minute book on a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres import again_on


@pytest.mark.postgres
@pytest.mark.clause("S-32")
@pytest.mark.timeout(600)
def test_the_minute_book_on_postgresql(postgres: str, tmp_path: Path) -> None:
    again_on(postgres, tmp_path, "tests/evidence/test_chain.py")

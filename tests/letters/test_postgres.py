"""The outbox and its lease, again on a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres import again_on


@pytest.mark.postgres
def test_letters_on_postgresql(postgres: str, tmp_path: Path) -> None:
    again_on(postgres, tmp_path, "tests/letters/test_outbox.py", "tests/letters/test_sending.py")

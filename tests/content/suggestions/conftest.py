"""Uploads of these tests go to a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_folder_for_uploads(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path

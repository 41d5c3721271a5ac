"""Every setting the environment may carry is documented, and nothing else is."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from steamie.project.environment import Environment, variable

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_page_documents_exactly_the_settings_there_are() -> None:
    names = {variable(field.name) for field in fields(Environment)}

    assert set(re.findall(r"^\| `([A-Z_]+)`", PAGE.read_text(), re.M)) == names

"""Every setting the environment may carry is documented, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

from steamie.project.environment import Environment

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_page_documents_exactly_the_settings_there_are() -> None:
    names = {str(field.validation_alias or f"STEAMIE_{name.upper()}") for name, field in Environment.model_fields.items()}

    assert set(re.findall(r"^\| `([A-Z_]+)`", PAGE.read_text(), re.M)) == names

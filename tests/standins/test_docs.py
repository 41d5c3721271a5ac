"""What is written of the stand-in names every fault and every control there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from steamie_standins.graph.control import DEEDS
from steamie_standins.graph.faults import NAMES

PAGE = (Path(__file__).parents[2] / "docs" / "the-stand-in.md").read_text()


@pytest.mark.parametrize("name", [*NAMES, *DEEDS])
def test_it_is_in_a_table(name: str) -> None:
    assert any(line.startswith("|") and f"`{name}`" in line.split("|")[1] for line in PAGE.splitlines())

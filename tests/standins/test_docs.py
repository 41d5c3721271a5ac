"""What is written of the stand-in names every fault and every control there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from steamie_standins.bluesky import control as bluesky_control
from steamie_standins.bluesky import faults as bluesky_faults
from steamie_standins.graph.control import ACTS
from steamie_standins.graph.faults import NAMES

PAGE, _, OF_BLUESKY = (
    (Path(__file__).parents[2] / "docs" / "the-stand-in.md").read_text().partition("## The stand-in for Bluesky")
)


@pytest.mark.parametrize("name", [*NAMES, *ACTS])
def test_it_is_in_a_table(name: str) -> None:
    assert any(line.startswith("|") and f"`{name}`" in line.split("|")[1] for line in PAGE.splitlines())


@pytest.mark.parametrize("name", [*bluesky_faults.NAMES, *bluesky_control.ACTS])
def test_it_is_in_a_table_of_the_other_stand_in(name: str) -> None:
    assert any(line.startswith("|") and f"`{name}`" in line.split("|")[1] for line in OF_BLUESKY.splitlines())

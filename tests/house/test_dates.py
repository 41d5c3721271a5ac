"""A day at the desk carries its year when that is not this one: one filter writes them all."""

from __future__ import annotations

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2] / "src" / "steamie"
PUBLIC = {"website"}  # its pages always give the year, or are of this week
WITHOUT_YEAR = re.compile(r"""\|date:(["'])(?:(?!\1)(?!Y)(?:\\.|.))*[FM](?:(?!\1)(?!Y)(?:\\.|.))*\1""")


def test_no_page_of_the_desk_writes_a_month_without_thinking_of_the_year() -> None:
    pages = [path for path in HOUSE.rglob("templates/**/*.html") if path.relative_to(HOUSE).parts[0] not in PUBLIC]
    wrong = {path.name: match.group() for path in pages for match in [WITHOUT_YEAR.search(path.read_text())] if match}
    assert wrong == {}, 'write |dated:"…" instead'


def test_no_page_writes_a_moment_for_machines_to_a_millionth_of_a_second() -> None:
    """HTML takes a thousandth at most; ``date:'c'`` writes what the clock had."""
    pages = list(HOUSE.rglob("templates/**/*.html"))
    assert [path.name for path in pages if re.search(r"""date:["']c["']""", path.read_text())] == []


def test_a_month_without_its_year_would_be_noticed() -> None:
    assert WITHOUT_YEAR.search('{{ day|date:"l j F, H:i" }}')
    assert WITHOUT_YEAR.search(r"{{ day|date:'j M \a\t H:i' }}")
    assert not WITHOUT_YEAR.search('{{ day|date:"l j F Y" }}{{ day|date:"H:i" }}')

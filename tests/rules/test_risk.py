"""How large a risk is."""

from __future__ import annotations

import pytest

from steamie.rules.risk import Level, Score


@pytest.mark.parametrize(
    ("likelihood", "impact", "points", "level"),
    [
        (1, 1, 1, "low"),
        (2, 2, 4, "low"),
        (1, 5, 5, "medium"),
        (3, 3, 9, "medium"),
        (2, 5, 10, "high"),
        (3, 5, 15, "high"),
        (4, 4, 16, "very high"),
        (5, 5, 25, "very high"),
    ],
)
@pytest.mark.clause("S-62")
def test_points_and_level(likelihood: int, impact: int, points: int, level: str) -> None:
    score = Score(likelihood, impact)
    assert (score.points, score.level) == (points, Level(level))
    assert score.words == f"{likelihood} × {impact} = {points} of 25, {level}"
    assert Score(impact, likelihood).level == score.level


@pytest.mark.parametrize(("likelihood", "impact"), [(0, 1), (6, 1), (1, 0), (1, -1)])
def test_nothing_outside_one_to_five(likelihood: int, impact: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 5"):
        Score(likelihood, impact)


def test_more_of_either_is_never_a_lower_level() -> None:
    order = list(Level)
    for one in range(1, 5):
        for other in range(1, 6):
            assert order.index(Score(one, other).level) <= order.index(Score(one + 1, other).level)

"""A qualifying repair, told of at a moment of one's choice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from steamie.casework.models import Case
from steamie.services.problems import problems
from steamie.services.repairing import begin_qualifying, clocks
from tests.casework.making import told


def put_wrong(problem: str = "sink", *, at: datetime, **fields: Any) -> Case:
    """Somebody told us of a repair whose time the law sets."""
    case = told("repair", at=at, duties=clocks(problems()[problem], at), **fields)
    begin_qualifying(case, problems()[problem])
    return case

"""The strategy documents that tests read: F.08 as it comes with this desk, and those of other organisations."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from steamie.rules.clauses import Clause, ClauseWay
from steamie.rules.standing import Standing
from steamie.strategy.document import Document
from steamie.strategy.parsing import parse
from steamie.strategy.standing import capability_of, parameters_of

OTHERS = Path(__file__).parent / "others"
SOURCE = (files("steamie.strategy") / "documents" / "f08.toml").read_text()
CLAUSES = tuple(f"S-{number:02d}" for number in range(1, 82))
"""Every clause of F.08, in order."""


@cache
def f08() -> Document:
    """F.08, parsed."""
    return parse(SOURCE)


def unmeasured() -> dict[str, Clause]:
    """The clauses of F.08 that nothing measures yet, by number."""
    return {clause.id: clause for clause in f08().clauses if clause.keeps.way is ClauseWay.NOTHING}


def clause_of(number: str) -> Clause:
    """One clause of F.08."""
    return f08().clause(number)


def stands(number: str, now: datetime) -> Standing:
    """How a clause of F.08 stands, by the control and the parameters the paper gives it."""
    clause = clause_of(number)
    known = capability_of(clause)
    assert known is not None
    return known.control(clause, parameters_of(clause), now)

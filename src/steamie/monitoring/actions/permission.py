"""Who may have figures read. The clock may; a person must be of the team."""

from __future__ import annotations

from steamie.evidence.actors import Actor
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.permissions import Act


def may_collect(by: Actor) -> None:
    """Raises ``NotAllowed`` for a person who may not measure."""
    if isinstance(by, Person):
        require(by, Act.MEASURE)

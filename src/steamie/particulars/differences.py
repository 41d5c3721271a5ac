"""What changed in a list, row by row, for whoever looks over a change that somebody else made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .models import ParticularEdition
from .register import Particular, as_shipped
from .showing import in_a_line, whole_rows


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """One section: the rows that stood there before and do not now, and those that stand there since."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    moved: bool  # the same rows, in another order


def differences(particular: Particular[Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[SectionDifference]:
    """Each section that says something else in ``after`` than in ``before``."""
    pairs = ((section, whole_rows(section, before), whole_rows(section, after)) for section in particular.sections)
    return [
        SectionDifference(
            section.label,
            tuple(in_a_line(row) for row in old if row not in new),
            tuple(in_a_line(row) for row in new if row not in old),
            moved=sorted(old) == sorted(new),
        )
        for section, old, new in pairs
        if old != new
    ]


def before_the_change(particular: Particular[Any], edition: ParticularEdition) -> dict[str, Any]:
    """The data that held before this state."""
    earlier = ParticularEdition.objects.of(particular.code).filter(pk__lt=edition.pk).first()
    return as_shipped(particular) if earlier is None or earlier.as_it_came else dict(earlier.data)

"""Which groups the strategy in force asks to suggest regularly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from steamie.rules.parameters import parameter
from steamie.strategy.reading import parameters_of

from .models import GROUPS

FROM = "suggestions.from"


@dataclass(frozen=True, slots=True)
class SuggestionsFrom:
    """The groups asked to suggest, by their codes."""

    groups: tuple[str, ...] = parameter("Groups asked to suggest")

    def problems(self) -> Iterator[tuple[str, str]]:
        """Each must be a group this desk knows."""
        codes = [code for code, _ in GROUPS]
        for group in self.groups:
            if group not in codes:
                yield "groups", f"“{group}” is not one of {', '.join(codes)}."


def groups_asked() -> tuple[str, ...]:
    """The codes of the groups asked; nobody while the strategy does not ask."""
    asked = parameters_of(FROM, SuggestionsFrom)
    return asked.groups if asked else ()

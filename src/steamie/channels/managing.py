"""Which offices manage the accounts, as the strategy in force says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from steamie.rules.parameters import parameter
from steamie.rules.permissions import Act, Extent, Office, extent
from steamie.strategy.reading import parameters_of

MANAGED_BY = "accounts.managed_by"


@dataclass(frozen=True, slots=True)
class ManagedBy:
    """The office that manages every account, and the office its deputies come from."""

    office: Office = parameter("Managed by", default=Office.OFFICER)
    deputies: Office = parameter("Deputies from", default=Office.TEAM)
    department: str = parameter("Department of both", default="")

    def problems(self) -> Iterator[tuple[str, str]]:
        """Whoever manages an account must be able to stop it."""
        for name, office in (("office", self.office), ("deputies", self.deputies)):
            if extent(office, Act.WITHDRAW) is Extent.NO:
                yield name, f"“{office}” may not stop a post, so it cannot manage an account."


def managed_by() -> ManagedBy:
    """What the strategy in force says; before it says anything, the officer with deputies from the team."""
    return parameters_of(MANAGED_BY, ManagedBy) or ManagedBy()


def managing_offices(chosen: ManagedBy | None = None) -> str:
    """Where an owner must be, inside a sentence: the department's name where the strategy gives one."""
    return (chosen or managed_by()).department or "an office that manages accounts"

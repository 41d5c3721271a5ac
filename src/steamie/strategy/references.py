"""The documents the strategy refers to: where each stands, when it was last read, and whether its link works (S-18, S-19)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from steamie.rules.parameters import read

from .capabilities import REFERENCE, Period, ReferenceChecked
from .document import Clause, Document
from .models import LinkCheck, ReferenceVersion

EVERY = {Period.WEEK: 7, Period.MONTH: 30, Period.QUARTER: 91, Period.YEAR: 365}  # days between looks while the link works
AGAIN = timedelta(days=1)  # after a look that found it broken
READ_EVERY = timedelta(days=365)
STALE = 3  # so many looks missed: the clock has stood still


@dataclass(frozen=True, slots=True)
class Reference:
    """A document named in the strategy, with its newest version and the looks at its address, newest first."""

    clause: Clause
    versions: tuple[ReferenceVersion, ...]
    checks: tuple[LinkCheck, ...]
    each: Period = Period.WEEK

    @property
    def version(self) -> ReferenceVersion | None:
        """The version that holds."""
        return self.versions[0] if self.versions else None

    @property
    def address(self) -> str:
        """Where it is on the web; empty when nobody has said."""
        return self.version.address if self.version else ""

    @property
    def check(self) -> LinkCheck | None:
        """The last look at the present address."""
        return self.checks[0] if self.checks else None

    @property
    def broken(self) -> bool:
        """Whether the last look found it broken."""
        return self.check is not None and not self.check.working

    @property
    def failures(self) -> int:
        """How many looks in a row have found it broken."""
        return next((place for place, check in enumerate(self.checks) if check.working), len(self.checks))

    @property
    def every(self) -> timedelta:
        """How long it is between looks while the link works."""
        return timedelta(days=EVERY[self.each])

    def stale(self, now: datetime) -> bool:
        """Whether nobody has looked for so long that the clock must have stood still."""
        return self.check is not None and now - self.check.at > STALE * self.every

    def due(self, now: datetime) -> bool:
        """Whether it is time to look again."""
        if not self.address:
            return False
        return self.check is None or now - self.check.at >= (self.every if self.check.working else AGAIN)

    def unread(self, today: date) -> bool:
        """Whether it was last read more than a year ago."""
        return self.version is not None and today - self.version.read_on > READ_EVERY


def all_of(document: Document) -> list[Reference]:
    """Every document the strategy refers to. Two queries."""
    numbers = document.references
    versions, checks = defaultdict(list), defaultdict(list)
    for version in ReferenceVersion.objects.filter(clause__in=numbers):
        versions[version.clause].append(version)
    since = timezone.now() - timedelta(days=400)
    for check in LinkCheck.objects.filter(clause__in=numbers, at__gte=since):
        if versions[check.clause] and check.address == versions[check.clause][0].address:
            checks[check.clause].append(check)
    return [Reference(document.clause(n), tuple(versions[n]), tuple(checks[n]), _each(document.clause(n))) for n in numbers]


def _each(clause: Clause) -> Period:
    """How often the strategy asks for a look; weekly where it only names the document."""
    asked = read(ReferenceChecked, clause.keeps.parameters)[0] if clause.keeps.control == REFERENCE else None
    return asked.each if asked else Period.WEEK


def one_of(document: Document, number: str) -> Reference:
    """One of them. Raises ``LookupError`` for a clause that names no document."""
    for reference in all_of(document):
        if reference.clause.id == number:
            return reference
    raise LookupError(f"Clause {number} names no document.")

"""Lists of applications for a home: which column is which, what each row says, and how one is compared with what was typed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from steamie.content.calendar.incoming.table import SheetLine, SheetTable, tables

from .models import HousingApplication

MOST_ROWS = 6_000
LONGEST = {"reference": 40, "standing": 160, "group": 80, "place": 40, "applied": 40}  # characters
LABELS = {
    "reference": "Reference",
    "standing": "Where it stands",
    "postcode": "Postcode",
    "phone": "Phone",
    "group": "Group, band or points",
    "place": "Place in the queue",
    "applied": "Applied on",
}
FACTS = ("postcode", "phone")
# Words of a heading by which a column is taken for one of ours, until a person says otherwise.
SIGNS = {
    "reference": r"\b(ref|reference)\b|\b(urn|(application|applicant|app|case|customer) (no|number|num|id)|application)$",
    "standing": r"\b(status|standing|stage|state)\b",
    "postcode": r"\b(post|postal|p) ?code\b|^pc$",
    "phone": r"\b(phone|mobile|tel|telephone|contact (no|number))\b",
    "group": r"\b(group|band|points|pts|priority|award|category)\b",
    "place": r"\b(place|position|rank|queue)\b",
    "applied": r"\b(applied|registered|application date|date of app(lication)?|app date|registration date|effective date)\b",
}
DIGITS = 4  # of the phone number


@dataclass(slots=True)
class ApplicationRow:
    """One line of a sheet, as it would stand on the list; ``problem``: why it cannot."""

    number: int
    cells: Mapping[str, str]
    problem: str = ""

    @property
    def sought(self) -> str:
        """Its reference as it is compared."""
        return plain(self.cells.get("reference", ""))


@dataclass(slots=True)
class ApplicationReading:
    """A sheet with its columns matched."""

    sheet: SheetTable
    columns: Mapping[str, int]
    rows: Sequence[ApplicationRow] = field(default_factory=list)

    @property
    def ready(self) -> list[ApplicationRow]:
        """The rows that can stand on the list."""
        return [row for row in self.rows if not row.problem]

    @property
    def wrong(self) -> list[ApplicationRow]:
        """The rows that cannot, each with why."""
        return [row for row in self.rows if row.problem]

    @property
    def missing(self) -> list[str]:
        """What has to be matched before the sheet can be used."""
        lacks = [LABELS[name] for name in ("reference", "standing") if name not in self.columns]
        return lacks + ([] if set(FACTS) & set(self.columns) else ["Postcode or phone"])


def table_of(reading: Mapping[str, Any]) -> SheetTable | None:
    """The table of a file with the most lines; None for a file without any."""
    return max(tables(reading), key=lambda table: len(table.lines), default=None)


def heading_of(sheet: SheetTable) -> SheetLine | None:
    """The line that names the columns: of the first ten, the one with the most names we know, then with the most filled cells."""
    return max(sheet.lines[:10], key=lambda line: (len(guess(line)), sum(map(bool, line.cells))), default=None)


def digest(heading: SheetLine | None) -> str:
    """The same for sheets with the same headings."""
    return hashlib.sha256("\n".join(heading.cells if heading else ()).casefold().encode()).hexdigest()


def guess(heading: SheetLine | None) -> dict[str, int]:
    """Which column is which of ours, by the words of its heading; the first that fits."""
    matched: dict[str, int] = {}
    for place, words in enumerate(heading.cells if heading else ()):
        spelt = re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)).strip().casefold()
        name = next((name for name, sign in SIGNS.items() if name not in matched and re.search(sign, spelt)), None)
        if name:
            matched[name] = place
    return matched


def read(sheet: SheetTable, columns: Mapping[str, int]) -> ApplicationReading:
    """Every line below the heading. A reference that stands twice is left out both times: nobody can say which is right."""
    heading = heading_of(sheet)
    rows = [_row(line, columns) for line in sheet.lines if heading is None or line.number > heading.number]
    times: dict[str, list[int]] = {}
    for row in rows:
        times.setdefault(row.sought, []).append(row.number)
    for row in rows:
        if not row.problem and len(times[row.sought]) > 1:
            others = ", ".join(str(number) for number in times[row.sought] if number != row.number)
            row.problem = f"The same reference stands in row {others} too."
    return ApplicationReading(sheet, columns, rows)


def _row(line: SheetLine, columns: Mapping[str, int]) -> ApplicationRow:
    cells = {name: " ".join(line.cell(place).split()) for name, place in columns.items()}
    row = ApplicationRow(line.number, cells)
    row.problem = line.wrong or _problem(row)
    return row


def _problem(row: ApplicationRow) -> str:
    if not row.sought:
        return "There is no reference."
    if not row.cells.get("standing"):
        return "It does not say where the application stands."
    if not facts_of(row.cells):
        return "There is no postcode and no phone, so nobody could be told apart."
    too_long = [LABELS[name] for name, most in LONGEST.items() if len(row.cells.get(name, "")) > most]
    return f"{too_long[0]} is too long." if too_long else ""


def facts_of(cells: Mapping[str, str]) -> list[str]:
    """What may be typed as a second fact, as it is compared."""
    digits = re.sub(r"\D", "", cells.get("phone", ""))
    return [fact for fact in (plain(cells.get("postcode", "")), digits[-DIGITS:] if len(digits) >= DIGITS else "") if fact]


def plain(written: str) -> str:
    """Letters and digits alone, in capitals: spaces and strokes are typed in many ways."""
    return re.sub(r"[^A-Z0-9]", "", written.upper())


def sealed(sought: str, fact: str) -> str:
    """What is kept of a second fact: the same for the same fact of the same application, and nothing to read."""
    return salted_hmac("steamie.services.application", f"{sought}:{fact}", algorithm="sha256").hexdigest()


def application_of(row: ApplicationRow) -> HousingApplication:
    """The row as it stands on the list."""
    words = {name: row.cells.get(name, "") for name in ("standing", "group", "place", "applied")}
    return HousingApplication(sought=row.sought, facts=[sealed(row.sought, fact) for fact in facts_of(row.cells)], **words)


def found(reference: str, fact: str) -> HousingApplication | None:
    """The application, when the fact fits. A wrong fact and an unknown reference take the same way through here."""
    sought, typed = plain(reference), plain(fact)
    row = HousingApplication.objects.filter(sought=sought).first()
    known = list(row.facts) if row else [""]
    matches = [bool(one) and constant_time_compare(sealed(sought, typed), one) for one in known]
    return row if typed and any(matches) else None


@dataclass(frozen=True)
class ApplicationListChange:
    """How a reading differs from the list in force."""

    rows: Iterable[ApplicationRow]

    @cached_property
    def _before(self) -> dict[str, str]:
        return dict(HousingApplication.objects.values_list("sought", "standing"))

    @cached_property
    def _after(self) -> dict[str, str]:
        return {row.sought: row.cells["standing"] for row in self.rows}

    @property
    def new(self) -> int:
        """How many were not on the list."""
        return len(set(self._after) - set(self._before))

    @property
    def gone(self) -> int:
        """How many would no longer be on it."""
        return len(set(self._before) - set(self._after))

    @property
    def moved(self) -> int:
        """How many stand somewhere else."""
        return sum(self._before.get(sought, standing) != standing for sought, standing in self._after.items())

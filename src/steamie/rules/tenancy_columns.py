"""The columns of a list of tenancies, recognised by what other systems call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from . import day_columns


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One thing that a list may say of a tenancy, and the headings by which it is recognised."""

    code: str
    label: str
    headings: str  # a pattern
    needed: bool = False


COLUMNS = (
    ListColumn(
        "reference",
        "Tenancy number",
        r"(tenancy|account|agreement|contract).*(ref|no|num|id)|^(t |tenancy |tenant )?(ref|reference)$"
        r"|^(tenancy|account|agreement)$",
        needed=True,
    ),
    ListColumn("number", "Number of the person", r"(person|tenant|party|customer|contact).*(ref|no|num|id)\b"),
    ListColumn("first_name", "First name", r"(first|given|fore) ?-?names?"),
    ListColumn(
        "name",
        "Name, or surname",
        r"^(full |tenant |customer |main |legal |sur|last |family )?name$|surname|last ?name|tenant name"
        r"|^(main |lead )?tenant( 1)?$",
        needed=True,
    ),
    ListColumn("joint", "Joint tenant, in the same row", r"^(joint|second) tenant( name)?$|^tenant 2( name)?$"),
    ListColumn("born", "Date of birth", r"birth|\bd\.?o\.?b\b|^born$"),
    ListColumn(
        "house", "House or flat number, beside the street", r"^(house|flat|property|door) ?(no|num|number|name)\.?$|^unit$"
    ),
    ListColumn("address", "Address", r"(?<!mail )address( line)? ?1?$|^(street|property|home)( name)?$", needed=True),
    ListColumn("address_2", "Address, second line", r"address( line)? ?2"),
    ListColumn("town", "Town", r"^(town|city)$|address( line)? ?3"),
    ListColumn("postcode", "Postcode", r"\bp(ost)?(al)?[ /-]?code|^pc$", needed=True),
    ListColumn("since", "Moved in", r"(start|began|from|moved? ?-?in|commence|let date)"),
    ListColumn("until", "Moved out", r"(end|terminat|until|moved? ?-?out|left|void date)"),
    ListColumn("email", "E-mail", r"e-?mail"),
    ListColumn("phone", "Phone", r"phone|mobile|\btel\b"),
    ListColumn("language", "Language for letters", r"language|mother tongue"),
)
NEEDED = tuple(column.code for column in COLUMNS if column.needed)
LABELS = {column.code: column.label for column in COLUMNS}
LOOKED_AT = 10  # lines among which the heading is looked for


def recognised(headings: Sequence[str]) -> dict[str, int]:
    """Which column of a sheet each of ours most likely is, by its heading; a column is taken once."""
    taken: dict[str, int] = {}
    spelt = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).replace("_", " ").strip() for heading in headings]
    for column in COLUMNS:
        places = (place for place, heading in enumerate(spelt) if re.search(column.headings, heading, re.IGNORECASE))
        place = next((place for place in places if place not in taken.values()), None)
        if place is not None:
            taken[column.code] = place
    return taken


def heading_of(lines: Mapping[str, Sequence[str]]) -> str:
    """The number of the line that names the columns: of the first ten, the one with the most names we know."""
    first = list(lines)[:LOOKED_AT]
    return max(first, key=lambda number: len(recognised(lines[number])), default="")


def puts_month_first(lines: Iterable[Sequence[str]], headings: Sequence[str]) -> bool:
    """Whether the days of a list show that the month stands before the day, with none that shows the contrary."""
    taken = recognised(headings)
    places = [taken[code] for code in ("born", "since", "until") if code in taken]
    cells = [(number, line[place]) for number, line in enumerate(lines) for place in places if place < len(line) and line[place]]
    column = day_columns.understand(cells, today=date.min)
    return bool(column.month_first) and not column.day_first

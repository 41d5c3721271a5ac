"""Write down the bank holidays of the UK from the ``holidays`` library. For developers, after it has learnt of a new one.

The house reads the table: the library has a module for every country of the world, which costs each process eighteen megabytes.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import holidays

TABLE = Path(__file__).parents[1] / "src/steamie/rules/bank_holidays.csv"
YEARS = range(2000, 2061)
PARTS = ("ENG", "NIR", "SCT", "WLS")


def rows() -> list[tuple[str, str, str]]:
    """Day, name, and the parts of the kingdom where it is one, in order."""
    where = defaultdict(list)
    for part in PARTS:
        for day, name in holidays.country_holidays("GB", subdiv=part, years=YEARS).items():
            where[day.isoformat(), name].append(part)
    return [(day, name, " ".join(parts)) for (day, name), parts in sorted(where.items())]


if __name__ == "__main__":
    with TABLE.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("day", "name", "parts"))
        table.writerows(rows())
    print(f"{len(rows())} bank holidays written down")

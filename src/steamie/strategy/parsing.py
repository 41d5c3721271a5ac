"""From a strategy file to a ``Document``, or to a list of everything that is wrong with it. The file says its schema."""

from __future__ import annotations

from .document import Document, Malformed, StrategyProblem
from .schemas import first, second
from .source import CheckedTable, ProblemReport, load

READERS = {1: first.read, 2: second.read}


def parse(source: str) -> Document:
    """Read a strategy file. Raises ``Malformed`` with every problem at once, each naming its line and field."""
    values = load(source)  # before anything else reads the file: this refuses what is made to stop a reader
    schema = values.get("schema", 1)  # the first schema did not name itself
    report = ProblemReport(source)
    if isinstance(schema, bool) or not isinstance(schema, int) or schema not in READERS:
        raise Malformed([StrategyProblem(1, "schema", f"“{schema}” is not a schema this version reads: it reads 1 and 2.")])
    root = CheckedTable(values, (), report)
    root.asked.add("schema")
    document = READERS[schema](source, root)
    root.close()
    if report.problems:
        raise Malformed(report.problems)
    return document

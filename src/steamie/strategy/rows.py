"""The rows behind the strategy's figures about itself: the rules, the details and the clauses that were looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse_lazy

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from . import formats, reading
from .capabilities import IDENTITY
from .controls import Format, details

PAGE, LARGE = reverse_lazy("policy:page"), reverse_lazy("policy:large")


@shows("format.available")
def large_print_rules(clause: Clause, parameters: Format, now: datetime) -> Iterator[Counted]:
    """Every rule of large print that can be checked; those kept count."""
    for rule, passed in formats.large_print_checks(reading.current()).items():
        yield Counted(rule.capitalize(), "kept, on the page and its stylesheet" if passed else "not kept", str(LARGE), passed)


@shows(IDENTITY)
def details_compared(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every detail of the Association, as the pages have it and as the strategy does; those that agree count."""
    for name, ours, paper in details(reading.association(), reading.current().identity):
        note = f"our pages: {ours or 'nothing'}; the strategy: {paper or 'nothing'}"
        yield Counted(f"{name[0].upper()}{name[1:]}", note, f"{PAGE}#{clause.id}", ours == paper)


@shows("contents.linked")
def clauses_to_link_to(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every clause; those with an address on the public page count. A broken link of the page stands there without counting."""
    document = reading.current()
    unreachable, broken = formats.broken_anchors(document)
    for one in document.clauses:
        reached = one.id not in unreachable
        note = "can be linked" if reached else "has no address on the page"
        yield Counted(f"{one.id} {one.heading}", note, f"{PAGE}#{one.id}", reached)
    for link in broken:
        yield Counted(f"#{link}", "a link on the page that leads nowhere", f"{PAGE}#contents", counts=False)

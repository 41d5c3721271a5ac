"""What stands around a case, got with the case itself: rooms above name their rows, and its page asks for none of them singly."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from steamie.evidence.registers import discover

from .models import Case
from .models.cases import CaseQuerySet

OURS = ("pictures", "later_links", "earlier_links", "sight_requests")
_rows: dict[str, None] = {}
_relations: dict[str, None] = dict.fromkeys(OURS)


def read_with_case(*rows: str) -> None:
    """Register single rows of a room's own, by the names under which a case knows them, such as ``repair``."""
    _rows.update(dict.fromkeys(rows))


def ask_with_case(*relations: str) -> None:
    """Register relations of a case of which its page asks whether anything is there, such as ``damp_matters``."""
    _relations.update(dict.fromkeys(relations))


def with_surroundings(cases: CaseQuerySet) -> CaseQuerySet:
    """Cases with what the page of one shows of them, in one query."""
    discover("panels")
    return cases.whole().select_related(*_rows).annotate(**{_name(one): Exists(_with_any(one)) for one in _relations})


def has_any(case: Case, relation: str) -> bool:
    """Whether anything stands in a relation of this case."""
    answer: bool | None = case.__dict__.get(_name(relation))
    return Case.objects.filter(pk=case.pk, **{f"{relation}__isnull": False}).exists() if answer is None else answer


def _with_any(relation: str) -> CaseQuerySet:
    return Case.objects.filter(pk=OuterRef("pk"), **{f"{relation}__isnull": False})


def _name(relation: str) -> str:
    return f"has_{relation}"

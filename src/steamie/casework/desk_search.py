"""Cases in a search of the desk: by reference, and by words where the searcher may read them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from steamie.diary import dated
from steamie.people.asking import Viewer
from steamie.people.permissions import ruling
from steamie.people.search_register import MOST_HITS, Question, SearchHit, searched
from steamie.rules.cases import Sight
from steamie.rules.permissions import Act

from .models import Case
from .rows_shown import CaseRow, Reader
from .searching import found_by


class _Cases:
    title = "Cases"

    def may(self, viewer: Viewer) -> bool:
        """Whoever works on any, or sees how they stand."""
        return viewer.may(Act.READ_CASES) or ruling(viewer.person, Act.WORK_ON_CASE, own=True).allowed

    def find(self, question: Question) -> list[SearchHit]:
        """The newest first. What may not be read is not looked through either."""
        person = question.viewer.person
        cases = found_by(Case.objects.seen_by(person, question.viewer.today), person, question.typed)
        return [_hit(row) for row in Reader(person, timezone.now()).rows(cases.order_by("-received_at").whole()[:MOST_HITS])]

    def texts(self, viewer: Viewer) -> Iterator[str]:
        """None: the words of a matter are not offered to whoever mistyped."""
        return iter(())


def _hit(row: CaseRow) -> SearchHit:
    case = row.case
    came = f"{case.reference} · came {dated.written(case.received_at, '%-d %B %Y')}"
    state = row.due if case.is_open else "finished"
    return SearchHit(
        row.title, row.address, f"{came} · {state}", case.words if row.sight is Sight.WORDS and not case.masked else ""
    )


searched(30, _Cases())

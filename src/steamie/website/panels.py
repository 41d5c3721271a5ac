"""What the website shows on the page of a case."""

from __future__ import annotations

from steamie.casework.models import Case
from steamie.casework.panels import Panel, panel
from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.rules.permissions import Act

from .models import YouSaid


@panel
def you_said_we_did(case: Case, person: Person) -> Panel | None:
    """For a case that has ended: tell everybody what was done, without whose it was."""
    if case.is_open or case.masked or not ruling(person, Act.EDIT_WEBSITE).allowed:
        return None
    return Panel("website/case_told.html", {"case": case, "rows": YouSaid.objects.filter(case=case)})

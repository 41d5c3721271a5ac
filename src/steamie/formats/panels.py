"""What formats show on the page of a case: its letters in large print, and the page that was asked for."""

from __future__ import annotations

from steamie.casework.models import Case
from steamie.casework.models.trail import EntryKind
from steamie.casework.panels import Panel, panel
from steamie.people.models import Person

from .models import FormatRequest
from .pages import words_of


@panel
def letters_in_large_print(case: Case, person: Person) -> Panel | None:
    """Every letter that went out, to be printed large."""
    letters = list(case.trail.filter(kind=EntryKind.WENT_OUT).exclude(words="").order_by("-at", "-pk"))
    return Panel("formats/case_letters.html", {"case": case, "letters": letters}) if letters else None


@panel
def what_was_asked_for(case: Case, person: Person) -> Panel | None:
    """The page, and whether its words have changed since it was asked for."""
    asked = FormatRequest.objects.filter(case=case).exclude(path="").first()
    if asked is None:
        return None
    words = words_of(asked.path)
    return Panel("formats/case_wish.html", {"asked": asked, "words": words, "changed": words and words.digest != asked.digest})

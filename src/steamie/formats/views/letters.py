"""A letter of a case in large print, for whoever reads the case's words."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from steamie.casework.models import Case, TrailEntry
from steamie.casework.models.trail import EntryKind
from steamie.casework.sight import require_words
from steamie.casework.views.case import case_for
from steamie.formats import large_print
from steamie.formats.passages import passages_of_text
from steamie.people.requests import DeskRequest
from steamie.printing import CannotTypeset


@login_required
@never_cache
@require_safe
def on_screen(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """The letter in large print, to read or to print as it is."""
    case, letter = _letter(request, reference, pk)
    problem = request.GET.get("problem") == "letters"
    context = {"room": "inbox", "case": case, "letter": letter, "blocks": _blocks(letter), "no_pdf": problem}
    return render(request, "formats/letter.html", context)


@login_required
@never_cache
@require_safe
def on_paper(request: DeskRequest, reference: str, pk: int) -> HttpResponse:
    """The letter in large print as a PDF; where our printed letters lack a sign, the page that can be printed instead."""
    case, letter = _letter(request, reference, pk)
    day = timezone.localtime(letter.at)
    note = f"{day:%A} {day.day} {day:%B %Y}. Your reference: {case.reference}"
    try:
        content = large_print.pdf(letter.title, passages_of_text(letter.words), language="en-GB", note=note)
    except CannotTypeset:
        answer = redirect("formats_desk:letter", case.reference, letter.pk)
        answer["Location"] += "?problem=letters"
        return answer
    name = f'inline; filename="{case.reference}, large print.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


def _letter(request: DeskRequest, reference: str, pk: int) -> tuple[Case, TrailEntry]:
    """A letter that went out in this case. Raises ``NotAllowed`` for whoever does not read its words."""
    case = case_for(request, reference)
    require_words(request.user, case)
    letter = case.trail.filter(kind=EntryKind.WENT_OUT, pk=pk).exclude(words="").first()
    if letter is None:
        raise Http404("There is no such letter in this case.")
    return case, letter


def _blocks(letter: TrailEntry) -> list[large_print.LargeBlock]:
    return large_print.blocks(passages_of_text(letter.words))

"""The record of what happened: read, searched, exported and checked.

``evidence`` is below ``people`` and knows references only; the desk is above both, so names are looked up here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

import defusedcsv.csv as csv
from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from steamie.channels.models import Channel
from steamie.content.plan.models import Quarter
from steamie.content.posts.models import Post, Publication
from steamie.content.suggestions.models import Suggestion
from steamie.evidence import anchors, words
from steamie.evidence.actions import record as note
from steamie.evidence.in_force import Citation, office_titles
from steamie.evidence.models import Event
from steamie.evidence.verify import check as check_record
from steamie.people.models import Grant, Person, Policy
from steamie.people.permissions import NotAllowed, require, ruling
from steamie.people.requests import DeskRequest
from steamie.people.sessions import freshly_signed_in
from steamie.rules.permissions import Act, Office

from .verbs import Verb

PAGE = 50
Line = tuple[Event, str, str, list[tuple[str, Any]]]  # an event, its sentence, whose name it carries, and its facts
CALLED: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "posts.post": (Post.objects.all(), lambda row: f"“{row.title}”"),
    "posts.publication": (Publication.objects.select_related("post", "channel"), lambda row: f"“{row.post}” on {row.channel}"),
    "suggestions.suggestion": (Suggestion.objects.all(), lambda row: f"the suggestion “{row.title}”"),
    "plan.quarter": (Quarter.objects.all(), str),
    "channels.channel": (Channel.objects.all(), str),
    "people.policy": (Policy.objects.all(), lambda row: f"the {row}"),
}
COLUMNS = ["number", "at", "office", "actor", "verb", "clause", "subject", "reason", "facts", "previous", "digest"]


class Search(forms.Form):
    """What to show of the record."""

    clause = forms.CharField(label="Clause, such as S-60", required=False, max_length=20)
    verb = forms.ChoiceField(label="What was done", required=False)
    office = forms.ChoiceField(label="Which office", required=False, choices=lambda: [("", "Any office"), *office_titles()])
    actor = forms.ChoiceField(label="Which person", required=False)
    subject = forms.CharField(label="About, such as post 12", required=False, max_length=80)
    since = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    through = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())  # up to and with this event
    until = forms.DateField(label="To", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, whole: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verbs = Event.objects.order_by("verb").values_list("verb", flat=True).distinct()
        choices = sorted((words.past(verb).capitalize(), verb) for verb in verbs)
        self._choice("verb").choices = [("", "Anything"), *((verb, sentence) for sentence, verb in choices)]
        self.people: dict[str, str] = {}
        if not whole:
            del self.fields["actor"], self.fields["office"]  # their own deeds are all they see
            return
        self.people = {person.reference: person.name for person in Person.objects.order_by("name", "pk")}
        self._choice("actor").choices = [("", "Anyone"), *self.people.items(), *words.ACTORS.items()]

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the reader of types
        return field

    def clean_subject(self) -> list[str]:
        """Every reference that is told so; ``post 12`` and ``posts.post:12`` are one."""
        typed = self.cleaned_data["subject"]
        references = words.references(typed) if typed else []
        if typed and not references:
            raise forms.ValidationError("Write a word and a number, such as post 12.")
        return [part for reference in references for part in _with_parts(reference)]

    def chosen(self, events: QuerySet[Event]) -> QuerySet[Event]:
        """The events asked for; a field that cannot be read narrows nothing and is shown as an error."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        lookups = {
            "since": "at__date__gte",
            "until": "at__date__lte",
            "clause": "clause__iexact",
            "through": "number__lte",
            "subject": "subject__in",
        }
        return events.filter(**{lookups.get(name, name): value for name, value in chosen.items()})


def _with_parts(reference: str) -> list[str]:
    """A post with what was sent of it on each channel; anything else alone."""
    kind, _, key = reference.partition(":")
    if kind != "posts.post" or not key.isdecimal() or len(key) > 18:
        return [reference]
    sent = Publication.objects.filter(post_id=int(key)).values_list("pk", flat=True)
    return [reference, *(f"posts.publication:{pk}" for pk in sent)]


class AnchorLetterForm(forms.Form):
    """A line the auditor kept: it vouches for the record even if everything on this machine was written anew."""

    letter = forms.CharField(
        label="The line from a letter",
        help_text="From any of the daily letters to the auditor: a number, a fingerprint and a time.",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_letter(self) -> anchors.Anchor | None:
        """The head the letter vouches for."""
        text = self.cleaned_data["letter"]
        try:
            return anchors.from_letter(text) if text.strip() else None
        except anchors.NotALetter as why:
            raise forms.ValidationError(str(why)) from why


@login_required
@require_safe
def record(request: DeskRequest) -> HttpResponse:
    """The newest events first, fifty to a page."""
    events = _readable(request.user)
    search = Search(request.GET, whole=_whole(request.user))
    page = Paginator(search.chosen(events).order_by("-number"), PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/evidence.html", _page(request, search, page), status=422 if search.errors else 200)


class Export(forms.Form):
    """Why a copy leaves the desk."""

    reason = forms.CharField(
        label="Why do you need a copy?",
        max_length=300,
        help_text="One sentence. It goes in the record, with your office.",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
def export(request: DeskRequest) -> HttpResponse | StreamingHttpResponse:
    """The events asked for, for a reason, oldest first, as a spreadsheet file whose cells cannot start a formula.

    The last row says what a check of all of it found at that moment.
    """
    require(request.user, Act.EXPORT)
    events = Search(request.GET, whole=True).chosen(Event.objects.all()).order_by("number")
    form = Export(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        facts = {"room": "evidence", "form": form, "count": events.count(), "asked": request.GET.urlencode()}
        return render(request, "desk/evidence_export.html", facts, status=422 if form.is_bound else 200)
    note(
        by=request.user,
        verb=Verb.EXPORT,
        clause=Citation("policy.acknowledged", "data_protection"),
        subject="evidence",
        reason=form.cleaned_data["reason"],
    )
    name = f"record-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        _rows(events),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
@require_POST
def check(request: DeskRequest) -> HttpResponse:
    """Read the whole record and say whether it is unbroken."""
    if not ruling(request.user, Act.READ_LOG).allowed:
        raise NotAllowed("Your office may not check the whole record.")
    form = AnchorLetterForm(request.POST)
    vouched = [form.cleaned_data["letter"]] if form.is_valid() and form.cleaned_data["letter"] else []
    context = {
        "room": "evidence",
        "verdict": check_record(vouched),
        "last": anchors.last(),
        "at": timezone.now(),
        "form": form,
        "vouched": vouched,
    }
    return render(request, "desk/evidence_check.html", context, status=200 if form.is_valid() else 422)


def _readable(person: Person) -> QuerySet[Event]:
    """All of it, or only what the person did, as their office allows."""
    whole = ruling(person, Act.READ_LOG)
    if whole.allowed:
        return Event.objects.all()
    if ruling(person, Act.READ_LOG, own=True).allowed:
        return Event.objects.filter(actor=person.reference)
    raise NotAllowed(whole.reason)


def _whole(person: Person) -> bool:
    return ruling(person, Act.READ_LOG).allowed


def _page(request: DeskRequest, search: Search, page: Any) -> dict[str, Any]:
    names, called = search.people or _names(page.object_list), _called(page.object_list)
    asked = request.GET.copy()
    asked.pop("page", None)
    return {
        "room": "evidence",
        "search": search,
        "page": page,
        "runs": _runs(
            (event, words.sentence(event, called), names.get(event.actor, ""), _facts(event)) for event in page.object_list
        ),
        "asked": asked.urlencode(),
        "last": anchors.last(),
        "auditors": Grant.objects.in_force(timezone.localdate()).filter(office=Office.AUDITOR, person__is_active=True).count(),
        "whole": _whole(request.user),
        "may_export": ruling(request.user, Act.EXPORT).allowed,
    }


def _runs(lines: Iterable[Line]) -> list[tuple[bool, list[Line]]]:
    """The lines in order; what the desk did by itself, one thing after another, is one run of several. First: whether it is."""
    runs: list[tuple[bool, list[Line]]] = []
    for by_itself, part in groupby(lines, key=lambda line: line[0].actor.startswith("system:")):
        inside = list(part)
        runs += [(True, inside)] if by_itself and len(inside) > 1 else [(False, [line]) for line in inside]
    return runs


def _names(events: Any) -> dict[str, str]:
    """The names behind the references on this page, in one query."""
    keys = {event.actor.partition(":")[2] for event in events if event.actor.startswith("person:")}
    people = Person.objects.filter(pk__in=[key for key in keys if key.isdigit()])
    return {person.reference: person.name for person in people}


def _called(events: Any) -> dict[str, str]:
    """What the subjects on this page are called on the desk: one query for each kind that is there."""
    keys: dict[str, set[str]] = defaultdict(set)
    for event in events:
        kind, _, key = event.subject.partition(":")
        if key.isdigit():
            keys[kind].add(key)
    return {
        f"{kind}:{row.pk}": say(row)
        for kind, (rows, say) in CALLED.items()
        if keys[kind]
        for row in rows.filter(pk__in=keys[kind])
    }


def _facts(event: Event) -> list[tuple[str, Any]]:
    facts = event.facts if isinstance(event.facts, dict) else {"facts": event.facts}
    return [(name.replace("_", " ").capitalize(), value) for name, value in facts.items() if value not in ("", None, {}, [])]


class _EchoFile:
    """A file that gives back what is written to it, so that a long export needs no memory."""

    def write(self, line: str) -> str:
        return line


def _rows(events: QuerySet[Event]) -> Iterator[str]:
    writer = csv.writer(_EchoFile())
    yield "\ufeff" + writer.writerow([*COLUMNS, "in words"])
    for event in events.iterator(500):
        yield writer.writerow([*(_cell(event, column) for column in COLUMNS), words.sentence(event)])
    verdict = check_record().words
    yield writer.writerow(["", timezone.now().isoformat(), *[""] * (len(COLUMNS) - 2), f"Checked: {verdict}"])


def _cell(event: Event, column: str) -> str:
    value = getattr(event, column)
    return value.isoformat() if column == "at" else str(value)

"""One sheet of the suggestion form, from the moment it is handed out to the moment it is in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from steamie.content.suggestions import pacing
from steamie.content.suggestions.actions.suggestions import SuggestionInput, suggest
from steamie.content.suggestions.forms import SuggestionForm
from steamie.content.suggestions.models import Suggestion, SuggestionLink, SuggestionWay
from steamie.content.suggestions.secrets import digest, read_ticket
from steamie.evidence.actors import VISITOR, Actor
from steamie.files.actions import keep_cleaned
from steamie.people.models import Person
from steamie.people.tickets import why_doubted
from steamie.rules.permissions import Office

AN_HOUR = timedelta(hours=1)
MOST = {True: 5, False: 30}  # suggestions an hour by one link, personal or poster, before the next are held back
_GROUPS = {Office.STAFF: "staff", Office.COMMITTEE: "committee", Office.FORUM: "forum"}


def group_of(person: Person) -> str:
    """The group a signed-in person suggests for."""
    offices = person.offices()
    if offices & {Office.OFFICER, Office.TEAM}:
        return "team"
    return next((group for office, group in _GROUPS.items() if office in offices), "staff")


def receive(
    *,
    form: SuggestionForm,
    by: Actor = VISITOR,
    group: str,
    way: SuggestionWay,
    link: SuggestionLink | None = None,
    paced: int = 0,
    now: datetime,
) -> Suggestion:
    """Put a valid form on the record. The same sheet sent twice gives the same suggestion, and keeps one picture.

    ``paced``: how many sheets came from the sender's address within the hour. What a signed-in person sends is never held back.
    """
    submission = _submission(form.cleaned_data, link)
    if before := Suggestion.objects.filter(submission=submission).first():
        return before
    details = SuggestionInput(**_details(form, by, now), group=group)
    hold = "" if isinstance(by, Person) else why_hold(form, link, now) or _why_hold_by_pace(way, paced)
    return suggest(by=by, details=details, came_by=link, way=way, submission=submission, hold=hold, at=now)


def _submission(data: dict[str, Any], link: SuggestionLink | None) -> str:
    ticket = read_ticket(data["ticket"])
    # A sheet that is not ours has no number; its own words stand for it.
    number = ticket.number if ticket else f"{data['ticket']}:{data['text']}"
    return digest(f"{link.pk if link else ''}:{number}")


def _details(form: SuggestionForm, by: Actor, now: datetime) -> dict[str, Any]:
    data = form.cleaned_data
    details = {name: data[name] for name in ("text", "wanted_on", "link", "alt", "credit", "email")}
    if data["picture"]:
        details["picture"] = keep_cleaned(
            picture=data["picture"], shows_people=data["shows_people"], consent=data["consent"], by=by, at=now
        )
    return details


def why_hold(form: SuggestionForm, link: SuggestionLink | None, now: datetime) -> str:
    """Why a person should look at this before it joins the queue, or nothing."""
    ticket = read_ticket(form.cleaned_data["ticket"])
    if why := why_doubted(ticket, form.cleaned_data["website"], now):
        return why
    if link and link.suggestions.filter(received_at__gt=now - AN_HOUR).count() >= MOST[link.personal]:
        return f"More than {MOST[link.personal]} suggestions came by this link within an hour."
    return ""


def _why_hold_by_pace(way: SuggestionWay, paced: int) -> str:
    if way == SuggestionWay.SITE and paced > pacing.MOST_BEFORE_A_LOOK:
        return f"More than {pacing.MOST_BEFORE_A_LOOK} suggestions came from one address within an hour."
    return ""

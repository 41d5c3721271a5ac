"""The demonstration's door: one click per office. Outside a demonstration it does not exist."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from steamie.rules.permissions import Office

from . import unsent
from .models import Person
from .second_factor import DOOR

WHAT_THEY_DO = {
    Office.OFFICER: "Plans, approves, connects accounts, answers for everything.",
    Office.TEAM: "Writes and plans; approves only as the officer's dated deputy.",
    Office.STAFF: "Suggests, and drafts their own posts.",
    Office.COMMITTEE: "Reads the figures and suggests. Confirms changes of office.",
    Office.FORUM: "Suggests, and sees the totals.",
    Office.AUDITOR: "Reads everything, the record included. Changes nothing.",
}


def address_of(office: Office) -> str:
    """The e-mail address by which the demonstration's person of an office is known."""
    return f"{office.value}@demonstration.example"


def people_by_office() -> dict[Office, Person]:
    """The demonstration's people, in the order of the offices. Offices without one are left out."""
    people = {person.email: person for person in Person.objects.filter(email__in=map(address_of, Office), is_active=True)}
    return {office: people[address_of(office)] for office in Office if address_of(office) in people}


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Choose an office and come in, without a password. Stands in for both factors, and says so on the page."""
    if not settings.DEMONSTRATION:
        raise Http404
    people = people_by_office()
    if request.method != "POST":
        doors = [(office, person, WHAT_THEY_DO[office]) for office, person in people.items()]
        return render(request, "people/demonstration.html", {"doors": doors})
    person = next((person for office, person in people.items() if office == request.POST.get("office")), None)
    if person is None:
        raise Http404
    return redirect(_come_in(request, person))


def _come_in(request: HttpRequest, person: Person) -> str:
    """Sign in afresh. Where to go: to what this person was writing when their session ended, or to the first page."""
    written = request.session.get(unsent.KEY)
    request.session.flush()
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[DOOR] = True
    if written:
        request.session[unsent.KEY] = written
    return reverse("people:unsent") if unsent.stored(request.session, person=person.pk) else settings.LOGIN_REDIRECT_URL

"""How the portal keeps its clause: registrations are counted, each household once."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from .clauses import REGISTRATIONS
from .figures import registrations


@keeps(
    REGISTRATIONS,
    NoParameters,
    label="Registrations with the portal are counted, each household once",
    remedy="Send letters with codes",
    signs=r"\bregistrations?\b.*\bportal\b",
)
def registrations_are_counted(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """How many households have an account, of all that there are, and how many came in for the first time in ninety days."""
    page = reverse("portal_desk:overview")
    figure = registrations(now)
    if not figure.households:
        return Standing(State.NOT_MEASURED, "0 tenancies", "It waits for the list of tenancies to be brought in.", page)
    words = (
        f"{figure.registered} of {some(figure.households, 'household')} have an account ({figure.percent}%), "
        f"{figure.new} of them new in the last 90 days; {some(figure.accounts, 'account')} opened in all"
    )
    if not figure.ever:
        return Standing(State.NOT_MEASURED, words, "It waits for the first tenant to set up an account.", page)
    return Standing(State.MET, words, "A household counts once, however many of its people have an account.", page)

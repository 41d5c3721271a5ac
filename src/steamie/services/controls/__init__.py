"""How what residents do online keeps its clauses: counted from cases, without trials, machines' work and what was told twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from steamie.casework.figures import real
from steamie.casework.models import Case
from steamie.casework.models.cases import CaseQuerySet, Outcome
from steamie.diary.models import office_hours, working_calendar
from steamie.rules.cases import Way
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State
from steamie.services.models import Referral
from steamie.visits.figures import of_form
from steamie.visits.models import Form

from .applicants import applicants_are_helped

__all__ = ["applicants_are_helped"]  # it enters itself when it is read

WINDOW = timedelta(days=90)
CHANNEL, COUNT, ADVICE = "channel.messages", "measure.web_messages", "services.adaptations_and_advice"
ONLINE, REPAIRS, HOURS = "services.online", "measure.online_repairs", "services.out_of_hours"
MENDED = ("repair", "damp")  # kinds of case
ADVISED = ("adaptation", "housing", "homelessness")  # kinds of case
RULE = "Trials of the form, machines’ work and what was told twice are not counted."


def messages(now: datetime) -> CaseQuerySet:
    """What came through the website in the last ninety days, repairs apart: those are counted as repairs."""
    twice = Case.objects.filter(endings__outcome=Outcome.DUPLICATE, endings__reopened_at__isnull=True)
    return real(now - WINDOW, now).filter(way=Way.WEB).exclude(kind__in=MENDED).exclude(pk__in=twice.values("pk"))


@keeps(
    CHANNEL,
    NoParameters,
    label="Messages are taken through the website, each with a reference",
    remedy="Read what waits",
    signs=r"\bcommunication channel\b",
)
def messages_are_taken(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Each message is a case with a reference; none may wait unread for longer than two days."""
    page = reverse("casework:totals")
    number = messages(now).count()
    figure = f"{some(number, 'message')} through the website in the last 90 days, each with a reference"
    unread = messages(now).filter(read_at__isnull=True, ended_at__isnull=True, received_at__lt=now - timedelta(days=2)).count()
    if unread:
        return Standing(State.AT_RISK, figure, f"{unread} not read by anybody for two days.", page)
    if not number:
        return Standing(State.NOT_MEASURED, figure, "The form stands on the website; nobody has used it yet.", page)
    return Standing(State.MET, figure, "None has waited unread for more than two days.", page)


@keeps(
    COUNT,
    NoParameters,
    label="Messages sent from the website are counted",
    remedy="Tell people of the contact page",
    signs=r"\be-?mails submitted\b",
)
def messages_are_counted(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """How many, and how many of them came in the last thirty days."""
    number, month = messages(now).count(), messages(now).filter(received_at__gte=now - timedelta(days=30)).count()
    figure = f"{some(number, 'message')} in the last 90 days, {month} of them in the last 30"
    state = State.MET if number else State.NOT_MEASURED
    return Standing(state, figure, RULE, reverse("casework:totals"))


@keeps(
    ADVICE,
    NoParameters,
    label="Adaptations, advice and housing options can be asked for online",
    remedy="Tell people whom they can ask",
    signs=r"\b(adaptations|housing options)\b",
)
def adaptations_and_advice_are_asked_for(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Requests for an adaptation or advice, by whatever way, and how many ended in a referral."""
    asked = real(now - WINDOW, now).filter(kind__in=ADVISED)
    number = asked.count()
    ended_so = Q(endings__outcome=Outcome.REFERRED, endings__reopened_at__isnull=True)
    referred = asked.filter(ended_so | Q(referrals__isnull=False)).distinct().count()
    made = Referral.objects.filter(case__in=asked)
    became = f" Of {some(made.count(), 'referral')} {made.exclude(outcome='').count()} have an outcome." if made else ""
    figure = f"{some(number, 'request')} in the last 90 days, {referred} of them passed to somebody who helps"
    page = reverse("casework:totals")
    if not number:
        return Standing(State.NOT_MEASURED, figure, "The contact page offers it; nobody has asked yet.", page)
    return Standing(State.MET, figure, f"Each is a case with a clock.{became}", page)


def repairs(now: datetime) -> CaseQuerySet:
    """Repairs reported through the website in the last ninety days."""
    twice = Case.objects.filter(endings__outcome=Outcome.DUPLICATE, endings__reopened_at__isnull=True)
    return real(now - WINDOW, now).filter(way=Way.WEB, kind__in=MENDED).exclude(pk__in=twice.values("pk"))


@keeps(
    REPAIRS,
    NoParameters,
    label="Repairs reported online are counted",
    remedy="Tell people they can report online",
    signs=r"\bonline repairs?\b",
)
def repairs_are_counted(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """How many came through the website, of all that were told by any way."""
    number = repairs(now).count()
    every_way = real(now - WINDOW, now).filter(kind__in=MENDED).count()
    figure = f"{some(number, 'repair')} online of {every_way} by any way in the last 90 days"
    state = State.MET if number else State.NOT_MEASURED
    return Standing(state, figure, RULE, reverse("casework:totals"))


@keeps(
    ONLINE,
    NoParameters,
    label="Services can be used online without an account",
    remedy="Tell people what they can do online",
    signs=r"\bonline access\b",
)
def services_are_online(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """What residents did online: repairs, messages and requests."""
    number = repairs(now).count() + messages(now).count()
    figure = f"{some(number, 'time')} somebody did something online in the last 90 days"
    if not number:
        return Standing(
            State.NOT_MEASURED,
            figure,
            "Repairs, messages and following are open; nobody has come yet.",
            reverse("services:repairs"),
        )
    today = timezone.localdate(now)
    begun = [of_form(form, today - WINDOW, today) for form in Form]
    finished = " ".join(f"{row.form.label}: {row.of_hundred} of a hundred begun were sent." for row in begun if row.of_hundred)
    return Standing(
        State.MET,
        figure,
        f"Repairs, messages, a private call and following need no account and no script. {finished}".strip(),
        reverse("services:repairs"),
    )


@keeps(
    HOURS,
    NoParameters,
    label="Services can be used out of office hours",
    remedy="Tell people the website never shuts",
    signs=r"\bout (with|of|side) office hours\b",
)
def services_are_open_at_night(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """How many came while the office was shut."""
    cases = list(real(now - WINDOW, now).filter(way=Way.WEB))
    shut = [case for case in cases if out_of_hours(case)]
    figure = f"{len(shut)} of {some(len(cases), 'case')} through the website came out of office hours, last 90 days"
    state = State.MET if shut else State.NOT_MEASURED
    return Standing(state, figure, "Emergency numbers stand before the first question, at any hour.", reverse("services:repairs"))


def out_of_hours(case: Case) -> bool:
    """Whether it came while nobody was in."""
    year = timezone.localdate(case.received_at).year
    return not office_hours().is_open(case.received_at, working_calendar([year]))

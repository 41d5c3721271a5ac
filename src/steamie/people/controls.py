"""How this room keeps what a strategy asks of it: access, policies, and who only suggests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from steamie.evidence.in_force import office_title
from steamie.evidence.models import Event
from steamie.evidence.verbs import needing_an_office
from steamie.rules.access import access_quarter
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import noun, some, word_for
from steamie.rules.parameters import NoParameters, parameter
from steamie.rules.permissions import Act, Extent, Office, extent
from steamie.rules.standing import Standing, State

from .models import Departure, Policy
from .register import RegisterEntry, entries
from .verbs import Verb

WATCHED = timedelta(days=90)
GRACE_DAYS = 30  # of each quarter, to look at who has access


@dataclass(frozen=True, slots=True)
class OnePolicy:
    """A policy that everyone asked to must have read."""

    policy: PolicyKind = parameter("Policy")


@dataclass(frozen=True, slots=True)
class Policies:
    """The policies a risk is managed through."""

    policies: tuple[PolicyKind, ...] = parameter("Policies")


@dataclass(frozen=True, slots=True)
class OneOffice:
    """An office of the Association."""

    office: Office = parameter("Office")


@dataclass(frozen=True, slots=True)
class GrantedTo:
    """The team that access is granted to."""

    team: Office = parameter("Team")


@keeps(
    "access.by_office",
    label="Everything done has an office behind it",
    remedy="Look into what was done without an office",
    signs=r"\b(only|nobody)\b.*\b(authorised|permission|role|office)",
)
def acts_have_an_office_behind_them(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Nothing is done without an office to do it; attempts that were refused are counted."""
    recent = Event.objects.filter(at__gt=now - WATCHED, at__lte=now)
    acts = recent.filter(verb__in=needing_an_office(), actor__startswith="person:")
    bare, done = acts.filter(office="").count(), acts.count()
    refused = recent.filter(verb=Verb.REFUSE).count()
    book = reverse("evidence:record")
    link = f"{book}?verb={Verb.REFUSE}" if refused else book
    figure = f"{bare:,} of {some(done, 'act')} without an office, {some(refused, 'attempt')} refused"
    if bare:
        return Standing(State.BREACHED, figure, "Something was done by a person who held no office that day.", book)
    if not done + refused:
        return Standing(State.NOT_MEASURED, figure, "Nothing was done or refused in the last 90 days.", book)
    return Standing(State.MET, figure, "In 90 days everything done had an office behind it.", link)


@keeps(
    "policy.acknowledged",
    OnePolicy,
    label="Everyone asked has read a policy",
    remedy=lambda chosen: f"Have the {chosen.policy.label} read",
    signs=r"\b(data protection|ICT|IT|acceptable use) policy\b|\bcode of conduct\b|\bterms and conditions of employment\b",
)
def policy_is_acknowledged(clause: Clause, parameters: OnePolicy, now: datetime) -> Standing:
    """Everyone asked has read the policy in force."""
    return _acknowledged(parameters.policy, now)


@keeps(
    "access.two_steps",
    OnePolicy,
    label="People sign in with two steps, and have read a policy",
    remedy=lambda chosen: f"See who lacks a second factor or the {chosen.policy.label}",
    signs=r"\b(two|multi)[- ](step|factor)",
)
def two_steps_are_used(clause: Clause, parameters: OnePolicy, now: datetime) -> Standing:
    """Everyone asked has read the policy, and signs in with two factors where the office needs it."""
    read = _acknowledged(parameters.policy, now)
    guarded = [entry for entry in _holders(now) if entry.needs_second_factor]
    equipped = sum(entry.second_factor for entry in guarded)
    figure = f"{equipped} of {len(guarded)} {noun(len(guarded), 'uses', 'use')} two-step sign-in; {read.figure}"
    if equipped < len(guarded):
        why = f"{some(len(guarded) - equipped, 'person', 'people')} cannot reach the desk until they add a second factor."
        return Standing(worst(State.AT_RISK, read.state), figure, why, _everyone())
    return Standing(read.state, figure, read.reason, read.link)


@keeps(
    "access.ends_with_employment",
    OnePolicy,
    label="A leaver's access ends on their last day, and people have read a policy",
    remedy="See to leavers, and who has not read their terms",
    signs=r"\bleav(es?|ers?|ing)\b.*\b(access|accounts?)\b|\b(access|accounts?)\b.*\bleav(es?|ers?|ing)\b",
)
def leavers_are_cut_off(clause: Clause, parameters: OnePolicy, now: datetime) -> Standing:
    """Employees have read their terms, and leavers' access ended on their last day."""
    read = _acknowledged(parameters.policy, now)
    left = list(Departure.objects.filter(at__gt=now - timedelta(days=365), at__lte=now))
    late = [one for one in left if one.days_late]
    figure = f"{read.figure}; {some(len(left), 'leaver')} this year, {len(left) - len(late)} cut off by their last day"
    if late:
        slowest = max(one.days_late for one in late)
        why = f"The access of {some(len(late), 'leaver')} ended after their last day, by {some(slowest, 'day')} at most."
        return Standing(worst(State.AT_RISK, read.state), figure, why, _everyone())
    return Standing(read.state, figure, read.reason, read.link)


@keeps(
    "office.suggests_only",
    OneOffice,
    label="An office can read and suggest, and cannot publish",
    remedy=lambda chosen: (
        f"Look at who {'is on' if chosen.office is Office.COMMITTEE else 'is in'} the {office_title(chosen.office)}"
    ),
    signs=r"\b(committee|board|forum)\b.*\bsuggest",
)
def office_only_suggests(clause: Clause, parameters: OneOffice, now: datetime) -> Standing:
    """The members of an office can sign in, read and suggest, and cannot publish."""
    return _may_suggest_only(parameters.office, now)


@keeps(
    "access.granted_to",
    GrantedTo,
    label="Access is granted to a team, and looked at each quarter",
    remedy="Confirm who still needs access",
    signs=r"\baccess\b.*\b(granted|given|limited)\b",
)
def access_is_looked_at_each_quarter(clause: Clause, parameters: GrantedTo, now: datetime) -> Standing:
    """Every office in force is looked at once a quarter, and cover for the officer has an end date."""
    day = timezone.localdate(now)
    quarter = access_quarter(day)
    grants = [(entry, grant) for entry in _holders(now) for grant in entry.grants if grant.since < quarter.first]
    seen = sum(grant.pk in entry.looked_at for entry, grant in grants)
    figure = f"{seen} of {some(len(grants), 'office')} confirmed for {quarter.label}"
    if not grants:
        return Standing(State.NOT_MEASURED, figure, "No office was held before this quarter began.", _everyone())
    if seen == len(grants):
        return Standing(State.MET, figure, "Everyone who has access was looked at this quarter.", _everyone())
    if quarter.days_in(day) <= GRACE_DAYS:
        return Standing(State.AT_RISK, figure, f"Look at the rest by day {GRACE_DAYS} of the quarter.", _everyone())
    why = f"The quarter is {quarter.days_in(day)} days old and not every office has been looked at."
    return Standing(State.BREACHED, figure, why, _everyone())


@keeps(
    "policies.in_force",
    Policies,
    label="Several policies are in force and have been read",
    remedy=lambda chosen: f"Have the {word_for(len(chosen.policies))} policies read",
    signs=r"\bpolicies\b",
)
def policies_manage_the_risk(clause: Clause, parameters: Policies, now: datetime) -> Standing:
    """The gap list: all the policies named are in force, and read by everyone they are asked of."""
    named = set(parameters.policies)
    have = {policy.kind for policy in Policy.objects.current(timezone.localdate(now))} & named
    holders = _holders(now)
    asked = sum(kind in named for entry in holders for kind in entry.asked)
    gaps = sum(lapse.kind in named for entry in holders for lapse in entry.lapses)
    figure = f"{asked - gaps} of {some(asked, 'acknowledgement')} in order; {len(have)} of {len(named)} policies in force"
    if len(have) < len(named):
        missing = ", ".join(kind.label for kind in parameters.policies if kind not in have)
        return Standing(State.BREACHED, figure, f"Not on record: {missing}.", _policies())
    if gaps:
        why = f"{some(gaps, 'acknowledgement')} missing; those people cannot publish until they read the policy."
        return Standing(State.AT_RISK, figure, why, _policies())
    return Standing(
        State.MET, figure, f"All {word_for(len(named))} are in force and everyone has read what is asked of them.", _policies()
    )


def _acknowledged(kind: PolicyKind, now: datetime) -> Standing:
    link, holders = _policies(), _holders(now)
    asked = [entry for entry in holders if kind in entry.asked]
    if not any(policy.kind == kind for policy in Policy.objects.current(timezone.localdate(now))):
        return Standing(State.BREACHED, "0 versions on record", f"The {kind.label} is not on record here.", link)
    if not asked:
        return Standing(
            State.NOT_MEASURED, "0 of 0 have read it", "Nobody holds an office that is asked to read it.", _policies()
        )
    gaps = sum(any(lapse.kind is kind for lapse in entry.lapses) for entry in asked)
    figure = f"{len(asked) - gaps} of {len(asked)} {noun(len(asked), 'has', 'have')} read it"
    if gaps:
        why = f"{some(gaps, 'person', 'people')} must read the {kind.label}; their publishing rights wait until then."
        return Standing(State.AT_RISK, figure, why, link)
    return Standing(State.MET, figure, f"Everyone asked has acknowledged the {kind.label} in force.", link)


def _may_suggest_only(office: Office, now: datetime) -> Standing:
    link, members = _everyone(), [entry for entry in _holders(now) if office in entry.offices]
    publishing = [entry for entry in members if any(_publishes(office) for office in entry.offices)]
    figure = f"{some(len(members), 'member')} can suggest, {len(publishing)} of {len(members)} can publish"
    if not members:
        return Standing(
            State.AT_RISK, figure, f"Nobody of the {office_title(office)} has a sign-in yet. Invite them.", _everyone()
        )
    if publishing:
        why = f"A member of the {office_title(office)} also holds an office that can publish."
        return Standing(State.AT_RISK, figure, why, link)
    return Standing(State.MET, figure, f"The {office_title(office)} can read and suggest, and cannot publish.", link)


def _everyone() -> str:
    return reverse("people:everyone")


def _policies() -> str:
    return reverse("people:policies")


def _publishes(office: Office) -> bool:
    return extent(office, Act.APPROVE) is not Extent.NO


def _holders(now: datetime) -> list[RegisterEntry]:
    return [entry for entry in entries(timezone.localdate(now)) if entry.offices]


def worst(*states: State) -> State:
    """The state that needs attention most."""
    order = (State.BREACHED, State.AT_RISK, State.NOT_MEASURED, State.MET)
    return min(states, key=order.index)

"""How this room keeps its clauses: access (S-11, S-58), policies (S-14 to S-17, S-65), who only suggests (S-40, S-41)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.evidence.models import Event
from steamie.evidence.verbs import needing_an_office
from steamie.rules.access import access_quarter
from steamie.rules.acknowledgements import PolicyKind
from steamie.rules.counting import noun, some
from steamie.rules.permissions import Act, Extent, Office, extent
from steamie.rules.standing import Standing, State, keeps

from .models import Departure, Policy
from .register import Entry, entries
from .verbs import Verb

PEOPLE, POLICIES = "/desk/people/", "/desk/people/policies/"
WATCHED = timedelta(days=90)
GRACE_DAYS = 30  # of each quarter, to look at who has access


@keeps("S-11")
def acts_have_an_office_behind_them(now: datetime) -> Standing:
    """Nothing is done without an office to do it; attempts that were refused are counted."""
    recent = Event.objects.filter(at__gt=now - WATCHED, at__lte=now)
    acts = recent.filter(verb__in=needing_an_office(), actor__startswith="person:")
    bare, done = acts.filter(office="").count(), acts.count()
    refused = recent.filter(verb=Verb.REFUSE).count()
    link = "/desk/evidence/?verb=refuse" if refused else "/desk/evidence/"
    figure = f"{bare:,} of {some(done, 'act')} without an office, {some(refused, 'attempt')} refused"
    if bare:
        return Standing(State.BREACHED, figure, "Something was done by a person who held no office that day.", "/desk/evidence/")
    if not done + refused:
        return Standing(State.NOT_MEASURED, figure, "Nothing was done or refused in the last 90 days.", "/desk/evidence/")
    return Standing(State.MET, figure, "In 90 days everything done had an office behind it.", link)


@keeps("S-14")
def data_protection_is_acknowledged(now: datetime) -> Standing:
    """Everyone asked has read the Data Protection Policy in force."""
    return _acknowledged(PolicyKind.DATA_PROTECTION, now)


@keeps("S-15")
def ict_policy_is_followed(now: datetime) -> Standing:
    """Everyone asked has read the ICT Policy, and signs in with two factors where the office needs it."""
    read = _acknowledged(PolicyKind.ICT, now)
    guarded = [entry for entry in _holders(now) if entry.needs_second_factor]
    equipped = sum(entry.second_factor for entry in guarded)
    figure = f"{equipped} of {len(guarded)} {noun(len(guarded), 'uses', 'use')} two-step sign-in; {read.figure}"
    if equipped < len(guarded):
        why = f"{some(len(guarded) - equipped, 'person', 'people')} cannot reach the desk until they add a second factor."
        return Standing(worst(State.AT_RISK, read.state), figure, why, PEOPLE)
    return Standing(read.state, figure, read.reason, read.link)


@keeps("S-16")
def code_of_conduct_is_acknowledged(now: datetime) -> Standing:
    """Everyone asked has read the Code of Conduct in force."""
    return _acknowledged(PolicyKind.CONDUCT, now)


@keeps("S-17")
def leavers_are_cut_off(now: datetime) -> Standing:
    """Employees have read their terms, and leavers' access ended on their last day."""
    read = _acknowledged(PolicyKind.EMPLOYMENT, now)
    left = list(Departure.objects.filter(at__gt=now - timedelta(days=365), at__lte=now))
    late = [one for one in left if one.days_late]
    figure = f"{read.figure}; {some(len(left), 'leaver')} this year, {len(left) - len(late)} cut off by their last day"
    if late:
        slowest = max(one.days_late for one in late)
        why = f"The access of {some(len(late), 'leaver')} ended after their last day, by {some(slowest, 'day')} at most."
        return Standing(worst(State.AT_RISK, read.state), figure, why, PEOPLE)
    return Standing(read.state, figure, read.reason, read.link)


@keeps("S-40")
def committee_reads_and_suggests(now: datetime) -> Standing:
    """The Management Committee can sign in, read and suggest, and cannot publish."""
    return _may_suggest_only(Office.COMMITTEE, now)


@keeps("S-41")
def forum_suggests(now: datetime) -> Standing:
    """The Resident Forum can sign in and suggest, and cannot publish."""
    return _may_suggest_only(Office.FORUM, now)


@keeps("S-58")
def access_is_looked_at_each_quarter(now: datetime) -> Standing:
    """Every office in force is looked at once a quarter, and cover for the officer has an end date."""
    day = timezone.localdate(now)
    quarter = access_quarter(day)
    held = [(entry, grant) for entry in _holders(now) for grant in entry.grants if grant.since < quarter.first]
    seen = sum(grant.pk in entry.looked_at for entry, grant in held)
    figure = f"{seen} of {some(len(held), 'office')} confirmed for {quarter.label}"
    if not held:
        return Standing(State.NOT_MEASURED, figure, "No office was held before this quarter began.", PEOPLE)
    if seen == len(held):
        return Standing(State.MET, figure, "Everyone who has access was looked at this quarter.", PEOPLE)
    if quarter.days_in(day) <= GRACE_DAYS:
        return Standing(State.AT_RISK, figure, f"Look at the rest by day {GRACE_DAYS} of the quarter.", PEOPLE)
    why = f"The quarter is {quarter.days_in(day)} days old and not every office has been looked at."
    return Standing(State.BREACHED, figure, why, PEOPLE)


@keeps("S-65")
def four_policies_manage_the_risk(now: datetime) -> Standing:
    """The gap list: all four policies are in force, and read by everyone they are asked of."""
    in_force = Policy.objects.current(timezone.localdate(now))
    holders = _holders(now)
    asked, gaps = sum(len(entry.asked) for entry in holders), sum(len(entry.lapses) for entry in holders)
    figure = f"{asked - gaps} of {some(asked, 'acknowledgement')} in order; {len(in_force)} of 4 policies in force"
    if len(in_force) < len(PolicyKind):
        have = {policy.kind for policy in in_force}
        missing = ", ".join(kind.label for kind in PolicyKind if kind not in have)
        return Standing(State.BREACHED, figure, f"Not on record: {missing}.", POLICIES)
    if gaps:
        why = f"{some(gaps, 'acknowledgement')} missing; those people cannot publish until they read the policy."
        return Standing(State.AT_RISK, figure, why, POLICIES)
    return Standing(State.MET, figure, "All four are in force and everyone has read what is asked of them.", POLICIES)


def _acknowledged(kind: PolicyKind, now: datetime) -> Standing:
    holders = _holders(now)
    asked = [entry for entry in holders if kind in entry.asked]
    if not any(policy.kind == kind for policy in Policy.objects.current(timezone.localdate(now))):
        return Standing(State.BREACHED, "0 versions on record", f"The {kind.label} is not on record here.", POLICIES)
    if not asked:
        return Standing(State.NOT_MEASURED, "0 of 0 have read it", "Nobody holds an office that is asked to read it.", POLICIES)
    gaps = sum(any(lapse.kind is kind for lapse in entry.lapses) for entry in asked)
    figure = f"{len(asked) - gaps} of {len(asked)} {noun(len(asked), 'has', 'have')} read it"
    if gaps:
        why = f"{some(gaps, 'person', 'people')} must read the {kind.label}; their publishing rights wait until then."
        return Standing(State.AT_RISK, figure, why, POLICIES)
    return Standing(State.MET, figure, f"Everyone asked has acknowledged the {kind.label} in force.", POLICIES)


def _may_suggest_only(office: Office, now: datetime) -> Standing:
    members = [entry for entry in _holders(now) if office in entry.offices]
    publishing = [entry for entry in members if any(_publishes(held) for held in entry.offices)]
    figure = f"{some(len(members), 'member')} can suggest, {len(publishing)} of {len(members)} can publish"
    if not members:
        return Standing(State.AT_RISK, figure, f"Nobody of the {office.label} has a sign-in yet. Invite them.", PEOPLE)
    if publishing:
        why = f"A member of the {office.label} also holds an office that can publish."
        return Standing(State.AT_RISK, figure, why, PEOPLE)
    return Standing(State.MET, figure, f"The {office.label} can read and suggest, and cannot publish.", PEOPLE)


def _publishes(office: Office) -> bool:
    return extent(office, Act.APPROVE) is not Extent.NO


def _holders(now: datetime) -> list[Entry]:
    return [entry for entry in entries(timezone.localdate(now)) if entry.offices]


def worst(*states: State) -> State:
    """The state that needs attention most."""
    order = (State.BREACHED, State.AT_RISK, State.NOT_MEASURED, State.MET)
    return min(states, key=order.index)

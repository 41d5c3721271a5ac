"""How this room keeps its clauses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.rules.reviews import ReviewDue
from steamie.rules.standing import Standing, State, keeps

from . import due, formats, reading, unbuilt
from .document import CLAUSES, digest
from .models import Escalation

__all__ = ["unbuilt"]  # imported so that what is not built says so

NOTICE = timedelta(days=90)  # a committee agenda is set about a quarter ahead
DETAILS = ("name", "telephone", "email", "website", "regulator_number", "charity_number", "fca_number", "factor_number")


def _not_loaded() -> Standing:
    return Standing(State.BREACHED, "No strategy loaded", "Load the strategy: until then nothing can be held to it.")


@keeps("S-01")
def the_strategy_is_kept_whole(now: datetime) -> Standing:
    """The edition in force is the file that was loaded, with every clause."""
    try:
        edition, document = reading.edition(), reading.current()
    except reading.NotLoaded:
        return _not_loaded()
    figure = f"Edition {edition.number}, {len(document.clauses)} of {len(CLAUSES)} clauses"
    if digest(edition.source) != edition.digest:
        return Standing(State.BREACHED, figure, "The stored file no longer matches its fingerprint.", "/strategy/")
    return Standing(State.MET, figure, f"Loaded on {_day(edition.loaded_at)}, and unchanged since.", "/strategy/")


@keeps("S-02")
def the_review_is_in_time(now: datetime) -> Standing:
    """The review was due in September 2024, until a newer one is on record."""
    try:
        review, latest = due.now(timezone.localdate(now)), due.last_review()
    except reading.NotLoaded:
        return _not_loaded()
    standing = _review_standing(review, _late_since(review))
    if latest and standing.state is State.MET:
        reason = f"Reviewed on {_date(latest.held_on)}, but the paper still gives its old dates. Load the new edition."
        return Standing(State.AT_RISK, standing.figure, reason, "/desk/strategy/review/")
    return standing


@keeps("S-03")
def larger_print_is_offered(now: datetime) -> Standing:
    """The large print page and its stylesheet keep the clear print rules that can be checked."""
    try:
        checks = formats.large_print_checks(reading.current())
    except reading.NotLoaded:
        return _not_loaded()
    failed = [rule for rule, kept in checks.items() if not kept]
    figure = f"{len(checks) - len(failed)} of {len(checks)} large print rules kept"
    if failed:
        return Standing(State.BREACHED, figure, f"Not kept: {'; '.join(failed)}.", "/strategy/large-print/")
    return Standing(State.MET, figure, "On screen and as a PDF, for anyone, without asking.", "/strategy/large-print/")


@keeps("S-07")
def the_numbers_are_right(now: datetime) -> Standing:
    """What every page shows of the Association is what the strategy says."""
    association = reading.association()
    try:
        identity = reading.current().identity
    except reading.NotLoaded:
        return _not_loaded()
    if association is None:
        return Standing(State.BREACHED, f"0 of {len(DETAILS)} details", "The Association's details have not been entered.")
    wrong = [name for name in DETAILS if _bare(getattr(association, name)) != _bare(getattr(identity, name))]
    figure = f"{len(DETAILS) - len(wrong)} of {len(DETAILS)} details agree"
    if wrong:
        named = ", ".join(name.replace("_", " ") for name in wrong)
        return Standing(State.BREACHED, figure, f"The pages differ from the strategy in: {named}.", "/strategy/#S-07")
    return Standing(State.MET, figure, "Every page takes them from one record, which is as the strategy says.", "/strategy/#S-07")


@keeps("S-22")
def every_clause_can_be_reached(now: datetime) -> Standing:
    """Every clause has an address on the public page, and the contents list works."""
    try:
        unreachable, broken = formats.broken_anchors(reading.current())
    except reading.NotLoaded:
        return _not_loaded()
    figure = f"{len(CLAUSES) - len(unreachable)} of {len(CLAUSES)} clauses can be linked, {len(broken)} broken links"
    if unreachable or broken:
        return Standing(State.BREACHED, figure, f"Cannot be reached: {', '.join(unreachable + broken)}.", "/strategy/#contents")
    return Standing(State.MET, figure, "The contents list leads to every section.", "/strategy/#contents")


@keeps("S-80")
def the_first_review_was_held(now: datetime) -> Standing:
    """One year after implementation; an overdue review is brought to the committee."""
    today = timezone.localdate(now)
    try:
        first = due.first(today)
        held = due.last_review()
        overdue = due.now(today)
    except reading.NotLoaded:
        return _not_loaded()
    if first is None:
        return Standing(
            State.NOT_MEASURED,
            "",
            f"The paper does not give the day it was put into use. Record it, and the first review is timed.{_brought(overdue)}",
            "/desk/strategy/review/",
        )
    if held and first.due and held.held_on > first.due - timedelta(days=365):
        return Standing(State.MET, f"Held {_date(held.held_on)}", f"Minute {held.minute_reference}.", "/desk/strategy/review/")
    return _review_standing(first, first.basis)


@keeps("S-81")
def reviews_follow_every_three_years(now: datetime) -> Standing:
    """The next date is three years after the last approval."""
    try:
        review, latest = due.now(timezone.localdate(now)), due.last_review()
    except reading.NotLoaded:
        return _not_loaded()
    standing = _review_standing(review, review.basis)
    if latest and standing.state is State.MET:
        reason = f"{standing.reason} Minute {latest.minute_reference}."
        return Standing(State.MET, standing.figure, reason, standing.link)
    return standing


def _review_standing(review: ReviewDue, reason: str) -> Standing:
    link = "/desk/strategy/review/"
    if review.due is None:
        return Standing(State.NOT_MEASURED, "", review.reason, link)
    if review.overdue:
        figure = f"{review.days_overdue} day{'' if review.days_overdue == 1 else 's'} overdue"
        return Standing(State.BREACHED, figure, f"{reason}{_brought(review)}", link)
    state = State.AT_RISK if -review.days_overdue <= NOTICE.days else State.MET
    return Standing(state, f"Due {_date(review.due)}", reason, link)


def _late_since(review: ReviewDue) -> str:
    return f"It was due on {_date(review.due)}." if review.overdue else review.basis


def _brought(review: ReviewDue) -> str:
    row = Escalation.objects.filter(due=review.due).first() if review.overdue else None
    return f" Brought to the committee on {_day(row.at)}." if row else ""


def _bare(value: str) -> str:
    return value.removeprefix("https://").removeprefix("http://").rstrip("/").strip()


def _day(moment: datetime) -> str:
    return _date(timezone.localtime(moment))


def _date(day: object) -> str:
    return f"{day:%-d %B %Y}"

"""How this room keeps its clauses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from steamie.rules.counting import some
from steamie.rules.reviews import ReviewDue
from steamie.rules.risk import Level
from steamie.rules.standing import Standing, State, keeps

from . import due, formats, reading, references, risks, unbuilt
from .document import CLAUSES, Identity, digest
from .models import Association, Escalation
from .references import Reference
from .risks import Risk

__all__ = ["unbuilt"]  # imported so that what is not built says so

NOTICE = timedelta(days=90)  # a committee agenda is set about a quarter ahead
RISKS, REFERENCES = "/desk/strategy/risks/", "/desk/strategy/references/"
DETAILS = {
    "name": "name",
    "telephone": "telephone",
    "email": "e-mail",
    "website": "website",
    "regulator_number": "regulator number",
    "charity_number": "charity number",
    "fca_number": "FCA number",
    "factor_number": "factor number",
}


def details(association: Association | None, identity: Identity) -> list[tuple[str, str, str]]:
    """Each detail by its name: as our pages have it, and as the strategy does; addresses without what goes before them."""
    return [(label, _bare(getattr(association, name, "")), _bare(getattr(identity, name))) for name, label in DETAILS.items()]


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
    wrong = [name for name, ours, paper in details(association, identity) if ours != paper]
    figure = f"{len(DETAILS) - len(wrong)} of {len(DETAILS)} details agree"
    if wrong:
        return Standing(State.BREACHED, figure, f"The pages differ from the strategy in: {', '.join(wrong)}.", "/strategy/#S-07")
    return Standing(State.MET, figure, "Every page takes them from one record, which is as the strategy says.", "/strategy/#S-07")


@keeps("S-09")
def the_risks_are_scored(now: datetime) -> Standing:
    """Every risk of the strategy is scored within the year, and again after an incident."""
    try:
        register = risks.register(reading.current())
    except reading.NotLoaded:
        return _not_loaded()
    if not any(risk.latest for risk in register):
        reason = "No risk has been scored here. Meanwhile they stand in the Association's own risk register."
        return Standing(State.NOT_MEASURED, "", reason, RISKS)
    ready = [risk for risk in register if risk.in_order(now)]
    figure = f"{len(ready)} of {some(len(register), 'risk')} scored within the year"
    if struck := [risk for risk in register if risk.unanswered]:
        return Standing(State.BREACHED, figure, f"An incident asks for a new score: {_named(struck)}.", RISKS)
    if len(ready) < len(register):
        left = [risk for risk in register if risk not in ready]
        return Standing(State.AT_RISK, figure, f"Not scored within the year: {_named(left)}.", RISKS)
    return Standing(State.MET, figure, _trend(register), RISKS)


@keeps("S-18")
def oscr_s_guidance_is_at_hand(now: datetime) -> Standing:
    """The version that was read is on record, and its link works."""
    return _reference("S-18", now)


@keeps("S-19")
def gwsf_s_paper_is_at_hand(now: datetime) -> Standing:
    """The version that was read is on record, and its link works."""
    return _reference("S-19", now)


@keeps("S-22")
def every_clause_can_be_reached(now: datetime) -> Standing:
    """Every clause has an address on the public page, and the contents list works."""
    try:
        unreachable, broken = formats.broken_anchors(reading.current())
    except reading.NotLoaded:
        return _not_loaded()
    figure = f"{len(CLAUSES) - len(unreachable)} of {len(CLAUSES)} clauses can be linked, {some(len(broken), 'broken link')}"
    if unreachable or broken:
        return Standing(State.BREACHED, figure, f"Cannot be reached: {', '.join(unreachable + broken)}.", "/strategy/#contents")
    return Standing(State.MET, figure, "The contents list leads to every section.", "/strategy/#contents")


@keeps("S-62")
def the_risk_of_wrong_use_is_low(now: datetime) -> Standing:
    """The paper says the risk is low: so it must be scored, and scored again after an incident."""
    try:
        risk = risks.of(reading.current(), risks.WRONG_USE)
    except reading.NotLoaded:
        return _not_loaded()
    if risk.latest is None:
        reason = "The paper says this risk is low. Meanwhile nobody has scored it here, so nothing bears that out."
        return Standing(State.NOT_MEASURED, "", reason, RISKS)
    figure = f"{risk.latest.score.words}, on {_day(risk.latest.scored_at)}"
    if risk.unanswered:
        since = f"{some(len(risk.unanswered), 'incident')} since it was scored: score it again."
        return Standing(State.BREACHED, figure, since, RISKS)
    if risk.latest.score.level is not Level.LOW:
        return Standing(State.BREACHED, figure, "The paper says this risk is low. Bring it down, or change the paper.", RISKS)
    if risk.stale(now):
        return Standing(State.AT_RISK, figure, "It was scored more than a year ago.", RISKS)
    return Standing(State.MET, figure, "As low as the paper says, and nothing has happened since.", RISKS)


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


def _reference(clause: str, now: datetime) -> Standing:
    try:
        kept = references.one_of(reading.current(), clause)
    except reading.NotLoaded:
        return _not_loaded()
    if kept.version is None or not kept.address:
        reason = "Nobody has said where this document is on the web. Meanwhile the strategy names it."
        return Standing(State.NOT_MEASURED, "", reason, REFERENCES)
    if kept.check is None:
        return Standing(State.NOT_MEASURED, "", "The link has not been looked at. Meanwhile it is kept.", REFERENCES)
    figure = f"Last checked {_day(kept.check.at)}"
    if kept.broken:
        return _broken(kept, figure)
    if now - kept.check.at > references.STALE:
        return Standing(State.AT_RISK, figure, "The link has not been looked at for three weeks.", REFERENCES)
    read = f"Version “{kept.version.version}”, read on {_date(kept.version.read_on)}."
    if kept.unread(timezone.localdate(now)):
        return Standing(State.AT_RISK, figure, f"{read} Read it again: it may have changed.", REFERENCES)
    return Standing(State.MET, figure, f"The link works. {read}", REFERENCES)


def _broken(kept: Reference, figure: str) -> Standing:
    """Once may be a bad day; twice in a row is a broken link."""
    times = "once" if kept.failures == 1 else f"{kept.failures} times in a row"
    state = State.AT_RISK if kept.failures == 1 else State.BREACHED
    return Standing(state, figure, f"{kept.check.words} Tried {times}.", REFERENCES)


def _trend(register: list[Risk]) -> str:
    """How the scores moved since each risk was last scored."""
    moved = [(way, sum(risk.trend == way for risk in register)) for way in ("higher", "lower", "as before")]
    told = ", ".join(f"{number} {way}" for way, number in moved if number)
    return f"Since they were scored before: {told}." if told else "Each was scored for the first time."


def _named(register: list[Risk]) -> str:
    return ", ".join(risk.clause.id for risk in register)


def _review_standing(review: ReviewDue, reason: str) -> Standing:
    link = "/desk/strategy/review/"
    if review.due is None:
        return Standing(State.NOT_MEASURED, "", review.reason, link)
    if review.overdue:
        figure = f"{some(review.days_overdue, 'day')} overdue"
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

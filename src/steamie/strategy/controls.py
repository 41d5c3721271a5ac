"""How this room keeps its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse_lazy
from django.utils import timezone

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters, parameter
from steamie.rules.reviews import ReviewDue
from steamie.rules.risk import Level
from steamie.rules.standing import Standing, State, unstated

from . import due, formats, reading, references, risks
from .capabilities import EVERY_REVIEW, FIRST_REVIEW, IDENTITY, REFERENCE, ReferenceChecked, Years
from .document import Identity, digest
from .models import Association, Escalation
from .references import Reference
from .risks import Risk

NOTICE = timedelta(days=90)  # a committee agenda is set about a quarter ahead
RISKS, REFERENCES, REVIEW, PAPER, LARGE_PRINT = (
    reverse_lazy(name) for name in ("strategy:risks", "strategy:shelf", "strategy:review", "policy:page", "policy:large")
)
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


_REVIEW = "Hold the review, and record it"


@dataclass(frozen=True, slots=True)
class Format:
    """Another way to have the strategy."""

    name: str = parameter("Which format")

    def problems(self) -> Iterator[tuple[str, str]]:
        """Only large print can be checked here."""
        if self.name != formats.LARGE:
            yield "name", f"“{self.name}” cannot be checked here; “{formats.LARGE}” can."


@dataclass(frozen=True, slots=True)
class RiskNoHigher:
    """A risk of the strategy and how high it may be."""

    risk: str = parameter("The clause that names the risk")
    level: Level = parameter("No higher than")


def details(association: Association | None, identity: Identity) -> list[tuple[str, str, str]]:
    """Each detail the strategy gives: its name, as our pages have it, and as the strategy does; addresses bare."""
    return [
        (label, _bare(getattr(association, name, "")), _bare(getattr(identity, name)))
        for name, label in DETAILS.items()
        if getattr(identity, name)
    ]


def _not_loaded() -> Standing:
    return Standing(State.BREACHED, "No strategy loaded", "Load the strategy: until then nothing can be held to it.")


@keeps(
    "strategy.kept_whole",
    label="The strategy is kept whole",
    remedy="Load the strategy again",
    signs=r"\b(edition|version) of this (policy|strategy)\b",
)
def the_strategy_is_kept_whole(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """The edition in force is the file that was loaded, with every clause."""
    try:
        edition, document = reading.edition(), reading.current()
    except reading.NotLoaded:
        return _not_loaded()
    placed = len({number for section in document.sections for number in section.clauses})
    figure = f"Edition {edition.number}, {placed} of {len(document.clauses)} clauses"
    if digest(edition.source) != edition.digest or placed < len(document.clauses):
        return Standing(State.BREACHED, figure, "The stored edition no longer matches its fingerprint.", str(PAPER))
    return Standing(State.MET, figure, f"Loaded on {_day(edition.loaded_at)}, and unchanged since.", str(PAPER))


@keeps(
    "review.stated",
    label="The review the document names is held in time",
    remedy=_REVIEW,
    signs=r"\bnext (due for )?review|review date",
)
def the_review_is_in_time(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """The review is due on the day the document states, until a newer one is on record."""
    try:
        review, latest = due.now(timezone.localdate(now)), due.last_review()
    except reading.NotLoaded:
        return _not_loaded()
    standing = _review_standing(review, _late_since(review))
    if latest and standing.state is State.MET:
        reason = f"Reviewed on {_date(latest.held_on)}, but the paper still gives its old dates. Load the new edition."
        return Standing(State.AT_RISK, standing.figure, reason, str(REVIEW))
    return standing


@keeps(
    "format.available",
    Format,
    label="The strategy can be had in another format",
    remedy="Mend the large print",
    signs=r"\blarger? print\b",
)
def larger_print_is_offered(clause: Clause, parameters: Format, now: datetime) -> Standing:
    """The large print page and its stylesheet keep the clear print rules that can be checked."""
    try:
        checks = formats.large_print_checks(reading.current())
    except reading.NotLoaded:
        return _not_loaded()
    failed = [rule for rule, passed in checks.items() if not passed]
    figure = f"{len(checks) - len(failed)} of {len(checks)} large print rules kept"
    if failed:
        return Standing(State.BREACHED, figure, f"Not kept: {'; '.join(failed)}.", str(LARGE_PRINT))
    return Standing(State.MET, figure, "On screen and as a PDF, for anyone, without asking.", str(LARGE_PRINT))


@keeps(
    IDENTITY,
    label="Our details agree with the strategy",
    remedy="Put the Association's details right",
    signs=r"\bregistered (charity|number|office)\b|\btel(ephone)?: ",
)
def the_numbers_are_right(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """What every page shows of the Association is what the strategy says."""
    association = reading.association()
    try:
        compared = details(association, reading.current().identity)
    except reading.NotLoaded:
        return _not_loaded()
    if association is None:
        return Standing(State.BREACHED, f"0 of {len(compared)} details", "The Association's details have not been entered.")
    wrong = [name for name, ours, paper in compared if ours != paper]
    figure = f"{len(compared) - len(wrong)} of {len(compared)} details agree"
    if wrong:
        return Standing(
            State.BREACHED, figure, f"The pages differ from the strategy in: {', '.join(wrong)}.", f"{PAPER}#{clause.id}"
        )
    return Standing(
        State.MET, figure, "Every page takes them from one record, which is as the strategy says.", f"{PAPER}#{clause.id}"
    )


@keeps(
    "risks.scored",
    label="The risks are scored within the year",
    remedy="Score the risks",
    signs=r"\brisk register\b|\brisks?\b.*\bscored\b",
)
def the_risks_are_scored(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Every risk of the strategy is scored within the year, and again after an incident."""
    try:
        register = risks.register(reading.current())
    except reading.NotLoaded:
        return _not_loaded()
    if not any(risk.latest for risk in register):
        reason = "No risk has been scored here. Meanwhile they stand in the Association's own risk register."
        return Standing(State.NOT_MEASURED, "", reason, str(RISKS))
    ready = [risk for risk in register if risk.in_order(now)]
    figure = f"{len(ready)} of {some(len(register), 'risk')} scored within the year"
    if struck := [risk for risk in register if risk.unanswered]:
        return Standing(State.BREACHED, figure, f"An incident asks for a new score: {_named(struck)}.", str(RISKS))
    if len(ready) < len(register):
        left = [risk for risk in register if risk not in ready]
        return Standing(State.AT_RISK, figure, f"Not scored within the year: {_named(left)}.", str(RISKS))
    return Standing(State.MET, figure, _trend(register), str(RISKS))


@keeps(
    REFERENCE,
    ReferenceChecked,
    label="A document the strategy names is at hand",
    remedy=lambda chosen: f"Look at the link to {chosen.name or 'what the strategy names'}",
    signs=r"\bguidance (from|by|of)\b|\bcode of practice\b",
)
def reference_is_at_hand(clause: Clause, parameters: ReferenceChecked, now: datetime) -> Standing:
    """The version that was read is on record, and its link works."""
    try:
        reference = references.one_of(reading.current(), clause.id)
    except reading.NotLoaded:
        return _not_loaded()
    except LookupError:
        return Standing(State.NOT_MEASURED, "", "The strategy does not list this clause among its references.", str(REFERENCES))
    return _reference(reference, now)


@keeps(
    "contents.linked",
    label="Every clause can be reached from the contents",
    remedy="Mend the contents list",
    signs=r"\btable of contents\b",
)
def every_clause_can_be_reached(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Every clause has an address on the public page, and the contents list works."""
    try:
        every = reading.current().clauses
        unreachable, broken = formats.broken_anchors(reading.current())
    except reading.NotLoaded:
        return _not_loaded()
    figure = f"{len(every) - len(unreachable)} of {len(every)} clauses can be linked, {some(len(broken), 'broken link')}"
    if unreachable or broken:
        return Standing(State.BREACHED, figure, f"Cannot be reached: {', '.join(unreachable + broken)}.", f"{PAPER}#contents")
    return Standing(State.MET, figure, "The contents list leads to every section.", f"{PAPER}#contents")


@keeps(
    "risk.no_higher",
    RiskNoHigher,
    label="A risk is no higher than the strategy says",
    remedy="Score the risk again",
    signs=r"\brisk\b.*\b(low|medium|high)\b",
)
def the_risk_is_no_higher(clause: Clause, parameters: RiskNoHigher, now: datetime) -> Standing:
    """The paper says how high the risk is: so it must be scored, and scored again after an incident."""
    try:
        risk = risks.of(reading.current(), parameters.risk)
    except reading.NotLoaded:
        return _not_loaded()
    except LookupError:
        return Standing(State.NOT_MEASURED, "", f"The strategy does not list {parameters.risk} among its risks.", str(RISKS))
    if risk.latest is None:
        level = parameters.level.lower()
        reason = f"The paper says this risk is {level}. Meanwhile nobody has scored it here, so nothing bears that out."
        return Standing(State.NOT_MEASURED, "", reason, str(RISKS))
    figure = f"{risk.latest.score.words}, on {_day(risk.latest.scored_at)}"
    if risk.unanswered:
        since = f"{some(len(risk.unanswered), 'incident')} since it was scored: score it again."
        return Standing(State.BREACHED, figure, since, str(RISKS))
    if _higher(risk.latest.score.level, parameters.level):
        words = f"The paper says this risk is {parameters.level.lower()}. Bring it down, or change the paper."
        return Standing(State.BREACHED, figure, words, str(RISKS))
    if risk.stale(now):
        return Standing(State.AT_RISK, figure, "It was scored more than a year ago.", str(RISKS))
    return Standing(State.MET, figure, "As low as the paper says, and nothing has happened since.", str(RISKS))


@keeps(FIRST_REVIEW, Years, label="A first review after implementation", remedy=_REVIEW, signs=r"\b(first|initial) review")
def the_first_review_was_held(clause: Clause, parameters: Years, now: datetime) -> Standing:
    """So many years after implementation; an overdue review is brought to the committee."""
    if parameters.years is None:
        return unstated("when the first review is held", str(REVIEW))
    today = timezone.localdate(now)
    try:
        first = due.first(today)
        review = due.last_review()
        overdue = due.now(today)
    except reading.NotLoaded:
        return _not_loaded()
    if first is None:
        return Standing(
            State.NOT_MEASURED,
            "",
            f"The paper does not give the day it was put into use. Record it, and the first review is timed.{_brought(overdue)}",
            str(REVIEW),
        )
    if review and first.due and review.held_on > first.due - timedelta(days=365):
        return Standing(State.MET, f"Held {_date(review.held_on)}", f"Minute {review.minute_reference}.", str(REVIEW))
    return _review_standing(first, first.basis)


@keeps(
    EVERY_REVIEW,
    Years,
    label="Reviewed every so many years",
    remedy=_REVIEW,
    signs=r"review(s|ed)?\b.*\b(every|annual(ly)?|yearly|years?)\b|\b(annual|yearly)\b.*\breview",
)
def reviews_follow(clause: Clause, parameters: Years, now: datetime) -> Standing:
    """The next date is so many years after the last approval."""
    if parameters.years is None:
        return unstated("how often it is reviewed", str(REVIEW))
    try:
        review, latest = due.now(timezone.localdate(now)), due.last_review()
    except reading.NotLoaded:
        return _not_loaded()
    standing = _review_standing(review, review.basis)
    if latest and standing.state is State.MET:
        reason = f"{standing.reason} Minute {latest.minute_reference}."
        return Standing(State.MET, standing.figure, reason, standing.link)
    return standing


def _reference(reference: Reference, now: datetime) -> Standing:
    if reference.version is None or not reference.address:
        reason = "Nobody has said where this document is on the web. Meanwhile the strategy names it."
        return Standing(State.NOT_MEASURED, "", reason, str(REFERENCES))
    if reference.check is None:
        return Standing(State.NOT_MEASURED, "", "The link has not been looked at. Meanwhile it is kept.", str(REFERENCES))
    figure = f"Last checked {_day(reference.check.at)}"
    if reference.broken:
        return _broken(reference, figure)
    if reference.stale(now):
        return Standing(State.AT_RISK, figure, f"The link has not been looked at for three {reference.each}s.", str(REFERENCES))
    read = f"Version “{reference.version.version}”, read on {_date(reference.version.read_on)}."
    if reference.unread(timezone.localdate(now)):
        return Standing(State.AT_RISK, figure, f"{read} Read it again: it may have changed.", str(REFERENCES))
    return Standing(State.MET, figure, f"The link works. {read}", str(REFERENCES))


def _broken(reference: Reference, figure: str) -> Standing:
    """Once may be a bad day; twice in a row is a broken link."""
    times = "once" if reference.failures == 1 else f"{reference.failures} times in a row"
    state = State.AT_RISK if reference.failures == 1 else State.BREACHED
    answer = reference.check.words if reference.check else ""
    return Standing(state, figure, f"{answer} Tried {times}.", str(REFERENCES))


def _higher(level: Level, most: Level) -> bool:
    order = list(Level)
    return order.index(level) > order.index(most)


def _trend(register: list[Risk]) -> str:
    """How the scores moved since each risk was last scored."""
    moved = [(way, sum(risk.trend == way for risk in register)) for way in ("higher", "lower", "as before")]
    changes = ", ".join(f"{number} {way}" for way, number in moved if number)
    return f"Since they were scored before: {changes}." if changes else "Each was scored for the first time."


def _named(register: list[Risk]) -> str:
    return ", ".join(risk.clause.id for risk in register)


def _review_standing(review: ReviewDue, reason: str) -> Standing:
    link = str(REVIEW)
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
    row = Escalation.objects.filter(due=review.due).first() if review.overdue and review.due else None
    return f" Brought to the committee on {_day(row.at)}." if row else ""


def _bare(value: str) -> str:
    return value.removeprefix("https://").removeprefix("http://").rstrip("/").strip()


def _day(moment: datetime) -> str:
    return _date(timezone.localtime(moment))


def _date(day: object) -> str:
    return f"{day:%-d %B %Y}"

"""A list of tenancies as a landlord's own system writes it: its columns, its rows read, and what it changes in what is held.

Nothing is taken from a row that cannot be read; it is named with its number and the reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from .tenancy_columns import LABELS, NEEDED
from .written_days import day as written_day
from .written_languages import tag_of

LONGEST = {"reference": 40, "number": 40, "name": 160, "address": 300, "postcode": 10, "email": 254, "phone": 40, "language": 40}


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody in one row of the list."""

    row: int
    reference: str
    name: str
    address: str
    postcode: str
    number: str = ""
    born: date | None = None
    since: date | None = None
    until: date | None = None
    email: str = ""
    phone: str = ""
    language: str = ""  # its tag

    @property
    def key(self) -> tuple[str, ...]:
        """The same for the same person: the landlord's number, else name and date of birth."""
        return (self.number,) if self.number else (plain(self.name), str(self.born or ""))


@dataclass(frozen=True, slots=True)
class HeldPerson:
    """Somebody on a tenancy as it is held."""

    pk: int
    name: str
    number: str = ""
    born: date | None = None
    email: str = ""
    phone: str = ""
    since: date | None = None
    until: date | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class HeldTenancy:
    """A tenancy as it is held, with everybody who was ever on it."""

    pk: int
    reference: str
    address: str
    postcode: str
    since: date | None = None
    until: date | None = None
    people: tuple[HeldPerson, ...] = ()


class ChangeKind(StrEnum):
    """What taking the list does."""

    NEW = "new tenancy"
    JOINS = "joins a tenancy"
    CORRECTED = "corrected"
    LEAVES = "moves out"
    ENDS = "tenancy ends"


class DoubtKind(StrEnum):
    """What the list leaves in doubt. The row is left out, or taken with a word of warning."""

    UNREADABLE = "cannot be read"
    TWICE = "the same person twice"
    TWO_HOMES = "on two tenancies at once"
    LANGUAGE = "a language we do not know"


@dataclass(frozen=True, slots=True)
class RowDoubt:
    """A row that is left out, or looked at."""

    kind: DoubtKind
    row: int
    words: str
    left_out: bool = True


@dataclass(frozen=True, slots=True)
class ListChange:
    """One thing that will be otherwise, in words for whoever looks before it is taken."""

    kind: ChangeKind
    reference: str
    words: str


@dataclass(frozen=True, slots=True)
class TenancyPlan:
    """What becomes of one tenancy. ``held`` is None for a new one."""

    reference: str
    held: HeldTenancy | None = None
    corrected: ListedPerson | None = None  # a row whose address and postcode are taken
    joins: tuple[ListedPerson, ...] = ()
    changed: tuple[tuple[HeldPerson, ListedPerson], ...] = ()
    leaves: tuple[tuple[HeldPerson, date], ...] = ()
    ends: date | None = None
    begins_again: bool = False
    changes: tuple[ListChange, ...] = ()

    @property
    def does_something(self) -> bool:
        """Whether anything will be otherwise."""
        return bool(self.changes)

    def saying(self, kind: ChangeKind, words: str, **fields: Any) -> TenancyPlan:
        """The plan with one change more; ``fields`` are what it takes."""
        return replace(self, changes=(*self.changes, ListChange(kind, self.reference, words)), **fields)


def plain(words: str) -> str:
    """A name as it is compared: small letters, without marks between them."""
    return re.sub(r"[^\w]+", " ", words.casefold()).strip()


def read_rows(
    lines: Mapping[int, Sequence[str]], columns: Mapping[str, int], *, month_first: bool = False
) -> tuple[list[ListedPerson], list[RowDoubt]]:
    """Everybody in the rows, and every row that cannot be read, with the reason."""
    people, doubts = [], []
    for row, cells in lines.items():
        written = {code: " ".join(cells[place].split()) if place < len(cells) else "" for code, place in columns.items()}
        try:
            person = _person(row, written, month_first=month_first)
            people += [person, *_joint(person, written.get("joint", ""))]
        except ValueError as problem:
            doubts.append(RowDoubt(DoubtKind.UNREADABLE, row, str(problem)))
            continue
        if (language := written.get("language", "")) and not person.language:
            words = f"“{language}” is no language of ours, so letters to {person.name} are in English."
            doubts.append(RowDoubt(DoubtKind.LANGUAGE, row, words, left_out=False))
    return people, doubts


def _joint(person: ListedPerson, name: str) -> list[ListedPerson]:
    """Who is named beside the tenant in one row: of them nothing but the name is known."""
    named = name[: LONGEST["name"]]
    return [replace(person, name=named, number="", born=None, email="", phone="", language="")] if named else []


def _person(row: int, written: Mapping[str, str], *, month_first: bool) -> ListedPerson:
    missing = [LABELS[code].lower() for code in NEEDED if not written.get(code)]
    if missing:
        raise ValueError(f"It has no {' and no '.join(missing)}.")
    days = {code: _day(written.get(code, ""), LABELS[code], month_first=month_first) for code in ("born", "since", "until")}
    if days["since"] and days["until"] and days["until"] < days["since"]:
        raise ValueError("It moves out before it moves in.")
    street = " ".join(filter(None, (written.get("house", ""), written["address"])))
    whole = dict(written) | {
        "name": " ".join(filter(None, (written.get("first_name", ""), written["name"]))),
        "address": ", ".join(filter(None, (street, written.get("address_2", ""), written.get("town", "")))),
        "reference": written["reference"].upper(),
        "postcode": written["postcode"].upper(),
    }
    for code, longest in LONGEST.items():
        if len(whole.get(code, "")) > longest:
            raise ValueError(f"Its {LABELS[code].lower()} has more than {longest} characters.")
    whole["language"] = tag_of(whole.get("language", ""))
    return ListedPerson(
        row=row,
        **{code: whole.get(code, "") for code in LONGEST},
        born=days["born"],
        since=days["since"],
        until=days["until"],
    )


def _day(written: str, label: str, *, month_first: bool) -> date | None:
    if not written:
        return None
    try:
        return written_day(written, month_first=month_first)
    except ValueError as problem:
        raise ValueError(f"{label}: {problem}") from None


def compare(
    people: Iterable[ListedPerson], held: Mapping[str, HeldTenancy], *, today: date, complete: bool
) -> tuple[list[TenancyPlan], list[RowDoubt]]:
    """What taking the list does, tenancy by tenancy, and what is in doubt. ``complete``: who is not on it has moved out."""
    groups: dict[str, list[ListedPerson]] = defaultdict(list)
    doubts: list[RowDoubt] = []
    for person in people:
        same = next((other for other in groups[person.reference] if _same_row(other, person)), None)
        if same:
            doubts.append(
                RowDoubt(DoubtKind.TWICE, person.row, f"{person.name}, {person.reference}, stands in row {same.row} too.")
            )
        else:
            groups[person.reference].append(person)
    doubts += _in_two_homes(groups, today)
    plans = [_plan(reference, rows, held.get(reference), today, complete) for reference, rows in groups.items()]
    if complete:
        plans += [_ended(tenancy, today) for reference, tenancy in held.items() if reference not in groups]
    return [plan for plan in plans if plan.does_something], doubts


def _same_row(one: ListedPerson, other: ListedPerson) -> bool:
    return one.key == other.key or (plain(one.name) == plain(other.name) and one.born == other.born)


def _in_two_homes(groups: Mapping[str, Sequence[ListedPerson]], today: date) -> Iterator[RowDoubt]:
    """Somebody who is on two tenancies today by a number, or by name and date of birth: it may be right, and is said."""
    homes: dict[tuple[str, ...], ListedPerson] = {}
    for person in (person for rows in groups.values() for person in rows if not _is_over(person.until, today)):
        if not person.number and person.born is None:
            continue
        first = homes.setdefault(person.key, person)
        if first is not person:
            words = f"{person.name} is on {first.reference} (row {first.row}) and on {person.reference}."
            yield RowDoubt(DoubtKind.TWO_HOMES, person.row, words, left_out=False)


def _is_over(until: date | None, today: date) -> bool:
    return until is not None and until < today


def _plan(reference: str, rows: Sequence[ListedPerson], held: HeldTenancy | None, today: date, complete: bool) -> TenancyPlan:
    plan = TenancyPlan(reference, held)
    if held is None:
        return _begun(plan, rows, today)
    plan = _home_corrected(plan, held, rows, today)
    left = [person for person in held.people if person.until is None or any(_is_same(person, row) for row in rows)]
    for row in rows:
        match = next((person for person in left if _is_same(person, row)), None) or _renamed(left, rows, row)
        if match is None:
            plan = _joined(plan, row, today)
            continue
        left.remove(match)
        plan = _met(plan, match, row)
    for person in left:
        if complete and person.until is None:
            plan = _left(plan, person, today, "is not on the list any more")
    return plan


def _begun(plan: TenancyPlan, rows: Sequence[ListedPerson], today: date) -> TenancyPlan:
    """A tenancy that we do not hold. One that is over already is nobody's any more, and is not begun."""
    living = tuple(row for row in rows if not _is_over(row.until, today))
    if not living:
        return plan
    joint = f", {len(living)} joint tenants" if len(living) > 1 else ""
    return plan.saying(ChangeKind.NEW, f"{' and '.join(row.name for row in living)}{joint}", joins=living)


def _home_corrected(plan: TenancyPlan, held: HeldTenancy, rows: Sequence[ListedPerson], today: date) -> TenancyPlan:
    now, then = (rows[0].address, rows[0].postcode), (held.address, held.postcode)
    if now != then:
        plan = plan.saying(ChangeKind.CORRECTED, f"{', '.join(then)} becomes {', '.join(now)}", corrected=rows[0])
    if held.until and any(not _is_over(row.until, today) for row in rows):
        plan = plan.saying(ChangeKind.NEW, "had ended, and is on the list again", begins_again=True)
    return plan


def _is_same(person: HeldPerson, row: ListedPerson) -> bool:
    if person.number and row.number:
        return person.number == row.number
    return plain(person.name) == plain(row.name) and (person.born == row.born or None in (person.born, row.born))


def _renamed(left: Sequence[HeldPerson], rows: Sequence[ListedPerson], row: ListedPerson) -> HeldPerson | None:
    """Somebody with another name and the same date of birth, or the other way round, whom no other row means."""
    free = [person for person in left if not any(_is_same(person, other) for other in rows)]
    alike = [person for person in free if (person.born and person.born == row.born) or plain(person.name) == plain(row.name)]
    return alike[0] if len(alike) == 1 else None


def _joined(plan: TenancyPlan, row: ListedPerson, today: date) -> TenancyPlan:
    if _is_over(row.until, today):
        return plan  # came and went between two lists
    return plan.saying(ChangeKind.JOINS, row.name, joins=(*plan.joins, row))


def _met(plan: TenancyPlan, person: HeldPerson, row: ListedPerson) -> TenancyPlan:
    """The same person in both: what is corrected, and whether they have moved out."""
    if differences := list(_differences(person, row)):
        words = f"{person.name}: {'; '.join(differences)}"
        plan = plan.saying(ChangeKind.CORRECTED, words, changed=(*plan.changed, (person, row)))
    if row.until and row.until != person.until:
        plan = _left(plan, person, row.until, f"to {row.until:%-d %B %Y}")
    return plan


def _differences(person: HeldPerson, row: ListedPerson) -> Iterator[str]:
    """An empty cell says nothing, and takes nothing away."""
    if row.name != person.name:
        yield f"is called {row.name}"
    if row.born and row.born != person.born:
        yield "another date of birth"
    for code in ("number", "email", "phone", "language"):
        if getattr(row, code) and getattr(row, code) != getattr(person, code):
            yield f"another {LABELS[code].lower()}"
    if person.until and row.until is None:
        yield "is back"


def _left(plan: TenancyPlan, person: HeldPerson, day: date, why: str) -> TenancyPlan:
    return plan.saying(ChangeKind.LEAVES, f"{person.name}, {why}", leaves=(*plan.leaves, (person, day)))


def _ended(tenancy: HeldTenancy, today: date) -> TenancyPlan:
    plan = TenancyPlan(tenancy.reference, tenancy)
    return plan if tenancy.until else plan.saying(ChangeKind.ENDS, "is not on the list any more", ends=today)

"""The board's lines: each clause as it stands, what to say of it in little room, and where its figure leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.rules.clauses import Clause
from steamie.rules.permissions import Act
from steamie.rules.standing import State

from .document import Document, Section
from .models import ClauseStanding
from .standing import remedy, shown_for, worst_first

ORDER = [State.BREACHED, State.AT_RISK, State.MET, State.NOT_MEASURED]
ONLY_WHERE_THERE_ARE = [State.UNSTATED, State.READING]  # most strategies have none, and need no count of none
TONES = {State.BREACHED: "bad", State.AT_RISK: "warn", State.MET: "good"}
ICONS = {
    State.BREACHED: "bad",
    State.AT_RISK: "warn",
    State.MET: "check",
    State.NOT_MEASURED: "help",
    State.UNSTATED: "help",
    State.READING: "eye",
}
NUMBER = re.compile(r"^[A-Za-z]+[-.]?0*(?=\d)")  # what stands before the figure of “S-07”
NOTHING = re.compile(r"0 (?!of [1-9])")  # “0 stops” and “0 of 0 …” count no row; “0 of 12 …” looks at twelve
FIRST_SENTENCE = re.compile(r"(?<=[.!?]) ")
MOST_FIXES = 6  # things to do that are shown at once
TROUBLE = (State.BREACHED, State.AT_RISK)
PAGES = {
    "people:everyone": Act.READ_PEOPLE,
    "website_desk:feedback": Act.EDIT_WEBSITE,
    "evidence:record": Act.READ_LOG,
    "suggestions_desk:queue": Act.SUGGEST,
    "publishing:stop": Act.WITHDRAW,
    "calendar:words": Act.PLAN,
    "wording:phrases": Act.READ_MEASURES,
}
"""The names of pages that not everyone who reads the board may open, with all below them, and what it takes."""


class BoardReader:
    """Someone who reads the board, and the pages open to them."""

    def __init__(self, person: Person) -> None:
        self.sees_people = ruling(person, Act.READ_PEOPLE).allowed
        own = Act.READ_LOG
        self._open = {reverse(page): ruling(person, act, own=act is own).allowed for page, act in PAGES.items()}

    def may_open(self, link: str) -> bool:
        """Whether the page behind a link will let them in."""
        nearest = max((page for page in self._open if link.startswith(page)), key=len, default="")
        return bool(link) and self._open.get(nearest, True)

    def may_name(self, clause: Clause) -> bool:
        """Whether the rows behind a clause's figure may be called by the names of persons."""
        shown = shown_for(clause)
        return self.sees_people or not (shown and shown.people)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One clause on the board."""

    clause: Clause
    standing: ClauseStanding
    reader: BoardReader

    @property
    def state(self) -> State:
        """How it stands."""
        return State(self.standing.state)

    @property
    def tone(self) -> str:
        """The colour and shape of its square."""
        return TONES.get(self.state, "none")

    @property
    def number(self) -> str:
        """74 for S-74; 3.2.1 as it is."""
        return NUMBER.sub("", self.clause.id)

    @property
    def brief(self) -> str:
        """What stands under the figure: why it is in trouble, or what is not measured; nothing while all is well."""
        return "" if self.state is State.MET and self.standing.figure else self.standing.reason

    @property
    def link(self) -> str:
        """Where its figure leads: to its rows, to the page that shows them, or to the clause itself."""
        about = reverse("strategy:clause", args=[self.clause.id])
        page = self.standing.link if self.reader.may_open(self.standing.link) else ""
        shown = shown_for(self.clause)
        if self._has_rows and not (page and shown and shown.page_first):
            return f"{about}#rows"
        return page or about

    @property
    def _has_rows(self) -> bool:
        figure = self.standing.figure
        return bool(figure) and not NOTHING.match(figure) and shown_for(self.clause) is not None

    @property
    def link_words(self) -> str:
        """What the link promises."""
        if self.link.endswith("/#rows"):
            return "See the rows"
        return "About it" if self.link.startswith(reverse("strategy:clause", args=[self.clause.id])) else "See the page"


@dataclass(frozen=True, slots=True)
class Count:
    """How many clauses stand so."""

    state: State
    number: int

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return TONES.get(self.state, "none")

    @property
    def icon(self) -> str:
        """The sign on its chip."""
        return ICONS[self.state]


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to do, and every clause it would put right."""

    words: str
    lines: tuple[BoardLine, ...]

    @property
    def link(self) -> str:
        """Where it is done; for those who may not, what is known of it."""
        first = self.lines[0]
        return first.standing.link if first.reader.may_open(first.standing.link) else first.link

    @property
    def state(self) -> State:
        """How the worst of them stands."""
        return self.lines[0].state

    @property
    def brief(self) -> str:
        """The figure of the worst of them; its reason's first sentence where it has none."""
        worst = self.lines[0].standing
        words = worst.figure.partition(";")[0] or in_short(worst.reason)[0]
        return words if words.endswith(".") else f"{words}."


def lines(document: Document, person: Person) -> list[BoardLine]:
    """Every clause as it was last measured."""
    reader, rows = BoardReader(person), {row.clause: row for row in ClauseStanding.objects.all()}
    return [BoardLine(clause, rows.get(clause.id) or unmeasured(clause.id), reader) for clause in document.clauses]


def unmeasured(number: str) -> ClauseStanding:
    """How a clause stands before it was ever measured."""
    reason = "Not measured yet. Press “Measure now”."
    return ClauseStanding(clause=number, state=State.NOT_MEASURED, reason=reason, measured_at=datetime.min, since=datetime.min)


def tally(shown: list[BoardLine]) -> list[Count]:
    """How many stand so, the worst first."""
    counts = [Count(state, sum(line.state is state for line in shown)) for state in ORDER + ONLY_WHERE_THERE_ARE]
    return [count for count in counts if count.number or count.state in ORDER]


def in_short(reason: str) -> tuple[str, str]:
    """The first sentence of a reason, and the rest of it."""
    first_sentence, *rest = FIRST_SENTENCE.split(reason, maxsplit=1)
    return first_sentence, " ".join(rest)


def in_words(shown: list[BoardLine]) -> str:
    """``6 off track, 2 to watch, 49 on track``: only what there is of."""
    words = {State.BREACHED: "off track", State.AT_RISK: "to watch", State.MET: "on track"}
    standings = [f"{count.number} {words.get(count.state, count.state.label.lower())}" for count in tally(shown) if count.number]
    return ", ".join(standings)


def groups(document: Document, shown: list[BoardLine]) -> list[tuple[Section, list[BoardLine]]]:
    """The lines under the headings of the paper; a heading without lines is left out."""
    by_clause = {line.clause.id: line for line in shown}
    by_section = [
        (section, [by_clause[n] for n in _in_order(document, section) if n in by_clause]) for section in document.sections
    ]
    return [(section, inside) for section, inside in by_section if inside]


def _in_order(document: Document, section: Section) -> list[str]:
    """The clauses of a section in the order of the document's own list."""
    inside = set(section.clauses)
    return [clause.id for clause in document.clauses if clause.id in inside]


def first(shown: list[BoardLine]) -> list[Fix]:
    """What to put right first: a few things to do, the worst and longest-standing first."""
    by_clause = {line.clause.id: line for line in shown if line.state in TROUBLE}
    by_action: dict[str, list[BoardLine]] = {}
    for standing in worst_first([line.standing for line in by_clause.values()]):
        line = by_clause[standing.clause]
        by_action.setdefault(remedy(line.clause), []).append(line)
    return [Fix(words, tuple(inside)) for words, inside in by_action.items()][:MOST_FIXES]

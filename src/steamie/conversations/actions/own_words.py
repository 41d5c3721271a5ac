"""Adding words to what raises a comment, and taking them out. What was raised by them stays where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from steamie.conversations.clauses import ANSWERED
from steamie.conversations.models import OwnWords
from steamie.conversations.urgency import LABELS, WITHOUT_CLOCK
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

RAISES = {code: label for code, label in LABELS.items() if code not in WITHOUT_CLOCK}  # kinds that wait for somebody
SHORTEST, MOST = 3, 100  # letters of a phrase, and phrases of one row
SIGNS = frozenset(",|~+")  # they mean something in the lists, and nothing in a phrase


@dataclass(frozen=True, slots=True)
class NewWords:
    """What is to be added."""

    phrases: str
    primary: str
    to_do: str = ""
    not_to_do: str = ""


@action()
def add_words(*, words: NewWords, by: Person, at: datetime | None = None) -> OwnWords:
    """Add words. From now on whoever writes them is raised; nothing is ever lowered by them."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    row = OwnWords(phrases=words.phrases.strip(), primary=words.primary, at=moment, by=by)
    row.to_do, row.not_to_do = words.to_do.strip()[:300], words.not_to_do.strip()[:300]
    if problems := _problems(row):
        raise NotReady(problems)
    row.save()
    facts = {"as": row.primary, "how_many": len(row.listed)}
    record(by=by, verb=Verb.ADD_OWN_WORDS, clause=ANSWERED, subject=row, facts=facts, at=moment)
    return row


def _problems(row: OwnWords) -> list[Problem]:
    if not row.listed:
        return [Problem("Write at least one word or phrase.", "phrases")]
    if len(row.listed) > MOST:
        return [Problem(f"At most {MOST} at once; these are {len(row.listed)}.", "phrases")]
    problems = [Problem(wrong, "phrases") for phrase in row.listed if (wrong := _wrong(phrase))]
    if row.primary not in RAISES:
        problems.append(Problem("Choose what they mean.", "primary"))
    return problems[:5]


def _wrong(phrase: str) -> str:
    """Why a phrase cannot be looked for, or nothing."""
    if SIGNS & set(phrase):
        return f"“{phrase}”: one phrase a line, without the signs {' '.join(sorted(SIGNS))}"
    if "*" in phrase.rstrip("*") or phrase.endswith("**"):
        return f"“{phrase}”: a star may stand only at the end of the last word."
    if sum(letter.isalnum() for letter in phrase) < SHORTEST:
        return f"“{phrase}” is too short: it would raise nearly everything."
    return ""


@action(none="they were taken out already")
def end_words(*, row: OwnWords, by: Person, at: datetime | None = None) -> OwnWords:
    """Take words out again."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    row = OwnWords.objects.select_for_update(no_key=True).get(pk=row.pk)
    if row.ended_at is None:
        row.ended_at = moment
        row.save(update_fields=["ended_at"])
        record(by=by, verb=Verb.END_OWN_WORDS, clause=ANSWERED, subject=row, at=moment)
    return row

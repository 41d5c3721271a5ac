"""What was answered, with the number of answers it rests on; households and unnamed answers apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from steamie.rules.small_numbers import FEWEST

from .models import AnswerPart, Consultation, ConsultationQuestion


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """One choice, and how many households and others took it."""

    choice: str
    households: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class ConsultationAnswerCounts:
    """One question: how many answered it, and each choice."""

    question: ConsultationQuestion
    households: int
    unnamed: int
    choices: Sequence[ChoiceCount]

    @property
    def is_shown(self) -> bool:
        """Whether enough of each group answered for their choices to be shown in public: nobody is known by theirs."""
        groups = [number for number in (self.households, self.unnamed) if number]
        return bool(groups) and min(groups) >= FEWEST


@dataclass(frozen=True, slots=True)
class ConsultationResults:
    """Every question, and how many answered at all. ``left_out``: how many without a name were not counted."""

    households: int
    unnamed: int
    left_out: int
    questions: Sequence[ConsultationAnswerCounts]


def results_of(consultation: Consultation) -> ConsultationResults:
    """The answers counted."""
    answers = list(consultation.answers.values_list("tenancy", "counts"))
    named = Counter(tenancy is not None for tenancy, counts in answers if counts)
    parts = AnswerPart.objects.filter(answer__consultation=consultation, answer__counts=True)
    rows = list(parts.values_list("question", "choice", "answer__tenancy"))
    questions = [_question(one, rows) for one in consultation.questions.all()]
    return ConsultationResults(named[True], named[False], sum(not counts for _, counts in answers), questions)


def _question(question: ConsultationQuestion, rows: Sequence[tuple[int, str, int | None]]) -> ConsultationAnswerCounts:
    own = [(choice, tenancy is not None) for number, choice, tenancy in rows if number == question.pk]
    counted = Counter(own)
    choices = [ChoiceCount(choice, counted[choice, True], counted[choice, False]) for choice in question.choices]
    return ConsultationAnswerCounts(question, sum(named for _, named in own), sum(not named for _, named in own), choices)

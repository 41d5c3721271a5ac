"""What a wave came to, as counts: of everybody, and by each group. Once a wave has closed, the counts are all that is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .models import QuestionKind, SurveyMode, SurveyQuestion, SurveyWave

HOW, NOT_SAID = "how", ""  # the segment of how people answered; the group of those who did not say
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class SurveyTally:
    """Counts of a wave. ``cells``: question → segment → group → answer → number; ``bases``: the same without the answer.

    The segment of everybody is empty, with one empty group.
    """

    answers: int
    modes: Counts
    cells: dict[str, dict[str, dict[str, Counts]]]
    bases: dict[str, dict[str, Counts]]
    words: Counts

    def of(self, question: str, segment: str = "", group: str = "") -> Counts:
        """How often each answer to a question was given in a group."""
        return self.cells.get(question, {}).get(segment, {}).get(group, {})

    def base(self, question: str, segment: str = "", group: str = "") -> int:
        """How many of a group answered a question at all."""
        return self.bases.get(question, {}).get(segment, {}).get(group, 0)


def tally_of(wave: SurveyWave, questions: Sequence[SurveyQuestion]) -> SurveyTally:
    """The counts kept when the wave closed, or those of the answers there are now."""
    if wave.tally:
        return SurveyTally(**wave.tally)
    return count(wave.answers.counted().values_list("mode", "choices", "words"), questions)


def count(
    answers: Iterable[tuple[str, dict[str, list[str]], dict[str, str]]], questions: Sequence[SurveyQuestion]
) -> SurveyTally:
    """Count answers, each as how it came, what was chosen, and what was written."""
    closed = [question for question in questions if question.kind != QuestionKind.WORDS]
    segments = [question.code for question in closed if question.segment]
    tally = SurveyTally(0, {}, {}, {}, {})
    number, modes, words = 0, Counter[str](), Counter[str]()
    for mode, choices, written in answers:
        number += 1
        modes[mode] += 1
        words.update(code for code, text in written.items() if text)
        groups = {"": "", HOW: mode} | {code: (choices.get(code) or [NOT_SAID])[0] for code in segments}
        for question in closed:
            _add(tally, question.code, choices.get(question.code) or [], groups)
    return SurveyTally(number, dict(modes), tally.cells, tally.bases, dict(words))


def _add(tally: SurveyTally, code: str, chosen: Sequence[str], groups: dict[str, str]) -> None:
    if not chosen:
        return
    for segment, group in groups.items():
        if segment == code:
            continue
        base = tally.bases.setdefault(code, {}).setdefault(segment, {})
        base[group] = base.get(group, 0) + 1
        cells = tally.cells.setdefault(code, {}).setdefault(segment, {}).setdefault(group, {})
        for one in chosen:
            cells[one] = cells.get(one, 0) + 1


def as_data(tally: SurveyTally) -> dict[str, Any]:
    """The counts as they are kept with the wave."""
    return {name: getattr(tally, name) for name in SurveyTally.__slots__}


def groups_of(segment: str, questions: Sequence[SurveyQuestion]) -> list[tuple[str, str]]:
    """The groups of a segment with their labels, those who did not say last."""
    if segment == HOW:
        return [(mode.value, str(mode.label)) for mode in SurveyMode]
    [question] = [one for one in questions if one.code == segment]
    return [*question.labels.items(), (NOT_SAID, "Did not say")]

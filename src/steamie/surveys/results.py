"""What a wave says, as it may be shown: shares with their ranges, and groups without the small ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from steamie.rules.hidden_cells import hide, hide_line
from steamie.rules.proportions import SampleShare, Shift, Stratum, change_of_shares, difference, proportion, weighted

from .models import QuestionKind, SurveyQuestion, SurveyWave
from .tally import HOW, SurveyTally, groups_of, tally_of

TAKE_CARE = 50  # answers of a group; below it the reader is warned
NO_SHARE = 30  # answers of a group; below it no share is worked out
HIDDEN_NOTE = "Hidden: fewer than 10 people, or so that nobody can work them out"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer of everybody: None where it is hidden. ``since``: what may be said of the change since the wave before."""

    label: str
    share: SampleShare | None
    adjusted: str = ""  # the weighted share with its range, where weighting was asked for
    since: str = ""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: how many answered, and the number of each answer. None where one is hidden."""

    label: str
    base: int | None
    cells: tuple[int | None, ...]
    note: str

    @property
    def shown_cells(self) -> list[tuple[int | None, int | None]]:
        """Each number with its share in whole hundredths, which is left out for a small group."""
        may = self.base is not None and self.base >= NO_SHARE
        return [(cell, round(100 * cell / self.base) if may and cell is not None and self.base else None) for cell in self.cells]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The answers to a question by the groups of a segment."""

    title: str
    heads: tuple[str, ...]
    lines: tuple[GroupLine, ...]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question: how many answered it, each answer, and the same by groups."""

    question: SurveyQuestion
    base: int
    lines: tuple[AnswerLine, ...]
    tables: tuple[GroupTable, ...]
    texts: int = 0

    @property
    def headline(self) -> AnswerLine | None:
        """The first answer that is shown."""
        return next((line for line in self.lines if line.share), None)


@dataclass(frozen=True, slots=True)
class WaveResult:
    """All of a wave."""

    wave: SurveyWave
    tally: SurveyTally
    questions: tuple[QuestionResult, ...]
    weighted_by: str

    @property
    def rate(self) -> int:
        """How many of a hundred asked have answered."""
        return round(100 * self.tally.answers / self.wave.asked) if self.wave.asked else 0


def result_of(wave: SurveyWave) -> WaveResult:
    """Everything that may be shown of a wave."""
    questions = list(wave.survey.questions.all())
    tally = tally_of(wave, questions)
    earlier = wave.survey.waves.filter(opens_on__lt=wave.opens_on).first()
    before = (earlier, tally_of(earlier, questions)) if earlier else None
    label = next((one.words for one in questions if one.code == wave.weight_by), "")
    results = tuple(_question(one, wave, tally, questions, before) for one in questions)
    return WaveResult(wave, tally, results, label)


def _question(
    question: SurveyQuestion,
    wave: SurveyWave,
    tally: SurveyTally,
    questions: Sequence[SurveyQuestion],
    before: tuple[SurveyWave, SurveyTally] | None,
) -> QuestionResult:
    if question.kind == QuestionKind.WORDS:
        return QuestionResult(question, tally.words.get(question.code, 0), (), (), tally.words.get(question.code, 0))
    shown = shown_line(question, tally)
    earlier = shown_line(question, before[1]) if before else {}
    lines = []
    for code, label in question.options:
        share = _share(shown.get(code), tally.base(question.code), wave)
        previous = _share(earlier.get(code), before[1].base(question.code), before[0]) if before else None
        adjusted = _adjusted(question, code, wave, tally) if share else ""
        lines.append(AnswerLine(label, share, adjusted, since(share, previous)))
    tables = tuple(table for segment in _segments(question, questions) for table in _tables(question, segment, tally, questions))
    return QuestionResult(question, tally.base(question.code), tuple(lines), tables)


def _share(number: int | None, base: int, wave: SurveyWave) -> SampleShare | None:
    return proportion(number, base, max(wave.asked, base)) if number is not None and base else None


def shown_line(question: SurveyQuestion, tally: SurveyTally) -> dict[str, int | None]:
    """The number of each answer of everybody, None where it is hidden."""
    counts, base = tally.of(question.code), tally.base(question.code)
    codes = list(question.labels)
    if question.kind == QuestionKind.MANY:  # each answer is a question of its own: chosen, or not
        return {code: hide_line([counts.get(code, 0), base - counts.get(code, 0)])[0] for code in codes}
    return dict(zip(codes, hide_line([counts.get(code, 0) for code in codes]), strict=True))


def since(now: SampleShare | None, before: SampleShare | None) -> str:
    """The change since the wave before in words; empty where there is none to speak of."""
    if now is None or before is None:
        return ""
    low, high = (round(100 * edge) for edge in difference(now, before))
    change = change_of_shares(now, before)
    if change == Shift.LEVEL:
        return f"{before.percent}% last time: no clear change."
    few, many = sorted((abs(low), abs(high)))
    word = "rise" if change == Shift.MORE else "fall"
    return f"{before.percent}% last time: a real {word}, somewhere from {few} to {many} points."


def _adjusted(question: SurveyQuestion, answer: str, wave: SurveyWave, tally: SurveyTally) -> str:
    """The weighted share with its range, or why there is none; empty where weighting was not asked for."""
    if not wave.weight_by or question.code == wave.weight_by:
        return ""
    strata = [
        Stratum(
            tally.of(question.code, wave.weight_by, group).get(answer, 0),
            tally.base(question.code, wave.weight_by, group),
            people,
        )
        for group, people in wave.weights.items()
    ]
    try:
        share, low, high = weighted(strata)
    except ValueError:
        return "cannot be weighted: too few answers in a group"
    return f"{round(100 * share)}%, {round(100 * low)}% to {round(100 * high)}%"


def _segments(question: SurveyQuestion, questions: Sequence[SurveyQuestion]) -> list[tuple[str, str]]:
    own = [(one.code, one.words) for one in questions if one.segment and one.code != question.code]
    return [*own, (HOW, "How they answered")]


def _tables(
    question: SurveyQuestion, segment: tuple[str, str], tally: SurveyTally, questions: Sequence[SurveyQuestion]
) -> list[GroupTable]:
    code, title = segment
    groups = [(group, label) for group, label in groups_of(code, questions) if tally.base(question.code, code, group)]
    if len(groups) < 2:
        return []
    if question.kind == QuestionKind.MANY:
        return [
            _table(f"{title}: {label}", (label, "Not chosen"), groups, _chosen(question.code, answer, code, groups, tally))
            for answer, label in question.options
        ]
    cells = [[tally.of(question.code, code, group).get(answer, 0) for answer in question.labels] for group, _ in groups]
    return [_table(title, tuple(question.labels.values()), groups, cells)]


def _chosen(question: str, answer: str, segment: str, groups: list[tuple[str, str]], tally: SurveyTally) -> list[list[int]]:
    chosen = [tally.of(question, segment, group).get(answer, 0) for group, _ in groups]
    return [[n, tally.base(question, segment, group) - n] for n, (group, _) in zip(chosen, groups, strict=True)]


def _table(title: str, heads: tuple[str, ...], groups: list[tuple[str, str]], cells: list[list[int]]) -> GroupTable:
    everybody = hide_line([sum(column) for column in zip(*cells, strict=True)])
    shown = hide(cells, hidden_columns=[place for place, number in enumerate(everybody) if number is None])
    lines = []
    for (_, label), row in zip(groups, shown.rows, strict=False):
        note = HIDDEN_NOTE if None in row else "Fewer than 50 answers: take care" if (row[-1] or 0) < TAKE_CARE else ""
        lines.append(GroupLine(label, row[-1], tuple(row[:-1]), note))
    return GroupTable(title, heads, tuple(lines))

"""Questions as somebody writes them down: a line for each, its choices below it with a dash before them."""

from __future__ import annotations

from dataclasses import dataclass

MOST_QUESTIONS, MOST_CHOICES, LONGEST = 12, 12, 200


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """One question. Without choices it is answered in words."""

    words: str
    choices: tuple[str, ...] = ()


def read_questions(text: str) -> list[WrittenQuestion]:
    """The questions in their order. ``ValueError`` says what is wrong, with the words of the line."""
    questions: list[WrittenQuestion] = []
    for line in (" ".join(line.split()) for line in text.splitlines()):
        if not line:
            continue
        if len(line) > LONGEST:
            raise ValueError(f"“{line[:40]}…” is longer than {LONGEST} characters.")
        if line[0] not in "-–•*":
            questions.append(WrittenQuestion(line))
            continue
        questions = _with_choice(questions, line[1:].strip())
    _check(questions)
    return questions


def _with_choice(questions: list[WrittenQuestion], choice: str) -> list[WrittenQuestion]:
    if not questions:
        raise ValueError(f"“{choice}” is a choice, and no question stands above it.")
    last = questions[-1]
    if not choice or choice.casefold() in {one.casefold() for one in last.choices}:
        raise ValueError(f"A choice of “{last.words}” is empty, or stands there twice.")
    return [*questions[:-1], WrittenQuestion(last.words, (*last.choices, choice))]


def _check(questions: list[WrittenQuestion]) -> None:
    if not questions:
        raise ValueError("Write one question at least.")
    if len(questions) > MOST_QUESTIONS:
        raise ValueError(f"These are {len(questions)} questions. More than {MOST_QUESTIONS} are too many to ask at once.")
    for question in questions:
        if len(question.choices) == 1:
            raise ValueError(f"“{question.words}” has one choice. Give it another one, or none for an answer in words.")
        if len(question.choices) > MOST_CHOICES:
            raise ValueError(f"“{question.words}” has more than {MOST_CHOICES} choices.")

"""Comments and messages: what a list shows of them, what no house rule may forbid, and how a machine's answer is known."""

from __future__ import annotations

import re
from datetime import timedelta

UNDO = timedelta(seconds=20)  # an answer can be taken back for so long
HIDE_REVIEW_DAYS = 2  # working days within which a second person looks at what was hidden
LONGEST_SUMMARY = 160

_NUMBER = re.compile(r"(?<!\w)\+?\(?\d(?:[\s().-]?\d){6,}(?!\w)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AGAINST_OPINION = re.compile(
    r"\b(critic\w*|negativ\w*|disagre\w*|complain\w*|opinion\w*|views?|dissent\w*|moan\w*|unhapp\w*|dissatisf\w*|"
    r"unfavou?rabl\w*|bad[- ]mouth\w*|disrespect\w*|undermin\w*|disreput\w*|reputation\w*)\b",
    re.IGNORECASE,
)
_LEAVES_OPINION = re.compile(r"\b(welcome|may|free to|is fine|are fine|stay|allowed|never hide)\b", re.IGNORECASE)
_MACHINE = re.compile(
    r"(automatic(ally)? (reply|response|answer|generated|message)|auto[- ]?repl|out of (the )?office|"
    r"we (will|'ll|’ll) (get back|be in touch|respond)|thank(s| you) for (contacting|messaging|your message))",
    re.IGNORECASE,
)
_MACHINE_WITHIN = timedelta(minutes=1)


def without_numbers(words: str) -> str:
    """The words with phone numbers and e-mail addresses covered: a list is read over a shoulder."""
    return _MAIL.sub("[e-mail]", _NUMBER.sub("[number]", words))


def in_a_list(words: str) -> str:
    """The first line with something in it, covered and cut to what a list shows."""
    line = next((line.strip() for line in without_numbers(words).splitlines() if line.strip()), "")
    return line if len(line) <= LONGEST_SUMMARY else f"{line[: LONGEST_SUMMARY - 1]}…"


def forbids_opinion(rule: str) -> str:
    """The word by which a house rule would forbid criticism or disagreement; empty when it forbids neither.

    A sentence that says opinions are welcome forbids nothing.
    """
    for sentence in re.split(r"(?<=[.!?])\s+", rule):
        match = _AGAINST_OPINION.search(sentence)
        if match and not _LEAVES_OPINION.search(sentence):
            return match.group(0)
    return ""


def looks_automatic(words: str, after_ours: timedelta | None) -> bool:
    """Whether a machine answered our answer: within a minute of it, in a machine's usual words."""
    return after_ours is not None and timedelta() <= after_ours <= _MACHINE_WITHIN and bool(_MACHINE.search(words))

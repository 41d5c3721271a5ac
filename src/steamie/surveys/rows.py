"""The rows behind the figure of surveys: each question of the newest wave with how many answered it, and never who."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .clauses import DIGITAL_ACCESS
from .controls import newest_wave
from .results import result_of


@shows(DIGITAL_ACCESS)
def questions_asked(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every question of the wave; those about access count."""
    wave = newest_wave(now)
    if wave is None:
        return
    for one in result_of(wave).questions:
        yield Counted(
            one.question.words,
            some(one.base, "answer"),
            f"{wave.get_absolute_url()}#q-{one.question.pk}",
            counts=one.question.digital,
        )

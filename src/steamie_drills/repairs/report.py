"""What people were told, beside what is on record, and beside what the repairs system knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

from steamie.casework.models import Case
from steamie.services.models import HandOver, RepairPhoto
from steamie.services.models.handing_over import HandOverState

from .options import RepairsOptions
from .visitors import WhatTheyGot, words_of


@dataclass(frozen=True, slots=True)
class RepairsReport:
    """The outcome. A drill passes when nothing was lost, doubled or said wrongly, here or in the repairs system."""

    desk: str
    database: str
    submissions: int
    seed: int
    kills: int
    thanked: int  # people
    not_thanked: int  # people who were told that it went wrong, each time
    errors: int  # honest pages with the words
    silent: int  # answers that never came
    lost: int  # thanked, and not on record under that reference
    doubled: int  # people with two records or two references
    dishonest: int  # answers that were neither thanks nor an honest error with the words
    examples: list[str]  # of those
    saved_unthanked: int  # on record though nobody was thanked: found there, not lost
    photos_waiting: int
    accepted: int  # repairs that the repairs system took, as we say
    not_accepted: int  # repairs on record that it did not take by the end
    jobs_doubled: int  # two jobs for one repair
    jobs_wrong: int  # we say accepted, and it has none or another number
    calls: int
    faults: dict[str, int]  # how often each struck
    seconds: float

    @property
    def passed(self) -> bool:
        """Every thank-you is one record, every other answer honest, every repair one job."""
        wrong = self.lost + self.doubled + self.dishonest + self.not_accepted + self.jobs_doubled + self.jobs_wrong
        return wrong + self.photos_waiting == 0

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return asdict(self) | {"passed": self.passed}

    def as_text(self) -> str:
        """For people."""
        lines = [f"{name.replace('_', ' ')}: {value}" for name, value in asdict(self).items()]
        return "\n".join([*lines, "PASSED" if self.passed else "FAILED", ""])


def compare(
    options: RepairsOptions, outcomes: Sequence[WhatTheyGot], truth: dict[str, Any], *, kills: int, seconds: float
) -> RepairsReport:
    """Count."""
    cases: dict[str, list[Case]] = defaultdict(list)
    for case in Case.objects.all():
        cases[case.words].append(case)
    jobs = Counter(job["reference"] for job in truth["jobs"])
    numbers = {job["reference"]: job["number"] for job in truth["jobs"]}
    rows = list(HandOver.objects.select_related("case"))
    accepted = [row for row in rows if row.state == HandOverState.ACCEPTED]
    return RepairsReport(
        desk=options.desk,
        database=connection.vendor,
        submissions=options.submissions,
        seed=options.seed,
        kills=kills,
        thanked=sum(bool(one.thanked) for one in outcomes),
        not_thanked=sum(not one.thanked for one in outcomes),
        errors=sum(one.errors for one in outcomes),
        silent=sum(one.silent for one in outcomes),
        lost=options.submissions - len(outcomes) + sum(_is_lost(one, cases[words_of(one.number)]) for one in outcomes),
        doubled=sum(_is_doubled(one, cases[words_of(one.number)]) for one in outcomes),
        dishonest=sum(len(one.dishonest) for one in outcomes),
        examples=[words for one in outcomes for words in one.dishonest][:3],
        saved_unthanked=sum(not one.thanked and bool(cases[words_of(one.number)]) for one in outcomes),
        photos_waiting=RepairPhoto.objects.waiting().count(),
        accepted=len(accepted),
        not_accepted=sum(len(group) for group in cases.values()) - len(accepted),
        jobs_doubled=sum(number > 1 for number in jobs.values()),
        jobs_wrong=sum(numbers.get(row.case.reference) != row.job for row in accepted),
        calls=len(truth["calls"]),
        faults=dict(Counter(fault for call in truth["calls"] for fault in call["faults"])),
        seconds=round(seconds, 1),
    )


def _is_lost(outcome: WhatTheyGot, cases: Sequence[Case]) -> bool:
    references = {case.reference for case in cases}
    return any(reference not in references for reference in outcome.thanked)


def _is_doubled(outcome: WhatTheyGot, cases: Sequence[Case]) -> bool:
    return len(cases) > 1 or len(set(outcome.thanked)) > 1

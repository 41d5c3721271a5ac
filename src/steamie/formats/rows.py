"""The rows behind the figures of formats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .clauses import READ_ALOUD
from .pages import address_of
from .policy import checks, policy_words
from .speaking import is_installed


@shows(READ_ALOUD)
def rules_of_a_recording(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every rule that was looked at; those kept count."""
    words = policy_words()
    if words is None or not is_installed():
        return
    for one in checks(words):
        yield Counted(one.rule, one.note, address_of("listen", words.path), one.passed)

"""What formats ask of the clock."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from steamie.rules.duties import duty

from .actions import look_for_changes
from .models import Recording
from .pages import words_of
from .papers import forget_papers
from .policy import read_the_policy
from .recordings import UNHEARD_FOR, forget, key_of, make
from .speaking import CannotSpeak, is_installed

log = logging.getLogger(__name__)


@duty("recordings", every=timedelta(minutes=5))
def record_what_waits(now: datetime) -> None:
    """Read the policy as it is now aloud, and one long page that somebody asked for; look which formats have become old."""
    look_for_changes(now)
    if not is_installed():
        return
    try:
        read_the_policy(now)
        _read_the_next()
    except CannotSpeak as problem:
        log.error("A page could not be read aloud. %s %s", problem, problem.detail)


def _read_the_next() -> None:
    """The page may say something else by now, or be gone: then nobody waits for these words any more."""
    row = Recording.objects.waiting().first()
    if row is None:
        return
    words = words_of(row.path)
    if words is None or key_of(words) != row.key:
        row.delete()
        return
    make(row, words)


@duty("old recordings", every=timedelta(days=1))
def forget_what_nobody_hears(now: datetime) -> None:
    """Recordings and papers that nobody asked for in two months."""
    forget(now - UNHEARD_FOR)
    forget_papers(now - UNHEARD_FOR)

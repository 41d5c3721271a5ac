"""The clock: sleeps until the next row is due, and wakes the worker. It decides nothing: the rows do."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import close_old_connections
from django.db.models import Max
from django.utils import timezone

from steamie.content.posts.models import Publication
from steamie.content.publishing import marks
from steamie.content.publishing.actions import put_back
from steamie.content.publishing.publisher import claims
from steamie.content.publishing.tasks import advance_publication
from steamie.diary.models import Round
from steamie.evidence.actions import record
from steamie.evidence.actors import CLOCK
from steamie.evidence.in_force import Citation
from steamie.rules.moved_clock import lies_ahead

from . import health, rounds
from .engines.patience import ask
from .tasks import go_round
from .verbs import Verb

LONGEST_SLEEP = 1.0  # seconds; a row planned by another process is seen within this (decision 0004)
PATIENCE = timedelta(seconds=10)  # a wake-up that led to nothing for so long was lost, and is sent again
AT_ONCE = 40  # wake-ups in the queue at a time: a crowd of posts, or a clock that starts again, must not flood it
CROWDED_SLEEP = 0.05  # seconds, while more rows are due than may be woken at once
log = logging.getLogger(__name__)


class Clock:
    """One clock. Several may run: a row is claimed by whoever comes first, and waking it twice is harmless."""

    def __init__(self, *, duties: bool = True) -> None:
        self.duties = duties
        self.crowded = self.failing = False
        self.looked_back = False  # whether the anchors were compared since this clock began
        self.last: datetime | None = None  # tick; what it was before a restart stands in the rounds
        self.woken: dict[int, tuple[datetime, datetime]] = {}  # row: (its moment, when we sent a wake-up)

    def run(self, going: Callable[[], bool] = lambda: True) -> None:
        """Tick until told to stop. A database, a queue or a disk that does not answer is asked again a second later: the clock
        never stops, only its heartbeat does, and the desk says so."""
        while going():
            try:
                pause = self.tick(timezone.now())
                health.beat("clock")
                self.failing = False
            except Exception as problem:
                log.error("The clock could not do its round: %r", problem, exc_info=not self.failing)
                self.failing = True
                pause = LONGEST_SLEEP
            close_old_connections()
            time.sleep(pause)

    def tick(self, now: datetime) -> float:
        """Wake what is due. How many seconds to sleep."""
        self._notice_a_clock_put_back(now)
        put_back.stop_if_put_back(now, thorough=not self.looked_back)
        self.looked_back = True
        marks.keep_head()
        for freed in claims.release_the_dead(now):
            self.woken.pop(freed, None)
        self._wake_due(now)
        if self.duties:
            rounds.ask_for_due(now, lambda name: ask(partial(go_round.enqueue, name)))
        return self._until_next(now)

    def _notice_a_clock_put_back(self, now: datetime) -> None:
        last = self.last or Round.objects.aggregate(last=Max("last_at"))["last"]
        if lies_ahead(last, now):
            rows = claims.wake_again(now)
            facts = {"seconds": round((last - now).total_seconds()), "looked_at_again": rows}
            record(
                by=CLOCK,
                verb=Verb.NOTICE_A_CLOCK_PUT_BACK,
                clause=Citation("content.answered_for"),
                subject=CLOCK.reference,
                facts=facts,
                at=now,
            )
            log.warning(
                "The machine's clock was put back by %s. Posts that had begun, and are looked at again: %d.", last - now, rows
            )
        self.last = now

    def _wake_due(self, now: datetime) -> None:
        rows = Publication.objects.to_wake(now).order_by("wake_at").values_list("pk", "wake_at")[:1000]
        due = {pk: wake_at for pk, wake_at in rows if wake_at}
        self.woken = {pk: sent for pk, sent in self.woken.items() if pk in due}
        self.crowded = len(due) > AT_ONCE
        for pk, wake_at in due.items():
            if pk not in self.woken and len(self.woken) >= AT_ONCE:
                break
            if self._should_send(pk, wake_at, now):
                ask(partial(advance_publication.enqueue, pk))
                self.woken[pk] = (wake_at, now)

    def _should_send(self, pk: int, wake_at: datetime, now: datetime) -> bool:
        moment, sent = self.woken.get(pk, (None, None))
        return moment != wake_at or sent is None or abs(now - sent) >= PATIENCE

    def _until_next(self, now: datetime) -> float:
        if self.crowded:
            return CROWDED_SLEEP
        coming = Publication.objects.filter(wake_at__gt=now).order_by("wake_at").values_list("wake_at", flat=True).first()
        spent = (timezone.now() - now).total_seconds()
        ahead = (coming - now).total_seconds() - spent if coming else LONGEST_SLEEP
        return min(max(ahead, 0.0), LONGEST_SLEEP)

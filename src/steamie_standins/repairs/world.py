"""What the stand-in knows: the jobs it made, every call, and what goes wrong. Behind one lock."""

from __future__ import annotations

import hashlib
import hmac
import threading
from dataclasses import dataclass, field
from random import Random
from typing import Any

from steamie_standins.faults import Fault


@dataclass(slots=True)
class Job:
    """A repair as the stand-in took it."""

    number: str
    key: str
    reference: str
    body: dict[str, Any]
    asked: int = 1  # times it was handed over
    shown: bool = True  # whether its number was told at the first asking


@dataclass(slots=True)
class World:
    """One repairs system. ``secret``: what calls are signed with; empty for one that does not look."""

    secret: str = ""
    seed: int = 1
    faults: list[Fault] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    lock: Any = field(default_factory=threading.RLock)
    chance: Random = field(default_factory=lambda: Random(1))

    def is_signed(self, moment: str, key: str, body: bytes, given: str) -> bool:
        """Whether a call carries the right signature. The stand-in works it out by itself."""
        if not self.secret:
            return True
        right = hmac.new(self.secret.encode(), f"{moment}.{key}.".encode() + body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(given, f"sha256={right}")

    def take(self, key: str, body: dict[str, Any], *, shown: bool) -> Job:
        """The job of this key, made now if it is new."""
        for job in self.jobs:
            if job.key == key:
                job.asked += 1
                job.shown = True
                return job
        reference = str((body.get("Reference") or [{}])[0].get("ID", ""))
        job = Job(f"J{len(self.jobs) + 1:05}", key, reference, body, shown=shown)
        self.jobs.append(job)
        return job

"""What the drill of repairs is told."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class RepairsOptions:
    """How many repairs, kills and people at once, with which seed and faults, and which desk."""

    submissions: int = 200
    kills: int = 5
    seed: int = 1
    at_once: int = 8
    faults: str = "usual"  # of the stand-in repairs system: its own mix
    desk: str = "steamie"
    tasks: str = ""  # as STEAMIE_TASKS_URL; a queue that nothing else uses
    repairs_url: str = ""  # the rest is filled in by the drill itself
    mail_port: int = 0
    mail_pid: int = 0
    repairs_pid: int = 0

    def spelled(self) -> str:
        """As text, for the inner process."""
        return json.dumps(asdict(self))


def read(text: str) -> RepairsOptions:
    """From ``spelled``."""
    return RepairsOptions(**json.loads(text))

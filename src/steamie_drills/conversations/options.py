"""What the drill of conversations is told."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class ConversationOptions:
    """How many comments, answers and kills, with which seed, how bad the line is, and which desk."""

    comments: int = 200
    answers: int = 60
    kills: int = 8
    seed: int = 1
    lost: float = 0.3  # of the deliveries
    twice: float = 0.2
    forged: int = 20
    faults: str = "drop@comment.create=0.15,created500@comment.create=0.1,drop_before@comment.create=0.05"
    desk: str = "steamie"
    tasks: str = ""  # as STEAMIE_TASKS_URL; a queue that nothing else uses
    page_url: str = ""  # filled in by the drill itself

    def spelled(self) -> str:
        """As text, for the inner process."""
        return json.dumps(asdict(self))


def read(text: str) -> ConversationOptions:
    """From ``spelled``."""
    return ConversationOptions(**json.loads(text))

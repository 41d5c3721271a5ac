"""What a drill is told."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

FAULTS = (
    "drop=0.06,drop_before=0.03,created500=0.06,nothing=0.03,html502=0.03,error200=0.02,"
    "false_duplicate=0.03,slow=0.02:2,rate=0.003,expired=0.002,password=0.001"
)


@dataclass(frozen=True, slots=True)
class Options:
    """How many posts, workers, kills and corrections, with which seed, lag of the channel's lists in seconds, and faults."""

    posts: int = 50
    workers: int = 2
    kills: int = 5
    seed: int = 1
    lag: float = 2.0
    faults: str = FAULTS
    publisher: str = "steamie"
    correct_one_in: int = 5  # of the posts sent, one in so many is corrected; 0: none
    tasks: str = ""  # as STEAMIE_TASKS_URL; a queue that nothing else uses
    patience: float = 120.0  # seconds to wait for work to settle after the last post fell due

    @property
    def window(self) -> float:
        """Seconds over which the posts fall due, long enough for every kill to strike work in progress."""
        return max(4.0, self.posts * 0.12, self.kills * 0.8)

    def spelled(self) -> str:
        """As text, for the inner process."""
        return json.dumps(asdict(self))


def read(text: str) -> Options:
    """From ``spelled``."""
    return Options(**json.loads(text))

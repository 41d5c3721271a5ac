"""What a drill is told."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How many posts, workers, kills and corrections, with which seed, lag of the channel's lists in seconds, and faults."""

    kind: str = ""  # of channel; empty: the first that is reached over the network and can stage
    posts: int = 50
    workers: int = 2
    kills: int = 5
    seed: int = 1
    lag: float = 2.0
    faults: str = "usual"  # the stand-in's own mix
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

"""What monitoring writes."""

from .asking import AlreadyReading, ask_for_figures, carry_out
from .baselines import NothingToKeep, fix_baseline, fix_first_baseline
from .by_hand import AlreadyGiven, enter_by_hand
from .collecting import Collected, collect
from .everything import read_everything
from .visits import collect_visits

__all__ = [
    "AlreadyGiven",
    "AlreadyReading",
    "Collected",
    "NothingToKeep",
    "ask_for_figures",
    "carry_out",
    "collect",
    "collect_visits",
    "enter_by_hand",
    "fix_baseline",
    "fix_first_baseline",
    "read_everything",
]

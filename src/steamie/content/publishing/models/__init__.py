"""The nouns of publishing, one a file."""

from .attempts import Attempt, Resumption, Settlement, Stop
from .differences import Difference, Explanation
from .spoken import SpokenDespiteStop

__all__ = ["Attempt", "Difference", "Explanation", "Resumption", "Settlement", "SpokenDespiteStop", "Stop"]

"""What of a picture could not be kept, in words for whoever sent it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Loss(StrEnum):
    """By the name the decoder gives it."""

    FRAMES = "frames"
    TRANSPARENCY = "transparency"
    COLOURS = "colours"
    SIZE = "size"
    METADATA = "metadata"


SENTENCES = {
    Loss.FRAMES: "It moves: only its first picture is kept.",
    Loss.TRANSPARENCY: "Its see-through parts are white now.",
    Loss.COLOURS: "Some of its colours are stronger than screens can show, and look a little duller.",
    Loss.SIZE: "It was made smaller.",
    Loss.METADATA: "Where, when and with what it was taken is not kept.",
}


def sentences(names: Iterable[str]) -> list[str]:
    """What was lost, a sentence each; names that are no longer used say nothing."""
    return [sentence for loss, sentence in SENTENCES.items() if loss in set(names)]

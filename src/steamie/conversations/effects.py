"""What each channel lets us do, as it was last seen by trying it; and on which step of the ladder that puts us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from steamie.channels.contract import EFFECTS, ChannelError
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.rules.listening_ladder import LadderStep, step_of

from .models import EffectSeen


def note_effect(channel: Channel, verb: str, *, worked: bool, words: str, at: datetime) -> None:
    """Keep the last time something was tried, and what came of it."""
    values = {"at": at, "worked": worked, "words": words[:300]}
    EffectSeen.objects.update_or_create(channel=channel, verb=verb, defaults=values)


def try_effects(channel: Channel, at: datetime) -> None:
    """Try everything that can be tried without anybody noticing. What could not be tried stays as it was."""
    try:
        effects = open_channel(channel).probe_listening(now=at)
    except ChannelError as problem:
        note_effect(channel, "read", worked=False, words=str(problem), at=at)
        return
    for effect in effects:
        if effect.worked is not None:
            note_effect(channel, effect.verb, worked=effect.worked, words=effect.words, at=at)


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One thing a channel may let us do, and when that was last seen."""

    verb: str
    label: str
    seen: EffectSeen | None

    @property
    def state(self) -> str:
        """``done``, ``bad``, or ``wait`` while it was never tried."""
        if self.seen is None:
            return "wait"
        return "done" if self.seen.worked else "bad"


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where a channel stands."""

    channel: Channel
    step: LadderStep
    rows: list[LadderRow]


def ladder(channel: Channel) -> Ladder:
    """What a channel lets us do today, and what the next step would take."""
    seen = {row.verb: row for row in EffectSeen.objects.filter(channel=channel)}
    rows = [LadderRow(verb, label, seen.get(verb)) for verb, label in EFFECTS.items()]
    return Ladder(channel, step_of({verb: row.worked for verb, row in seen.items()}), rows)

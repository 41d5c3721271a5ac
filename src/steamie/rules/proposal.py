"""Proposing a quarter: which suggestion goes in which open place, and why (S-59, S-72, S-74 to S-76).

Dated items are matched to places first (augmenting paths); then each place still open is given a third so that the thirds
come out exact and neighbours differ where they can; then undated items fill them, suggestions before evergreen, oldest first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .thirds import Balance, Third, balance


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A place in the plan with nothing in it. ``third`` None: any third may go there."""

    key: str
    day: date
    third: Third | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could be posted. ``day`` is when it must be out by; it may go up to ``window_days`` before."""

    key: str
    title: str
    third: Third | None = None
    day: date | None = None
    window_days: int = 0
    evergreen: bool = False
    age_days: int = 0
    because: str = ""  # the words its day was guessed from, when nobody has given one
    moves: bool = False  # whether its day is about when: it is another each year, and nobody has said which


@dataclass(frozen=True, slots=True)
class Placement:
    """One candidate in one place, counted as one third, and why."""

    slot: OpenSlot
    candidate: Candidate
    third: Third
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole proposal, with a reason for what was left out and for what stays open."""

    placements: tuple[Placement, ...]
    unplaced: tuple[tuple[Candidate, str], ...]
    open: tuple[tuple[OpenSlot, str], ...]
    balance: Balance


def propose(slots: Sequence[OpenSlot], candidates: Sequence[Candidate], placed: Mapping[Third, int]) -> Proposal:
    """Fill open places. The same input, in whatever order, gives the same proposal."""
    ordered = sorted(slots, key=lambda slot: (slot.day, slot.key))
    dated = sorted((c for c in candidates if c.day), key=_dated_rank)
    undated = sorted((c for c in candidates if not c.day), key=_undated_rank)
    quota = _quota(ordered, candidates, placed)
    chosen = _match_dated(ordered, dated, quota)
    thirds = _thirds_of_slots(ordered, chosen, quota)
    _fill_undated(ordered, undated, thirds, chosen)
    return _explained(ordered, candidates, thirds, chosen, placed)


def shared_out(slots: Sequence[OpenSlot], candidates: Sequence[Candidate], placed: Mapping[Third, int]) -> dict[str, Third]:
    """The third of each place by its key, before anything is put there: exact, apart, and so that dated items fit."""
    ordered = sorted(slots, key=lambda slot: (slot.day, slot.key))
    quota = _quota(ordered, candidates, placed)
    chosen = _match_dated(ordered, sorted((c for c in candidates if c.day), key=_dated_rank), quota)
    return {slot.key: third for slot, third in _thirds_of_slots(ordered, chosen, quota).items()}


def _dated_rank(candidate: Candidate) -> tuple[date, int, bool, int, str]:
    assert candidate.day  # noqa: S101 - only dated candidates are ranked here
    return (candidate.day, candidate.window_days, candidate.evergreen, -candidate.age_days, candidate.key)


def _undated_rank(candidate: Candidate) -> tuple[bool, int, str]:
    return (candidate.evergreen, -candidate.age_days, candidate.key)


def _quota(slots: Sequence[OpenSlot], candidates: Sequence[Candidate], placed: Mapping[Third, int]) -> dict[Third, int]:
    """How many of the places open to any third each third should get: always to the third that has fewest."""
    supply = Counter(candidate.third for candidate in candidates)
    have = {third: placed.get(third, 0) + sum(slot.third == third for slot in slots) for third in Third}
    quota = dict.fromkeys(Third, 0)
    for _ in range(sum(slot.third is None for slot in slots)):
        third = min(Third, key=lambda t: (have[t] + quota[t], quota[t] - supply[t]))
        quota[third] += 1
    return quota


def _fits(slot: OpenSlot, candidate: Candidate) -> bool:
    if candidate.third and slot.third and candidate.third != slot.third:
        return False
    return candidate.day is None or 0 <= (candidate.day - slot.day).days <= candidate.window_days


def _match_dated(slots: Sequence[OpenSlot], dated: Sequence[Candidate], quota: Mapping[Third, int]) -> dict[OpenSlot, Candidate]:
    chosen: dict[OpenSlot, Candidate] = {}
    for candidate in dated:
        attempt = dict(chosen)
        if _augment(candidate, slots, attempt, set()) and _keeps_quota(attempt, quota):
            chosen = attempt
    return chosen


def _augment(candidate: Candidate, slots: Sequence[OpenSlot], chosen: dict[OpenSlot, Candidate], seen: set[OpenSlot]) -> bool:
    """Find a place for a candidate, moving others along if they have somewhere else to go."""
    # A place kept for this third first, so the places open to all stay open; then the day nearest the date.
    fitting = [slot for slot in reversed(slots) if _fits(slot, candidate) and slot not in seen]
    for slot in sorted(fitting, key=lambda slot: slot.third is None):
        if slot in seen:
            continue
        seen.add(slot)
        if slot not in chosen or _augment(chosen[slot], slots, chosen, seen):
            chosen[slot] = candidate
            return True
    return False


def _keeps_quota(chosen: Mapping[OpenSlot, Candidate], quota: Mapping[Third, int]) -> bool:
    used = Counter(candidate.third for slot, candidate in chosen.items() if slot.third is None)
    return all(used[third] <= quota[third] for third in Third)


def _thirds_of_slots(
    slots: Sequence[OpenSlot], chosen: Mapping[OpenSlot, Candidate], quota: Mapping[Third, int]
) -> dict[OpenSlot, Third]:
    settled = {slot: slot.third or (chosen[slot].third if slot in chosen else None) for slot in slots}
    used = Counter(third for slot, third in settled.items() if slot.third is None)
    left = tuple(quota[third] - used[third] for third in Third)
    return dict(zip(slots, _spread([settled[slot] for slot in slots], left), strict=True))


_Left = tuple[int, ...]
_Trail = tuple[int, tuple[Third, ...]]


def _spread(settled: Sequence[Third | None], left: _Left) -> tuple[Third, ...]:
    """Give each unsettled place a third, using up ``left``: the fewest neighbours alike, then the most even over the weeks.

    Dynamic programming over what is left of each third and the last one used.
    """
    states: dict[tuple[_Left, Third | None], _Trail] = {(left, None): (0, ())}
    number, done = sum(left), 0
    for third in settled:
        done += third is None
        states = _step(states, third, tuple(share * (number - done) for share in left), number)
    return min(states.values(), key=lambda trail: trail[0])[1]


_ALIKE = 10**9  # what two neighbours alike cost, beside any unevenness


def _step(
    states: dict[tuple[_Left, Third | None], _Trail], settled: Third | None, even: _Left, number: int
) -> dict[tuple[_Left, Third | None], _Trail]:
    """One place further. ``even``: what should be left of each third by now, times ``number``."""
    after: dict[tuple[_Left, Third | None], _Trail] = {}
    for (left, last), (cost, trail) in states.items():
        for place, third in enumerate(Third):
            if settled not in (None, third) or (settled is None and left[place] == 0):
                continue
            rest = left if settled else (*left[:place], left[place] - 1, *left[place + 1 :])
            uneven = 0 if settled else sum(abs(each * number - want) for each, want in zip(rest, even, strict=True))
            worth = cost + _ALIKE * (third == last) + uneven
            if (rest, third) not in after or worth < after[rest, third][0]:
                after[rest, third] = (worth, (*trail, third))
    return after


def _fill_undated(
    slots: Sequence[OpenSlot],
    undated: Sequence[Candidate],
    thirds: Mapping[OpenSlot, Third],
    chosen: dict[OpenSlot, Candidate],
) -> None:
    """Each third in its own order; then candidates whose third nobody has said take what is left."""
    for third in (*Third, None):
        places = [slot for slot in slots if slot not in chosen and third in (None, thirds[slot])]
        # More places than candidates, or more candidates than places: both are explained afterwards.
        chosen.update(zip(places, (c for c in undated if c.third == third), strict=False))


def _explained(
    slots: Sequence[OpenSlot],
    candidates: Sequence[Candidate],
    thirds: Mapping[OpenSlot, Third],
    chosen: Mapping[OpenSlot, Candidate],
    placed: Mapping[Third, int],
) -> Proposal:
    placements = tuple(
        Placement(slot, chosen[slot], thirds[slot], _why(slot, chosen[slot], thirds[slot])) for slot in slots if slot in chosen
    )
    counts = Counter(placement.third for placement in placements)
    taken = {placement.candidate.key for placement in placements}
    return Proposal(
        placements,
        tuple((c, _why_not(c, slots, counts)) for c in sorted(candidates, key=lambda c: c.key) if c.key not in taken),
        tuple((slot, _why_open(thirds[slot])) for slot in slots if slot not in chosen),
        balance({third: placed.get(third, 0) + counts[third] for third in Third}),
    )


def _why(slot: OpenSlot, candidate: Candidate, third: Third) -> str:
    counted = f"counts as {third.label}" + ("" if candidate.third else " (our guess)")
    if candidate.day:
        before = (candidate.day - slot.day).days
        when = "on its day" if before == 0 else f"{before} day{'' if before == 1 else 's'} before its day"
        guessed = f" (it says “{candidate.because}”)" if candidate.because else ""
        return f"It goes out {when}, {_its_day(candidate)}{guessed}, and {counted}."
    if candidate.evergreen:
        last = f"last used {candidate.age_days} days ago; " if candidate.age_days else ""
        return f"A post that can be used again, {last}no suggestion was waiting for this place. It {counted}."
    return f"Waiting for {candidate.age_days} day{'' if candidate.age_days == 1 else 's'}, and {counted}."


def _why_not(candidate: Candidate, slots: Sequence[OpenSlot], counts: Mapping[Third, int]) -> str:
    if candidate.day and not any(_fits(slot, candidate) for slot in slots):
        before = f" or in the {candidate.window_days} days before" if candidate.window_days else ""
        said = f"It says “{candidate.because}”. " if candidate.because else ""
        return f"{said}There is no open place on {_its_day(candidate)}{before}."
    if candidate.third and counts.get(candidate.third):
        return f"{candidate.third.label} has all the places its third allows."
    return "Every place it could take is filled."


def _why_open(third: Third) -> str:
    return f"No {third.adjective} item is left for this place."


def _its_day(candidate: Candidate) -> str:
    assert candidate.day  # noqa: S101 - only of dated candidates
    return f"{candidate.day.day} {candidate.day:%B}" + (" (it moves each year: check the day)" if candidate.moves else "")

"""Proposing a quarter: which suggestion goes in which open place, and why (S-59, S-72, S-74 to S-76).

What is needed now takes the next place, and dated items are matched to theirs (augmenting paths); then each place still
open is given a share so that the shares come out exact and neighbours differ where they can; then undated items fill them,
suggestions before evergreen, oldest first.
Where the strategy asks for no shares, a place has none: items go by their days, and by how long they have waited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest

from . import share_words
from .balance import Balance, balance
from .shares import Share, by_code, split


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A place in the plan with nothing in it. ``share`` is a code; None: any share may go there."""

    key: str
    day: date
    share: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could be posted. ``day`` is when it must be out by; it may go up to ``window_days`` before."""

    key: str
    title: str
    share: str | None = None
    day: date | None = None
    window_days: int = 0
    evergreen: bool = False
    age_days: int = 0
    because: str = ""  # the words its day was guessed from, when nobody has given one
    needed_now: bool = False  # somebody asks for it at once: it takes the next place
    over: bool = False  # that day has passed, so it goes nowhere by itself
    answers: bool = False  # somebody gets an answer when it is taken, so a person chooses it
    moves: bool = False  # whether its day is about when: it is another each year, and nobody has said which


@dataclass(frozen=True, slots=True)
class Placement:
    """One candidate in one place, counted as one share (None when the strategy asks for none), and why."""

    slot: OpenSlot
    candidate: Candidate
    share: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The whole proposal, with a reason for what was left out and for what stays open."""

    placements: tuple[Placement, ...]
    unplaced: tuple[tuple[Candidate, str], ...]
    open: tuple[tuple[OpenSlot, str], ...]
    balance: Balance


def propose(
    slots: Sequence[OpenSlot], candidates: Sequence[Candidate], placed: Mapping[str, int], shares: Sequence[Share]
) -> Proposal:
    """Fill open places. The same input, in whatever order, gives the same proposal. ``placed``: posts there, by share."""
    ordered = sorted(slots, key=lambda slot: (slot.day, slot.key))
    undated = sorted((c for c in candidates if not (c.day or c.needed_now)), key=_undated_rank)
    chosen, settled = _begun(ordered, candidates, placed, shares)
    _fill_undated(ordered, undated, settled, chosen, shares)
    return _explained(ordered, candidates, settled, chosen, placed, shares)


def shared_out(
    slots: Sequence[OpenSlot], candidates: Sequence[Candidate], placed: Mapping[str, int], shares: Sequence[Share]
) -> dict[str, str | None]:
    """The share of each place by its key, before anything is put there: exact, apart, and so that dated items fit."""
    ordered = sorted(slots, key=lambda slot: (slot.day, slot.key))
    _, settled = _begun(ordered, candidates, placed, shares)
    return {slot.key: share for slot, share in settled.items()}


_Chosen = dict[OpenSlot, Candidate]
_Settled = dict[OpenSlot, str | None]


def _begun(
    ordered: Sequence[OpenSlot], candidates: Sequence[Candidate], placed: Mapping[str, int], shares: Sequence[Share]
) -> tuple[_Chosen, _Settled]:
    """Dated items in their places, and the share of every place."""
    dated = sorted((c for c in candidates if c.day and not c.needed_now), key=_dated_rank)
    quota = _quota(ordered, candidates, placed, shares)
    chosen = _match_dated(ordered, dated, quota, _next_places(ordered, candidates, quota))
    return chosen, _shares_of_slots(ordered, chosen, quota) if shares else dict.fromkeys(ordered)


def _dated_rank(candidate: Candidate) -> tuple[date, int, bool, int, str]:
    assert candidate.day  # noqa: S101 - only dated candidates are ranked here
    return (candidate.day, candidate.window_days, candidate.evergreen, -candidate.age_days, candidate.key)


def _undated_rank(candidate: Candidate) -> tuple[bool, int, str]:
    return (candidate.evergreen, -candidate.age_days, candidate.key)


def _quota(
    slots: Sequence[OpenSlot], candidates: Sequence[Candidate], placed: Mapping[str, int], shares: Sequence[Share]
) -> dict[str, int]:
    """How many of the places open to any share each share should get."""
    supply = Counter(candidate.share for candidate in candidates if candidate.share)
    there = {one.code: placed.get(one.code, 0) + sum(slot.share == one.code for slot in slots) for one in shares}
    return split(sum(slot.share is None for slot in slots), shares, there=there, supply=supply)


def _fits(slot: OpenSlot, candidate: Candidate) -> bool:
    if candidate.share and slot.share and candidate.share != slot.share:
        return False
    return candidate.day is None or 0 <= (candidate.day - slot.day).days <= candidate.window_days


def _next_places(slots: Sequence[OpenSlot], candidates: Sequence[Candidate], quota: Mapping[str, int]) -> _Chosen:
    """What is needed now in the next place it fits, the longest waiting first; it stays there, whatever else has a date."""
    chosen: _Chosen = {}
    for candidate in sorted((c for c in candidates if c.needed_now), key=_undated_rank):
        undated = replace(candidate, day=None)
        for slot in slots:
            attempt = {**chosen, slot: replace(candidate, day=slot.day, window_days=0)}
            if slot not in chosen and _fits(slot, undated) and _keeps_quota(attempt, quota):
                chosen = attempt
                break
    return chosen


def _match_dated(slots: Sequence[OpenSlot], dated: Sequence[Candidate], quota: Mapping[str, int], chosen: _Chosen) -> _Chosen:
    for candidate in dated:
        attempt = dict(chosen)
        if _augment(candidate, slots, attempt, set()) and _keeps_quota(attempt, quota):
            chosen = attempt
    return chosen


def _augment(candidate: Candidate, slots: Sequence[OpenSlot], chosen: _Chosen, seen: set[OpenSlot]) -> bool:
    """Find a place for a candidate, moving others along if they have somewhere else to go."""
    # A place kept for this share first, so the places open to all stay open; then the day nearest the date.
    fitting = [slot for slot in reversed(slots) if _fits(slot, candidate) and slot not in seen]
    for slot in sorted(fitting, key=lambda slot: slot.share is None):
        if slot in seen:
            continue
        seen.add(slot)
        if slot not in chosen or _augment(chosen[slot], slots, chosen, seen):
            chosen[slot] = candidate
            return True
    return False


def _keeps_quota(chosen: Mapping[OpenSlot, Candidate], quota: Mapping[str, int]) -> bool:
    used = Counter(candidate.share for slot, candidate in chosen.items() if slot.share is None)
    return all(used[code] <= most for code, most in quota.items())


def _shares_of_slots(slots: Sequence[OpenSlot], chosen: Mapping[OpenSlot, Candidate], quota: Mapping[str, int]) -> _Settled:
    settled = {slot: slot.share or (chosen[slot].share if slot in chosen else None) for slot in slots}
    used = Counter(share for slot, share in settled.items() if slot.share is None)
    left = {code: most - used[code] for code, most in quota.items()}
    return dict(zip(slots, _spread([settled[slot] for slot in slots], left), strict=True))


_Left = tuple[int, ...]
_State = tuple[_Left, str | None]  # what is left of each share, and the one used last
_Trail = tuple[int, tuple[str, ...]]  # what it cost to come here, and the shares of the places so far
_ALIKE = 10**9  # what two neighbours alike cost, beside any unevenness
_KEPT = 2_500  # states kept at each place: all there are with three shares and 80 places, the cheapest with more shares


def _spread(settled: Sequence[str | None], left: Mapping[str, int]) -> tuple[str, ...]:
    """Give each unsettled place a share, using up ``left``: the fewest neighbours alike, then the most even over the weeks.

    Dynamic programming over what is left of each share and the last one used.
    """
    codes, start = tuple(left), tuple(left.values())
    states: dict[_State, _Trail] = {(start, None): (0, ())}
    number, done = sum(start), 0
    for share in settled:
        done += share is None
        states = _step(states, share, codes, tuple(most * (number - done) for most in start), number)
        if len(states) > _KEPT:
            states = dict(nsmallest(_KEPT // (len(codes) - 1), states.items(), key=lambda state: state[1][0]))
    return min(states.values(), key=lambda trail: trail[0])[1]


def _step(
    states: Mapping[_State, _Trail], settled: str | None, codes: tuple[str, ...], even: _Left, number: int
) -> dict[_State, _Trail]:
    """One place further. ``even``: what should be left of each share by now, times ``number``."""
    after: dict[_State, _Trail] = {}
    for (left, last), (cost, trail) in states.items():
        uneven = 0 if settled else sum(abs(each * number - want) for each, want in zip(left, even, strict=True))
        for place, code in enumerate(codes):
            if settled not in (None, code) or (settled is None and left[place] == 0):
                continue
            rest, worth = left, cost + _ALIKE * (code == last)
            if settled is None:
                rest = (*left[:place], left[place] - 1, *left[place + 1 :])
                was = left[place] * number - even[place]
                worth += uneven - abs(was) + abs(was - number)
            if (rest, code) not in after or worth < after[rest, code][0]:
                after[rest, code] = (worth, (*trail, code))
    return after


def _fill_undated(
    slots: Sequence[OpenSlot],
    undated: Sequence[Candidate],
    settled: Mapping[OpenSlot, str | None],
    chosen: _Chosen,
    shares: Sequence[Share],
) -> None:
    """Each share in its own order; then candidates whose share nobody has said take what is left."""
    for share in (*by_code(shares), None):
        places = [slot for slot in slots if slot not in chosen and share in (None, settled[slot])]
        waiting = [candidate for candidate in undated if candidate.share == share or not shares]
        # More places than candidates, or more candidates than places: both are explained afterwards.
        chosen.update(zip(places, waiting, strict=False))


def _explained(
    slots: Sequence[OpenSlot],
    candidates: Sequence[Candidate],
    settled: Mapping[OpenSlot, str | None],
    chosen: Mapping[OpenSlot, Candidate],
    placed: Mapping[str, int],
    shares: Sequence[Share],
) -> Proposal:
    kinds = by_code(shares)
    placements = tuple(
        Placement(slot, chosen[slot], settled[slot], _why(slot, chosen[slot], kinds.get(settled[slot] or "")))
        for slot in slots
        if slot in chosen
    )
    counts = Counter(placement.share for placement in placements if placement.share)
    taken = {placement.candidate.key for placement in placements}
    return Proposal(
        placements,
        tuple((c, _why_not(c, slots, counts, shares)) for c in sorted(candidates, key=lambda c: c.key) if c.key not in taken),
        tuple((slot, _why_open(kinds.get(settled[slot] or ""))) for slot in slots if slot not in chosen),
        balance(Counter(placed) + counts, shares),
    )


def _why(slot: OpenSlot, candidate: Candidate, share: Share | None) -> str:
    counted = f"counts as {share.label}{'' if candidate.share else ' (our guess)'}" if share else ""
    also = f", and {counted}" if counted else ""
    if candidate.needed_now:
        return f"It says “{candidate.because}”, so it takes the next place{also}."
    if candidate.day:
        before = (candidate.day - slot.day).days
        when = "on its day" if before == 0 else f"{before} day{'' if before == 1 else 's'} before its day"
        guessed = f" (it says “{candidate.because}”)" if candidate.because else ""
        return f"It goes out {when}, {_its_day(candidate)}{guessed}{also}."
    if candidate.evergreen:
        last = f"last used {candidate.age_days} days ago; " if candidate.age_days else ""
        again = f"A post that can be used again, {last}no suggestion was waiting for this place."
        return f"{again} It {counted}." if counted else again
    return f"Waiting for {candidate.age_days} day{'' if candidate.age_days == 1 else 's'}{also}."


def _why_not(candidate: Candidate, slots: Sequence[OpenSlot], counts: Mapping[str, int], shares: Sequence[Share]) -> str:
    if candidate.needed_now and not slots:
        return f"It says “{candidate.because}”, and no place is open. Write it for a day of its own."
    if candidate.day and candidate.over:
        return f"It says “{candidate.because}”: that was for {_its_day(candidate)}. Ask whether it still holds."
    if candidate.day and not any(_fits(slot, candidate) for slot in slots):
        before = f" or in the {candidate.window_days} days before" if candidate.window_days else ""
        reason = f"It says “{candidate.because}”. " if candidate.because else ""
        return f"{reason}There is no open place on {_its_day(candidate)}{before}."
    if candidate.share and counts.get(candidate.share):
        return f"{by_code(shares)[candidate.share].label} has all the places its {share_words.noun(shares)} allows."
    return "Every place it could take is filled."


def _why_open(share: Share | None) -> str:
    return f"No {share.adjective} item is left for this place." if share else "No item is left for this place."


def _its_day(candidate: Candidate) -> str:
    assert candidate.day  # noqa: S101 - only of dated candidates
    return f"{candidate.day.day} {candidate.day:%B}" + (" (it moves each year: check the day)" if candidate.moves else "")

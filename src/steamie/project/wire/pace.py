"""How often one address may ask: so many at once, and then so many a second. Counted before anything is read or looked up."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

LOOKING, CHANGING = "looking", "changing"
READS = {"GET", "HEAD", "OPTIONS"}
REMEMBERED = 20_000  # addresses; when there are more, those that have not asked lately are forgotten


@dataclass(frozen=True, slots=True)
class Allowance:
    """A bucket: full at first, refilled bit by bit."""

    at_once: float
    a_second: float


# An office of twenty behind one address, all opening their desks at nine, stays well within.
ALLOWANCES = {LOOKING: Allowance(at_once=400, a_second=20), CHANGING: Allowance(at_once=60, a_second=1)}


@dataclass(slots=True)
class AddressPace:
    """What is left to each address. Moments are seconds of one monotonic clock."""

    allowances: dict[str, Allowance] = field(default_factory=lambda: ALLOWANCES)
    left: dict[Hashable, tuple[float, float]] = field(default_factory=dict)  # (what is left, when that was so)

    def allows(self, address: str, method: str, now: float) -> bool:
        """Whether an address may ask once more; asking counts when it may."""
        sort = LOOKING if method in READS else CHANGING
        allowance = self.allowances[sort]
        left, before = self.left.get((address, sort), (allowance.at_once, now))
        left = min(allowance.at_once, left + (now - before) * allowance.a_second)
        if left < 1:
            return False
        self._forget(now)
        self.left[address, sort] = (left - 1, now)
        return True

    def _forget(self, now: float) -> None:
        """Drop whoever's bucket is surely full again; when that is nobody, everyone."""
        if len(self.left) < REMEMBERED:
            return
        longest = max(allowance.at_once / allowance.a_second for allowance in self.allowances.values())
        self.left = {key: (left, when) for key, (left, when) in self.left.items() if now - when < longest}
        if len(self.left) >= REMEMBERED:
            self.left.clear()

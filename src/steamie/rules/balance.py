"""How a set of posts stands against the shares a strategy asks for, how it will end, and what would put it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from . import share_words
from .shares import Share, by_code, targets

ROLLING_DAYS = 90
_TOO_FAR = Fraction(1, 5)  # of the whole: twenty points, the whole width of what is usually allowed, ten either side


@dataclass(frozen=True, slots=True)
class Balance:
    """How posts are shared between the kinds, by code. ``within`` says nothing while ``enough`` is False.

    Posts of a kind that is not asked for now (written under another edition, or under none) are in ``apart`` and in no total.
    """

    shares: tuple[Share, ...]
    counts: Mapping[str, int]
    total: int
    percents: Mapping[str, float]  # one decimal
    within: bool
    enough: bool
    reason: str
    outside: frozenset[str] = frozenset()  # the kinds beyond their limits, reckoned exactly: the percentages above are rounded
    apart: Mapping[str, int] = field(default_factory=dict)

    @property
    def plural(self) -> str:
        """What the shares are called."""
        return share_words.plural(self.shares)

    @property
    def counted_apart(self) -> str:
        """The posts of other kinds, in a sentence; empty when there are none."""
        return share_words.apart(self.apart)


@dataclass(frozen=True, slots=True)
class Needs:
    """The fewest posts that would bring the shares into balance, by code, and in words."""

    posts: Mapping[str, int]
    by: date
    reachable: bool
    sentence: str

    @property
    def total(self) -> int:
        """How many posts in all."""
        return sum(self.posts.values())


def fewest(shares: Sequence[Share]) -> int:
    """How many posts it takes before the shares say anything: 6 for two or three kinds, 8 for four, 10 for five.

    One post of so many is 1/number of the whole. Below this it moves a share by twenty points or more, from one end of what
    is usually allowed to the other; or, with many kinds, by more than half of what one of them is on average.
    """
    moves_too_far = int(1 / _TOO_FAR)  # a fifth of the whole or more, with so many posts or fewer
    return max(moves_too_far + 1, 2 * len(shares))


def balance(counts: Mapping[str, int], shares: Sequence[Share]) -> Balance:
    """How these counts stand against the shares. ValueError for a count below zero. No shares: nothing can be out of balance."""
    full, apart = _parted(counts, shares)
    total = sum(full.values())
    outside = _outside(full, shares)
    return Balance(
        shares=tuple(shares),
        counts=full,
        total=total,
        percents={code: round(100 * number / total, 1) if total else 0.0 for code, number in full.items()},
        within=not outside and total >= len(shares),
        enough=bool(shares) and total >= fewest(shares),
        reason=_reason(full, shares),
        outside=outside,
        apart=apart,
    )


def needed(counts: Mapping[str, int], shares: Sequence[Share], *, by: date, slots_left: int | None = None) -> Needs:
    """The smallest numbers of posts that bring these counts into balance before a day (S-75: forward suggestion)."""
    before, _ = _parted(counts, shares)
    if not shares:
        return Needs({}, by, True, share_words.NONE_ASKED)
    after = _nearest(before, tuple(shares))
    posts = {code: after[code] - before[code] for code in before if after[code] > before[code]}
    reachable = slots_left is None or sum(posts.values()) <= slots_left
    return Needs(posts, by, reachable, _sentence(posts, shares, by, slots_left if not reachable else None))


@dataclass(frozen=True, slots=True)
class Forecast:
    """How a quarter will end if everything planned goes out and nothing else does (S-75)."""

    balance: Balance
    needs: Needs
    sentence: str

    def drifts(self, code: str) -> bool:
        """Whether this share ends outside its limits."""
        return self.balance.enough and code in self.balance.outside


def forecast(so_far: Mapping[str, int], to_come: Mapping[str, int], shares: Sequence[Share], *, by: date) -> Forecast:
    """The shares at the end of the plan, and what to add while there is time."""
    left = sum(_parted(to_come, shares)[0].values())
    counts = Counter(so_far) + Counter(to_come)
    end, needs = balance(counts, shares), needed(counts, shares, by=by)
    when = f"{by.day} {by:%B}"
    if not end.total:
        return Forecast(end, needs, "")
    lead = f"As planned, with {left} still to come, {when} ends with" if left else f"With nothing more planned, {when} ends with"
    drift = share_words.each(shares) if end.within else f"out of balance. {end.reason} {needs.sentence}".removesuffix(".")
    return Forecast(end, needs, f"{lead} {share_words.counted(shares, counts)}: {drift}.")


def rolling(dated: Iterable[tuple[date, str]], shares: Sequence[Share], *, on: date, days: int = ROLLING_DAYS) -> Balance:
    """The balance of the posts of the last ``days`` days, ``on`` included."""
    start = on - timedelta(days=days - 1)
    return balance(Counter(code for day, code in dated if start <= day <= on), shares)


def cause(counts: Mapping[str, int], code: str, shares: Sequence[Share]) -> str:
    """How one share stands outside its limits, in a sentence. ValueError when there are no posts."""
    full, _ = _parted(counts, shares)
    if not (total := sum(full.values())):
        raise ValueError("There are no posts to share out.")
    return _of_one(full[code], total, by_code(shares)[code])


def _parted(counts: Mapping[str, int], shares: Sequence[Share]) -> tuple[dict[str, int], dict[str, int]]:
    """The counts of every kind that is asked for, in order, and of the others."""
    for code, number in counts.items():
        if number < 0:
            raise ValueError(f"The number of posts cannot be below zero: {code} has {number}.")
    full = {share.code: counts.get(share.code, 0) for share in shares}
    return full, {code: number for code, number in counts.items() if code not in full and number}


def _outside(counts: Mapping[str, int], shares: Sequence[Share]) -> frozenset[str]:
    total = sum(counts.values())
    return frozenset(share.code for share in shares if total and not share.allows(counts[share.code], total))


def _nearest(before: Mapping[str, int], shares: tuple[Share, ...]) -> dict[str, int]:
    """The counts in balance that are reached with the fewest posts more.

    For each total in turn every kind has a fewest and a most; the first total that fits between their sums is the answer.
    One that is a multiple of every denominator and large enough always does, so the search ends.
    """
    aims, total = targets(shares), max(sum(before.values()), len(shares))
    while (reached := _with_total(total, before, shares, aims)) is None:
        total += 1
    return reached


def _with_total(
    total: int, before: Mapping[str, int], shares: tuple[Share, ...], aims: Mapping[str, Fraction]
) -> dict[str, int] | None:
    """Counts in balance that add up to a total and take nothing away; None when there are none."""
    limits = {share.code: share.allowed(total) for share in shares}
    least = {code: max(before[code], fewest_allowed) for code, (fewest_allowed, _) in limits.items()}
    most = {code: most_allowed for code, (_, most_allowed) in limits.items()}
    if any(least[code] > most[code] for code in least) or not sum(least.values()) <= total <= sum(most.values()):
        return None
    return _filled(least, most, aims, total)


def _filled(least: dict[str, int], most: Mapping[str, int], aims: Mapping[str, Fraction], total: int) -> dict[str, int]:
    """What is left of a total goes to the kind that lacks most and has room."""
    filled = dict(least)
    for _ in range(total - sum(least.values())):
        code = max((one for one in filled if filled[one] < most[one]), key=lambda one: aims[one] * total - filled[one])
        filled[code] += 1
    return filled


def _reason(counts: Mapping[str, int], shares: Sequence[Share]) -> str:
    total, outside = sum(counts.values()), _outside(counts, shares)
    if not shares:
        return share_words.NONE_ASKED
    if total == 0:
        return "There are no posts yet."
    if total < fewest(shares):
        return f"Too few to tell: {total} post{'' if total == 1 else 's'}."
    if not outside:
        return f"{share_words.counted(shares, counts)} of {total} posts: {share_words.each(shares)}."
    worst = max((share for share in shares if share.code in outside), key=lambda share: _excess(counts[share.code], total, share))
    return _of_one(counts[worst.code], total, worst)


def _excess(number: int, total: int, share: Share) -> Fraction:
    """How far beyond its nearer limit a share is, as a part of the whole; below zero within."""
    return max(Fraction(number, total) - share.highest, share.lowest - Fraction(number, total))


def _of_one(number: int, total: int, share: Share) -> str:
    part = Fraction(number, total)
    over = part - share.highest >= share.lowest - part
    limit = share.highest if over else share.lowest
    posts = f"{number} of {total} posts are" if number != 1 else f"1 of {total} posts is"
    just = "just " if round(100 * part) == round(100 * limit) else ""
    return (
        f"{posts} {share.phrase}: {share_words.percent(part)}, {just}{'above' if over else 'below'} {share_words.percent(limit)}."
    )


def _sentence(posts: Mapping[str, int], shares: Sequence[Share], by: date, short_of: int | None) -> str:
    when = f"{by.day} {by:%B}"
    if not posts:
        return f"The {share_words.plural(shares)} are in balance; keep it so until {when}."
    kinds = by_code(shares)
    wanted = share_words.joined([share_words.posts(kinds[code], number) for code, number in posts.items()])
    if short_of is None:
        return f"You need {wanted} before {when}."
    places = f"{share_words.in_words(short_of)} place{' is' if short_of == 1 else 's are'} left"
    return f"Balance can no longer be reached by {when}: it takes {wanted}, and {places}."

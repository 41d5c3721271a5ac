"""The rule of thirds (S-74, S-75, S-76): how a set of posts is shared out, and what would put it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

FEWEST = 6  # below this a single post moves a share by 20 points or more, so nothing can be said
ROLLING_DAYS = 90


class Third(StrEnum):
    """What a post counts as."""

    ASSOCIATION = "association"
    COMMUNITY = "community"
    SECTOR = "sector"

    @property
    def label(self) -> str:
        """The short name on the desk."""
        return {"association": "Our work", "community": "Local", "sector": "Sector"}[self]

    @property
    def phrase(self) -> str:
        """How it reads inside a sentence: "20 of 30 posts are our own work"."""
        return {"association": "our own work", "community": "local", "sector": "from the sector"}[self]

    @property
    def adjective(self) -> str:
        """How it reads before "posts"."""
        return {"association": "own-work", "community": "community", "sector": "sector"}[self]


@dataclass(frozen=True, slots=True)
class Balance:
    """How posts are shared between the thirds. ``within`` says nothing while ``enough`` is False."""

    counts: Mapping[Third, int]
    total: int
    shares: Mapping[Third, float]  # percent, one decimal
    lowest: float  # percent allowed
    highest: float
    within: bool
    enough: bool
    reason: str
    outside: frozenset[Third] = frozenset()  # the thirds beyond their limits, reckoned exactly: the percentages above are rounded


@dataclass(frozen=True, slots=True)
class Needs:
    """The fewest posts that would bring the thirds into balance, in words."""

    posts: Mapping[Third, int]
    by: date
    reachable: bool
    sentence: str

    @property
    def total(self) -> int:
        """How many posts in all."""
        return sum(self.posts.values())


def balance(counts: Mapping[Third, int], *, tolerance: int = 10) -> Balance:
    """How these counts stand against a third each, give or take ``tolerance`` percentage points."""
    full = _checked(counts)
    total = sum(full.values())
    margin = _margin(tolerance)
    return Balance(
        counts=full,
        total=total,
        shares={third: round(100 * count / total, 1) if total else 0.0 for third, count in full.items()},
        lowest=round(float(100 * (Fraction(1, 3) - margin)), 1),
        highest=round(float(100 * (Fraction(1, 3) + margin)), 1),
        within=_within(full, margin),
        enough=total >= FEWEST,
        reason=_reason(full, margin),
        outside=frozenset() if _within(full, margin) or not total else _outside(full, margin),
    )


def needed(counts: Mapping[Third, int], *, by: date, tolerance: int = 10, slots_left: int | None = None) -> Needs:
    """The smallest numbers of posts that bring these counts into balance before a day (S-75: forward suggestion)."""
    before = _checked(counts)
    after, margin = dict(before), _margin(tolerance)
    while not _within(after, margin):
        # Adding to the smallest third raises the lowest share and never the highest: no shorter way exists.
        after[min(Third, key=lambda third: after[third])] += 1
    posts = {third: after[third] - before[third] for third in Third if after[third] > before[third]}
    reachable = slots_left is None or sum(posts.values()) <= slots_left
    return Needs(posts, by, reachable, _sentence(posts, by, slots_left if not reachable else None))


@dataclass(frozen=True, slots=True)
class Forecast:
    """How a quarter will end if everything planned goes out and nothing else does (S-75)."""

    balance: Balance
    needs: Needs
    sentence: str

    def drifts(self, third: Third) -> bool:
        """Whether this third ends outside its limits."""
        return self.balance.enough and third in self.balance.outside


def forecast(so_far: Mapping[Third, int], to_come: Mapping[Third, int], *, by: date, tolerance: int = 10) -> Forecast:
    """The thirds at the end of the plan, and what to add while there is time."""
    counts = {third: so_far.get(third, 0) + to_come.get(third, 0) for third in Third}
    end, needs = balance(counts, tolerance=tolerance), needed(counts, by=by, tolerance=tolerance)
    left = sum(_checked(to_come).values())
    when = f"{by.day} {by:%B}"
    if not end.total:
        return Forecast(end, needs, "")
    lead = f"As planned, with {left} still to come, {when} ends with" if left else f"With nothing more planned, {when} ends with"
    drift = "each about a third" if end.within else f"out of balance. {end.reason} {needs.sentence}".removesuffix(".")
    return Forecast(end, needs, f"{lead} {_list(counts)}: {drift}.")


def exact_thirds(number: int) -> dict[Third, int]:
    """A number of posts in three equal parts; what is left over goes to our own work, then to local news."""
    if number < 0:
        raise ValueError("The number of posts cannot be below zero.")
    return {third: number // 3 + (place < number % 3) for place, third in enumerate(Third)}


def rolling(dated: Iterable[tuple[date, Third]], *, on: date, days: int = ROLLING_DAYS, tolerance: int = 10) -> Balance:
    """The balance of the posts of the last ``days`` days, ``on`` included."""
    start = on - timedelta(days=days - 1)
    return balance(Counter(third for day, third in dated if start <= day <= on), tolerance=tolerance)


def _checked(counts: Mapping[Third, int]) -> dict[Third, int]:
    full = {third: counts.get(third, 0) for third in Third}
    for third, count in full.items():
        if count < 0:
            raise ValueError(f"The number of posts cannot be below zero: {third.label} has {count}.")
    if strangers := set(counts) - set(Third):
        raise ValueError(f"Every post must count as one of the three thirds; {sorted(map(str, strangers))} is none of them.")
    return full


def _margin(tolerance: int) -> Fraction:
    if not 0 <= tolerance <= 33:
        raise ValueError("The tolerance is a number of percentage points from 0 to 33.")
    return Fraction(tolerance, 100)


def _within(counts: Mapping[Third, int], margin: Fraction) -> bool:
    total = sum(counts.values())
    if total < 3:
        return False
    if max(counts.values()) - min(counts.values()) <= 1:
        return True  # as even as this number of posts can be
    return all(abs(Fraction(count, total) - Fraction(1, 3)) <= margin for count in counts.values())


def _outside(counts: Mapping[Third, int], margin: Fraction) -> frozenset[Third]:
    total = sum(counts.values())
    return frozenset(third for third, count in counts.items() if abs(Fraction(count, total) - Fraction(1, 3)) > margin)


def _reason(counts: Mapping[Third, int], margin: Fraction) -> str:
    total = sum(counts.values())
    if total == 0:
        return "There are no posts yet."
    if total < FEWEST:
        return f"Too few to tell: {total} post{'' if total == 1 else 's'}."
    if _within(counts, margin):
        return f"{_list(counts)} of {total} posts: each about a third."
    return _cause(counts, total, margin)


def cause(counts: Mapping[Third, int], third: Third, *, tolerance: int = 10) -> str:
    """How one third stands outside its limits, in a sentence. ValueError when there are no posts."""
    full = _checked(counts)
    if not (total := sum(full.values())):
        raise ValueError("There are no posts to share out.")
    return _of_one(full, third, total, _margin(tolerance))


def _cause(counts: Mapping[Third, int], total: int, margin: Fraction) -> str:
    worst = max(Third, key=lambda third: abs(Fraction(counts[third], total) - Fraction(1, 3)))
    return _of_one(counts, worst, total, margin)


def _of_one(counts: Mapping[Third, int], worst: Third, total: int, margin: Fraction) -> str:
    share = Fraction(counts[worst], total)
    over = share > Fraction(1, 3)
    limit = 100 * (Fraction(1, 3) + (margin if over else -margin))
    number = f"{counts[worst]} of {total} posts are" if counts[worst] != 1 else f"1 of {total} posts is"
    just = "just " if round(100 * share) == round(limit) else ""
    return f"{number} {worst.phrase}: {_percent(share)}, {just}{'above' if over else 'below'} {round(limit)}%."


def _percent(share: Fraction) -> str:
    return f"{round(100 * share)}%"


def _list(counts: Mapping[Third, int]) -> str:
    return ", ".join(f"{third.label} {counts[third]}" for third in Third)


_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _posts(third: Third, number: int) -> str:
    return f"{_number(number)} {third.adjective} post{'' if number == 1 else 's'}"


def _joined(parts: list[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _sentence(posts: Mapping[Third, int], by: date, short_of: int | None) -> str:
    when = f"{by.day} {by:%B}"
    if not posts:
        return f"The thirds are in balance; keep it so until {when}."
    wanted = _joined([_posts(third, number) for third, number in posts.items()])
    if short_of is None:
        return f"You need {wanted} before {when}."
    places = f"{_number(short_of)} place{' is' if short_of == 1 else 's are'} left"
    return f"Balance can no longer be reached by {when}: it takes {wanted}, and {places}."

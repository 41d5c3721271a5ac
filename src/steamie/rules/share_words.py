"""How shares of content are spoken of: "a third" when every kind is to be a third, else "a share"; and each in its limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .shares import Bound, Share

_PARTS = {2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters"), 5: ("fifth", "fifths")}
_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
OTHER = "other"
NONE_ASKED = "The strategy asks for no shares."


@dataclass(frozen=True, slots=True)
class ShownShare:
    """How the kind of a post is shown: by the place of its share among the others (colour and shape), and by name."""

    look: str  # "1" to "5", in the order of the strategy; "other" for a kind that is not asked for now
    label: str
    name: str


def shown(code: str, shares: Sequence[Share]) -> ShownShare | None:
    """The share with this code; another share when none has it; None for no code."""
    for place, share in enumerate(shares, 1):
        if share.code == code:
            return ShownShare(str(place), share.label, share.whole_name)
    other = f"Another share: {code}"
    return ShownShare(OTHER, other, other) if code else None


def label(code: str, shares: Sequence[Share]) -> str:
    """What a post counts as, by its code, in a word or two."""
    share = shown(code, shares)
    return share.label if share else "no share"


def choices(shares: Sequence[Share], now: str = "") -> list[tuple[str, str]]:
    """Codes and labels to choose from. ``now``: a code in use, offered too when the strategy no longer names it."""
    named = [(share.code, share.label) for share in shares]
    left = shown(now, shares)
    return [*named, (now, left.label)] if left and left.look == OTHER else named


def even(shares: Sequence[Share]) -> bool:
    """Whether every kind is asked to be exactly the same part of the whole, with the same tolerance."""
    return len({(share.fraction, share.bound, share.tolerance) for share in shares}) == 1 and shares[0].bound is Bound.EXACTLY


def noun(shares: Sequence[Share]) -> str:
    """What one share is called: "third" under the rule of thirds, "share" when the parts are not all alike."""
    return _PARTS[len(shares)][0] if even(shares) else "share"


def plural(shares: Sequence[Share]) -> str:
    """What the shares are called: "thirds", "halves", "shares"."""
    return _PARTS[len(shares)][1] if even(shares) else "shares"


def heading(shares: Sequence[Share]) -> str:
    """What the whole is called: "Rule of thirds", or "Shares of content"."""
    return f"Rule of {plural(shares)}" if even(shares) else "Shares of content"


def part(fraction: Fraction) -> str:
    """A part of the whole in words where it has plain ones: "half", "a third", "40%"."""
    if fraction.numerator == 1 and fraction.denominator in _PARTS:
        return "half" if fraction.denominator == 2 else f"a {_PARTS[fraction.denominator][0]}"
    return {Fraction(2, 3): "two thirds", Fraction(3, 4): "three quarters"}.get(fraction, percent(fraction))


def asked(share: Share) -> str:
    """What the strategy asks of one share: "a third", "at least half", "at most a fifth"."""
    return part(share.fraction) if share.bound is Bound.EXACTLY else f"{share.bound.value} {part(share.fraction)}"


def each(shares: Sequence[Share]) -> str:
    """How it is when every share is as it should be: "each about a third", or "as the strategy asks"."""
    return f"each about {part(shares[0].fraction)}" if even(shares) else "as the strategy asks"


def promise(shares: Sequence[Share]) -> str:
    """What the strategy asks of all, in a sentence: "A third about our work, a third local, a third from the sector." """
    if not shares:
        return NONE_ASKED
    words = ", ".join(f"{asked(share)} {share.aim or share.phrase}" for share in shares)
    return f"{words[0].upper()}{words[1:]}."


def limits(share: Share) -> str:
    """The percentages one share may have: "23% to 43%", "at least 50%", "at most 20%"."""
    lowest, highest = percent(share.lowest), percent(share.highest)
    if share.bound is Bound.EXACTLY:
        return f"{lowest} to {highest}"
    return f"at least {lowest}" if share.bound is Bound.AT_LEAST else f"at most {highest}"


def all_limits(shares: Sequence[Share]) -> str:
    """The percentages every share may have: "Each third should be 23% to 43%.", or one after another."""
    if even(shares):
        return f"Each {noun(shares)} should be {limits(shares[0])}."
    return f"Asked for: {', '.join(f'{share.label} {limits(share)}' for share in shares)}."


def within_each(share: Share) -> str:
    """The limits every share has alike, read aloud: "Each should be between 23% and 43%." """
    return f"Each should be between {percent(share.lowest)} and {percent(share.highest)}."


def beyond(share: Share, *, over: bool) -> str:
    """The limit that was passed: "Above 43%.", "Below 23%." """
    return f"Above {percent(share.highest)}." if over else f"Below {percent(share.lowest)}."


def within(share: Share) -> str:
    """The limits kept: "Between 23% and 43%, as it should be." """
    between = f"between {percent(share.lowest)} and {percent(share.highest)}" if share.bound is Bound.EXACTLY else limits(share)
    return f"{between[0].upper()}{between[1:]}, as it should be."


def counted(shares: Sequence[Share], counts: Mapping[str, int]) -> str:
    """How many posts each has: "Our work 10, Local 10, Sector 10"."""
    return ", ".join(f"{share.label} {counts.get(share.code, 0)}" for share in shares)


def posts(share: Share, number: int) -> str:
    """So many posts of one share: "two community posts"."""
    return f"{in_words(number)} {share.adjective} post{'' if number == 1 else 's'}"


def apart(counts: Mapping[str, int]) -> str:
    """Posts that belong to no share now asked for, in a sentence; empty when there are none."""
    number, codes = sum(counts.values()), sorted(code for code in counts if code)
    if not number:
        return ""
    under = f"another share ({', '.join(codes)})" if codes else "no share"
    also = " or none" if codes and counts.get("") else ""
    few = "1 post is" if number == 1 else f"{number} posts are"
    return f"{few} counted apart: {'it has' if number == 1 else 'they have'} {under}{also}."


def in_words(number: int) -> str:
    """A small number as a word; from eleven in figures."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def percent(fraction: Fraction) -> str:
    """A part of the whole as a whole percentage."""
    return f"{round(100 * fraction)}%"


def joined(parts: Sequence[str]) -> str:
    """Some things in a row: "one, two and three"."""
    return " and ".join(words for words in (", ".join(parts[:-1]), parts[-1]) if words)

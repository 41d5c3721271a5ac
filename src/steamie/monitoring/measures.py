"""What we measure: visits, which we count ourselves, and what each kind of channel says that it counts (S-54 to S-56, S-77)."""

from __future__ import annotations

from collections.abc import Iterator

from steamie.channels import registry
from steamie.channels.contract import Measure
from steamie.channels.models import Channel
from steamie.channels.opening import stands_in

OUR_WEBSITE = "our website"
BY_HAND = "entered by hand"
STAND_IN = "stand-in"
VISITS = Measure(
    "visits",
    "Visits",
    "Times the post's own short link was followed, up to the day. Robots, previews, repeats within half an hour and "
    "signed-in staff are left out. No cookie is set.",
    "each following of /go/<code>/",
    "our own rule",
)
FROM_THE_CHANNEL = ("likes", "shares", "comments")  # the codes by which channels are held against each other
OF_A_POST = (*FROM_THE_CHANNEL, VISITS.code)  # the columns of every table
NAMES = {"likes": "Likes", "shares": "Shares", "comments": "Comments"}  # where channels that name them differently meet
DAYS_READ = 90  # a post's figures are read for this long


def declared(kind: str) -> tuple[Measure, ...]:
    """What is read every day from a channel of this kind; nothing where the kind is not installed."""
    channel_kind = registry.kinds().get(kind)
    return tuple(measure for measure in channel_kind.measures if measure.daily) if channel_kind else ()


def measure(code: str, kind: str = "") -> Measure:
    """What a code means at this kind of channel or, where it counts no such thing, at the first that does."""
    everywhere = [*declared(kind), VISITS, *(one for name in registry.kinds() for one in declared(name))]
    unknown = Measure(code, code.capitalize(), "Nothing that is installed counts this.", "", "")
    return next((one for one in everywhere if one.code == code), unknown)


def label(code: str, kind: str = "") -> str:
    """Its name: the channel's own or, without a kind, the one under which channels are held against each other."""
    return NAMES.get(code, measure(code).label) if not kind else measure(code, kind).label


def counted() -> dict[str, Measure]:
    """Every measure of the accounts we hold, by code; the columns of the tables first."""
    in_use = _kinds_in_use()
    codes = dict.fromkeys([*OF_A_POST, *(one.code for name in in_use for one in declared(name))])
    return {code: next(one for one in (measure(code, name) for name in [*in_use, ""]) if one.code == code) for code in codes}


def explained() -> Iterator[tuple[Measure, str, bool]]:
    """Each measure with whose count it is, and whether a stand-in gave it: the channels' own, then our own."""
    for name in _kinds_in_use():
        kind = registry.kinds()[name]
        yield from ((one, source(one.code, name), stands_in(kind)) for one in declared(name))
    yield VISITS, OUR_WEBSITE, False


def source(code: str, kind: str) -> str:
    """Whose count it is."""
    if code == VISITS.code:
        return OUR_WEBSITE
    channel_kind = registry.kinds().get(kind)
    return channel_kind.address.owner if channel_kind and channel_kind.address else BY_HAND


def _kinds_in_use() -> list[str]:
    """The kinds that count something and of which there is an account; every one of them while there is none."""
    able = [name for name in registry.kinds() if declared(name)]
    in_use = set(Channel.objects.filter(kind__in=able).values_list("kind", flat=True))
    return [name for name in able if name in in_use] or able

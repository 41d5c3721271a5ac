"""Where people live, and where the public may go: an address is asked about unless a public place stands before it (S-68)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from .folding import Folded

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    "|dec(?:ember)?"
)
_AREAS = (
    "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu gy "
    "ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl "
    "po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze"
)
_POSTCODE = re.compile(rf"(?<![\w/-])(?:{'|'.join(_AREAS.split())})\d[a-z\d]?[ \t]*(?P<last>\d[abd-hjlnp-uw-z]{{2}})(?!\w)")
_SPELLED = re.compile(rf"(?:{'|'.join(_AREAS.split())})\d[a-z\d]?\d[abd-hjlnp-uw-z]{{2}}")
_LETTER_BY_LETTER = re.compile(r"(?<!\w)[A-Z] (?:[A-Z] )?\d (?:[A-Z\d] )?\d [A-Z] [A-Z](?!\w)")
_SURE = "street|road|avenue|crescent|terrace|gardens|quadrant|wynd"
_STREET = (
    f"{_SURE}|st|rd|drive|dr|ave|cres|place|pl|court|ct|gdns|lane|way|close|brae|loan|row|square|sq|view|path|grove|park|gate"
    "|vennel|circus|walk|rise|mews|hill|green|quay|wharf"
)
_NUMBER = (
    r"(?P<flat>(?:flat|flt)\s*)?(?P<unit>\d{1,2}/\d{1,2}[a-d]?\W{1,3}(?:at\s+)?)?(?!(?:19|20)\d\d\b)\d{1,4}[a-d]?(?:/\d{1,2})?"
)
_ADDRESS = re.compile(
    rf"(?<![\w/£.:-]){_NUMBER},?\s+(?!(?:{MONTHS})\b)(?P<name>(?:[a-z][a-z'.-]*\s+){{1,3}}?)(?P<type>{_STREET})\b(?!\s+of\b)"
)
_FLAT = re.compile(r"(?<!\w)(?:flat|flt)\s*(?P<number>\d{1,2}/\d{1,2}|\d{1,2}[a-d]?)(?![\w%/])")
_PUBLIC = re.compile(
    r"(?<!\w)(?:centre|center|hall|library|school|primary|academy|church|chapel|mosque|gurdwara|temple|synagogue|post office"
    r"|museum"
    r"|gallery|theatre|cinema|club|clinic|surgery|practice|pharmacy|chemist|hospital|hub|cafe|bakery|butcher|shop|store"
    r"|supermarket"
    r"|co-op|market|pub|bar|hotel|restaurant|nursery|college|university|stadium|pool|gym|park|gardens?|allotments|pavilion"
    r"|station"
    r"|office|bureau|trust|food ?bank|pantry|charity|studio|workshop|depot|bank|credit union|association|police)(?:'?s)?"
    r"\s*[,:;(-]?\s*(?:(?:is\s+)?(?:now\s+)?(?:at|in|on)\s*)?$"
)
_NEARBY = 60  # characters between a public place's address and its postcode
_ORDINARY = re.compile(
    "the|an?|new|old|main|local|busy|quiet|city|nearby|other|more|back|front|high"
    "|hour|minute|bedroom|storey|mph|way|mile|metre|lane|single|double|side|closed"
)


def addresses(text: Folded) -> Iterator[tuple[int, int]]:
    """Street addresses that may be somebody's home."""
    for match in _ADDRESS.finditer(text.plain):
        if match["unit"] or match["flat"] or (_looks_named(text, match) and not _is_public(text, match.start())):
            yield match.span()


def flats(text: Folded) -> Iterator[tuple[int, int]]:
    """A flat's number by itself."""
    for match in _FLAT.finditer(text.plain):
        first, last = text.span(match)
        if "/" in match["number"] or text.original[first:last][0].isupper():
            yield match.span()


def postcodes(text: Folded) -> Iterator[tuple[int, int]]:
    """Full postcodes, also spelled letter by letter, unless they end the address of a public place."""
    postcodes = list(_POSTCODE.finditer(text.plain))
    public = _ends_of_public(text) if postcodes else []
    for match in postcodes:
        first, last = text.span(match, "last")
        ordinal = re.fullmatch(r"1st|2nd|3rd|\dth", text.original[first:last])
        if not ordinal and not _follows(match.start(), public):
            yield match.span()
    for match in _LETTER_BY_LETTER.finditer(text.original):
        if _SPELLED.fullmatch(match[0].replace(" ", "").casefold()):
            yield bisect_left(text.places, match.start()), bisect_left(text.places, match.end())


def _ends_of_public(text: Folded) -> list[int]:
    return [match.end() for match in _ADDRESS.finditer(text.plain) if not match["unit"] and _is_public(text, match.start())]


def _follows(start: int, ends: list[int]) -> bool:
    """Whether one of these ends, which are in order, lies just before."""
    place = bisect_left(ends, start - _NEARBY)
    return place < len(ends) and ends[place] < start


def _is_public(text: Folded, start: int) -> bool:
    return bool(_PUBLIC.search(text.plain[max(0, start - 40) : start]))


def _looks_named(text: Folded, match: re.Match[str]) -> bool:
    """Capital letters make a street; without any, only one plain name before a word that is always a street."""
    first, last = text.span(match, "name")
    name = text.original[first:last].split()
    if all(word[0].isupper() for word in name):
        return True
    return len(name) == 1 and match["type"] in _SURE.split("|") and not _ORDINARY.fullmatch(name[0])

"""Where people live, and where the public may go: an address is asked about unless a public place stands before it (S-68)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from .folding import Folded
from .written_dates import MONTHS

_AREAS = (
    "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu gy "
    "ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl "
    "po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze"
)
_POSTCODE = re.compile(rf"(?<![\w/-])(?:{'|'.join(_AREAS.split())})\d[a-z\d]?[ \t]*(?P<last>\d[abd-hjlnp-uw-z]{{2}})(?!\w)")
_SPELLED = re.compile(rf"(?:{'|'.join(_AREAS.split())})\d[a-z\d]?\d[abd-hjlnp-uw-z]{{2}}")
_LETTER_BY_LETTER = re.compile(r"(?<!\w)[A-Z] (?:[A-Z] )?\d (?:[A-Z\d] )?\d [A-Z] [A-Z](?!\w)")
_SURE = "street|road|avenue|crescent|terrace|gardens|quadrant|wynd|ave|rd|cres|gdns|pl"
_STREET = (
    f"{_SURE}|st|drive|dr|place|court|ct|lane|way|close|brae|loan|row|square|sq|view|path|grove|park|gate"
    "|vennel|circus|walk|rise|mews|hill|green|quay|wharf|oval|parade|glebe|croft|cottages?|tower|towers|heights"
)
_SIDE = (
    r"(?:(?:top|ground|bottom|first|second|third|fourth|upper|lower|1st|2nd|3rd|4th|[gb]f|[0-9])[ /-]?(?:floor|flat"
    r"|flr)?[ ,/-]*)"
    r"?(?:(?:left|right|middle)\b[ ,]*|(?<=floor )|(?<=flat )|(?<=floor, ))"
)
_NUMBER = (
    rf"(?P<side>(?<!\w){_SIDE}(?:at\s+)?)?(?P<flat>(?:flat|flt|apt|apartment)\s*)?"
    r"(?P<unit>\d{1,2}/\d{1,2}[a-d]?\W{1,3}(?:at\s+)?)?(?!(?:19|20)\d\d\b)\d{1,4}[a-d]?(?:/\d{1,2})?"
)
_ADDRESS = re.compile(
    rf"(?<![\w/£.:-]){_NUMBER},?\s+(?!(?:{MONTHS})\b)(?P<name>(?:[a-z][a-z'.-]*\s+){{1,3}}?)(?P<type>{_STREET})\b(?!\s+of\b)"
)
_NUMBER_AFTER = re.compile(
    rf"(?<!\w)(?P<name>(?:[a-z][a-z'.-]*\s+){{1,2}}?)(?P<type>{_STREET}),?\s+(?:house\s+)?(?:number|no\.?|#"
    rf"|flat)\s*(?P<house>\d{{1,3}}[a-d]?)(?!\w)"
)
_HOME_OF = re.compile(
    r"(?<!\w)(?:lives?|living|lived|stays?|staying|bides?|biding|moved|moves|moving|resides?|home|house|they're|she's|he's"
    r"|hoose)\s+(?:\w+\s+)?(?:at|to|in|is|into)\s+"
    r"(?:number\s+|no\.?\s*)?(?P<house>\d{1,3}[a-d]?)\s+(?P<name>[a-z][a-z'-]{3,}(?:\s+[a-z][a-z'-]{3,})?)(?!\w)"
)
_FLAT = re.compile(r"(?<!\w)(?:flat|flt|apt|apartment)\s*(?P<number>\d{1,2}/\d{1,2}|\d{1,2}[a-d]?)(?![\w%/])")
# A street of one word: "at 61 Glenpath". What else follows a number in capitals is a date, or begins a name of many things.
_ONE_WORD = re.compile(
    rf"(?<!\w)(?:at|outside|opposite|behind|from)\s+(?:number\s+|no\.?\s*)?(?P<house>\d{{1,3}}[a-d]?)\s+"
    rf"(?P<name>(?!(?:{MONTHS}|mon|tues|wednes|thurs|fri|satur|sun|homes?|people|tenants?|new|christmas|easter|local|scottish"
    rf"|uk)"
    r"(?:day)?\b)[a-z][a-z'-]{4,})(?=\s*(?:[.,;:!?)]|$|this|last|next|on|in|at|yesterday|today|tonight|tomorrow|was|is|has"
    r"|after|by"
    r"|and|to|who|with|again))"
)
# A house with a name: "Rowan Cottage, Station Brae". A "House" or a "Court" with a name is as often sheltered housing.
_NAMED_HOUSE = re.compile(
    rf"(?<!\w)(?P<name>(?:(?!(?:to|at|in|from|of|near|the|for|and|our)\s)[a-z][a-z'-]+\s){{1,2}}(?:cottage|villa|bungalow"
    rf"|lodge|farmhouse|steading)),\s"
    rf"(?P<street>(?:[a-z][a-z'-]+\s){{1,2}}(?:{_STREET}))(?!\w)"
)
# A house whose name says all: "The Old Smiddy, Carnbeg". As often a pub or a hall, so only where it is somebody's.
_KNOWN_HOUSE = re.compile(
    r"(?<!\w)(?P<name>(?:the\s)?(?:(?:old|wee|auld|new|east|west|north|south|upper|nether|mill|kirk|toll|mains|home|station"
    r"|shore"
    r"|[a-z]{4,})\s){1,2}(?:smiddy|smithy|manse|cottage|schoolhouse|school house|farmhouse|gatehouse|gate lodge|lodge|mill"
    r"|steading"
    r"|croft|byre|stables|bothy|toll ?house|dairy|bungalow|villa|boathouse|rectory|vicarage|coach ?house)|(?:tigh"
    r"|taigh) (?:na |nan |an )?[a-z]+)(?=,\s[a-z]{3}"
    r"|\W{0,2}$|\.)"
)
# A flat named as on a tenement stair, then its street without a number: "flat 3F1, Gorgie Road".
_FLAT_OF_STREET = re.compile(
    rf"(?<!\w)(?:flat|flt|apartment|door)\s*(?P<house>\d{{0,2}}[gbf]{{1,2}}\d{{0,2}}|\d{{1,2}}[a-d/]?\d{{0,2}}),?\s+(?:in "
    rf"|at |on )?"
    rf"(?P<name>(?:[a-z][a-z'.-]*\s+){{1,2}}?)(?:{_STREET})(?!\w)"
)
_UNIT = re.compile(r"(?<![\w/£.-])(?P<number>\d{1,2}/\d{1,2}),?\s+(?P<house>\d{1,3})\s+(?P<street>[a-z][a-z'-]{3,})(?!\w)")
_PUBLIC = re.compile(
    r"(?<!\w)(?:centre|center|hall|library|school|primary|academy|church|chapel|mosque|gurdwara|temple|synagogue|post office"
    r"|museum|gallery|theatre|cinema|club|clinic|surgery|practice|pharmacy|chemist|hospital|hub|cafe|bakery|butcher|shop"
    r"|shops|store"
    r"|supermarket|co-op|market|pub|bar|hotel|restaurant|nursery|college|university|stadium|pool|gym|park|gardens?|allotments"
    r"|pavilion|station|offices?|bureau|trust|food ?bank|pantry|charity|studio|workshop|depot|bank|credit union|association"
    r"|police|dentist|doctors?|gp|optician|salon|barber|hairdresser|takeaway|garage|branch|venue|site|development|drop-in"
    r"|exhibition"
    r"|show (?:home|flat|house)|day cent(?:re|er)|lounge|common room|sheltered housing|care home|foundation|council"
    r"|society|federation"
    r"|jobcentre|citizens advice|shelter|polling (?:place|station)|headquarters|hq|head office|registered office|write to us"
    r"|visit us|find us|call in|come in|pop in|drop in|our address)(?:'?s)?"
    r"\s*[,:;(-]?\s*(?:(?:is\s+)?(?:now\s+)?(?:at|in|on|to)\s*)?$"
)
_NAMED_PUBLIC = re.compile(
    r"(?<!\w)(?:cent(?:re|er)|hall|library|school|academy|church|chapel|mosque|bureau|office|surgery|clinic|hub|cafe"
    r"|museum|hospital"
    r"|pharmacy|college|trust|association|bank|credit union|jobcentre|dentist|doctor|pantry|citizens advice|council|club"
    r"|workshop"
    r"|society|venue|ltd|limited)(?!\w)[^.!?\n]{0,70}[,:(][^.!?\n,:(]{0,20}$"
)
_BODY_AT = re.compile(
    r"(?<!\w)(?:council|team|office|clinic|surgery|library|bureau|association|ltd|company|jobcentre|police|services?|hotel"
    r"|pharmacy"
    r"|college|charity|project|group|class|stall|market|event|meeting|gala)(?:'s)?(?!\w)[^.!?\n]{0,40}?"
    r"(?:moves?|moving|is|are|based|opens?|meets?|held|at|in|to)\s+(?:(?:at|in|to|now)\s+)?$"
)
_WORKS_AT = re.compile(
    r"(?<!\w)(?:lifts?|roof|scaffold\w*|bin stores?|car park|play ?park|back court|roadworks|junction|bus stop"
    r"|traffic lights|grit bins?"
    r"|defibrillator|building|stair|entry|unit)\s+(?:[\w']+\s+)?(?:(?:at|in|outside|opposite|near|beside|by|are at)\s+)?$"
)
_OURS_AFTER = re.compile(
    r"\W{1,3}(?:is |which is )?(?:our|the) (?:\w+ )?(?:office|depot|hall|hub|cent(?:re|er)|shop|pantry|show ?flat|base)\b"
)
_SOMEBODYS = re.compile(
    r"(?<!\w)(?:lives?|stays?|bides?|tenants?|family|neighbours?|house|hoose|home of|mrs?|ms|miss|his|her|their|my|winner"
    r"|winners"
    r"|moved|party|flat|couple|lady|woman|man|mum|dad|gran)(?!\w)"
)
_SEVERAL = re.compile(
    r"(?:\d+[a-d]?\s*(?:,|-|to|and|&)\s*|(?<!\w)(?:closes|blocks?|stairs|properties|numbers|nos\.?|evens?|odds?|homes?)\s+)$"
)
_NEARBY = 60  # characters between a public place's address and its postcode
_ORDINARY = re.compile(
    "the|an?|your|our|all|high|bus|cycle|phase|stage|week|day|level|storeys?|car|no|own|home|cold|warm|of|in|to|for|and|x"
    "|first|second|third|play|walking|working|in|own|per|half|full|long|short|big|wee|little|left|right|lower|upper"
    "|houses|homes|people|tenants|other|green|open|bin|private|public|winding|different|quarter|mens|more|new|old|main"
    "|local|busy|quiet|city|nearby|other|more|back|front|high"
    "|hour|minute|bedroom|storey|mph|way|mile|metre|lane|single|double|side|closed"
)


def addresses(text: Folded) -> Iterator[tuple[int, int]]:
    """Street addresses that may be somebody's home."""
    yield from (match.span() for match in _ADDRESS.finditer(text.plain) if _is_a_home(text, match))
    for pattern in (_NUMBER_AFTER, _HOME_OF, _ONE_WORD, _FLAT_OF_STREET):
        homes = (match for match in pattern.finditer(text.plain) if _capital(text, match, "name"))
        yield from (match.span() for match in homes if not _is_public(text, match.start("house")))
    yield from (match.span() for match in _UNIT.finditer(text.plain))


def houses(text: Folded) -> Iterator[tuple[int, int]]:
    """Homes with a name in place of a number, before their street."""
    named = (match for match in _NAMED_HOUSE.finditer(text.plain) if _capital(text, match, "name"))
    yield from (match.span() for match in named if not _is_public(text, match.start()))
    known = (match for match in _KNOWN_HOUSE.finditer(text.plain) if _capital(text, match, "name"))
    yield from (match.span() for match in known if _is_somebodys(text, match.start()))


def _is_somebodys(text: Folded, start: int) -> bool:
    sentence = re.split(r"[!?\n]|(?<!mrs)(?<!mr)(?<!ms)\.", text.plain[max(0, start - 80) : start])[-1]
    return bool(_SOMEBODYS.search(sentence)) and not _is_public(text, start)


def _is_a_home(text: Folded, match: re.Match[str]) -> bool:
    if match["unit"] or match["flat"] or match["side"]:
        return True
    ours = _OURS_AFTER.match(text.plain, match.end())
    return _looks_named(text, match) and not ours and not _is_public(text, match.start()) and not _is_several(text, match)


def _capital(text: Folded, match: re.Match[str], group: str) -> bool:
    first, last = text.span(match, group)
    return all(word[0].isupper() for word in text.original[first:last].split())


def _is_several(text: Folded, match: re.Match[str]) -> bool:
    """Whether the number is the last of a row or a range: a scheme of homes, not one of them."""
    before = max(0, match.start() - 20)
    return bool(_SEVERAL.search(text.plain, before, match.start())) and not _FLAT.search(text.plain, before, match.start())


def flats(text: Folded) -> Iterator[tuple[int, int]]:
    """A flat's number by itself."""
    for match in _FLAT.finditer(text.plain):
        first, last = text.span(match)
        if _OURS_AFTER.match(text.plain, match.end()):
            continue
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
    before = text.plain[max(0, start - 40) : start]
    if _PUBLIC.search(before) or _WORKS_AT.search(before):
        return True
    sentence = re.split(r"[.!?\n]", text.plain[max(0, start - 110) : start])[-1]
    public = _NAMED_PUBLIC.search(sentence) or _BODY_AT.search(sentence)
    return bool(public) and not _SOMEBODYS.search(sentence)


def _looks_named(text: Folded, match: re.Match[str]) -> bool:
    """Capital letters make a street; without any, only one plain name before a word that is always a street."""
    first, last = text.span(match, "name")
    name = text.original[first:last].split()
    if all(word[0].isupper() for word in name):
        return True
    return len(name) == 1 and match["type"] in _SURE.split("|") and not _ORDINARY.fullmatch(name[0])

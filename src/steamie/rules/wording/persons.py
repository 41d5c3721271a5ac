"""Where a text speaks of one person: by name, in any order and of any origin, or so that neighbours know who is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .names import FIRST_NAMES, NO_NAMES, PLACES_AND_BODIES, SURNAMES_TOO, WORDS_TOO

_NAME = r"(?:[A-Z][a-zA-Z]*(?:['-][A-Za-z]+)*)"
_TITLE = (
    r"(?:mr|mrs|ms|miss|mx|dr|rev|sir|lord|lady|uncle|auntie|aunt|auld|granny|grandad|grandpa|big|wee|oor|fr|father"
    r"|sister)\b\.?"
)
_TITLED = re.compile(rf"(?<![\w@])(?i:{_TITLE})\s+(?P<name>{_NAME}(?:\s+{_NAME})?)")
_CAPITALS = re.compile(
    rf"(?<![\w@#/.])(?:{_NAME}|[A-Z]\.)(?:\s+(?:(?:de|van|von|al|el|bin|da|del)\s+)?(?:{_NAME}|[A-Z]\b\.?)"
    rf"|,\s+{_NAME}(?=\s*(?:[-(:]|$))){{0,3}}"
)
_WORD = re.compile(r"[A-Za-z][\w'-]*")
_SMALL = re.compile(rf"(?<![\w@])(?:{'|'.join(sorted(FIRST_NAMES - WORDS_TOO))})(?:'s)?(?!\w)")
_PLACE_BEFORE = re.compile(
    r"(?:(?<!\w)(?:in|at|from|near|on|the|around|across|via|outside|into|through|off|a|an|o'|visit)\s+)$", re.I
)
_SHORT_FORMS = frozenset(("", "s", "ve", "m", "re", "ll", "d", "t"))  # we've, it's, I'm
_ENDINGS = ("ing", "tion", "ment", "ness", "ly", "ship", "ism", "ity")
_SHORTEST = 2
SHORT_HEADLINE = 6  # words of four letters or more: with fewer, a row of names looks the same
_HEADLINE = 0.75  # share of words with a capital, from which the capitals say nothing


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in the text. ``sure``: a title, a whole name or a known first name; otherwise only a word with a capital."""

    start: int
    end: int
    sure: bool
    described: bool = False


def mentions(cased: str, start: int, end: int) -> list[Mention]:
    """Every person named between two places of the text (one sentence), in order."""
    sentence = cased[start:end]
    headline = _is_a_headline(sentence)
    rows = [*_titled(sentence), *(() if headline else _capitals(sentence))]
    if sentence.islower() or headline:
        rows += [(match.start(), match.end(), True) for match in _SMALL.finditer(sentence.lower())]
    found = sorted(
        (Mention(start + first, start + last, sure) for first, last, sure in rows), key=lambda row: (row.start, -row.end)
    )
    return [row for place, row in enumerate(found) if not any(other.end >= row.end for other in found[max(0, place - 2) : place])]


def _titled(sentence: str) -> Iterator[tuple[int, int, bool]]:
    for match in _TITLED.finditer(sentence):
        first = match["name"].split()[0].lower()
        formal = sentence[match.start() : match.start("name")].strip(" .").lower() in ("mr", "mrs", "ms", "miss", "mx", "dr")
        if formal or _base(first) not in NO_NAMES:
            yield match.start(), match.end(), True


def _capitals(sentence: str) -> Iterator[tuple[int, int, bool]]:
    for match in _CAPITALS.finditer(sentence):
        words = [
            (word.start() + match.start(), word.end() + match.start(), _base(word[0].lower()))
            for word in _WORD.finditer(match[0])
        ]
        while words and words[0][2] in NO_NAMES and words[0][2] not in FIRST_NAMES:
            words = words[1:]
        row = _judged(sentence, words)
        if row:
            yield row


def _base(word: str) -> str:
    start, _, end = word.partition("'")
    return start if end in _SHORT_FORMS else word


def _judged(sentence: str, words: list[tuple[int, int, str]]) -> tuple[int, int, bool] | None:
    if not words or (len(words) == 1 and len(words[0][2]) < _SHORTEST):
        return None
    first, names = words[0][0], [word for _, _, word in words]
    placed = bool(_PLACE_BEFORE.search(sentence, max(0, first - 12), first))
    if _is_a_place(names, placed):
        return None
    cut = next((place for place, name in enumerate(names) if place and name in NO_NAMES and name not in SURNAMES_TOO), len(names))
    last = words[cut - 1][1]
    if names[0] in FIRST_NAMES:
        return first, last, not (placed and cut == 1)
    if cut > 1:
        return first, last, not placed
    return _alone(sentence, first, last, names[0], placed)


def _is_a_place(names: list[str], placed: bool) -> bool:
    """Streets, schools and bodies with a name: the word after it says so."""
    after = names[1:]
    if any(name in PLACES_AND_BODIES or (name in NO_NAMES and name not in SURNAMES_TOO) for name in after[:3]):
        return True
    return placed and bool(after) and after[-1] in SURNAMES_TOO


def _alone(sentence: str, first: int, last: int, name: str, placed: bool) -> tuple[int, int, bool] | None:
    """One word with a capital that no list knows: perhaps a name, where it begins no ordinary sentence."""
    if placed or name in NO_NAMES or name.endswith(_ENDINGS) or sentence[first:last].isupper():
        return None
    begins = not sentence[:first].strip(" \"'(-:*")
    owns = sentence[first:last].endswith("'s")
    if begins and not owns and (name.endswith("s") or not _DOES.match(sentence, last)):
        return None
    return first, last, False


_DOES = re.compile(
    r"(?:'s)?\s*(?:,|\(|-|\b(?:has|have|is|was|had|got|gets|left|owes?|owed|who|and|came|lost|tried|died|will|went|cannot"
    r"|can't|hasn't"
    r"|isn't|wasn't|never|still|now|needs?|takes?|took|works?|uses?|passed|broke|fell|split|stole|hit|won|turned|\w+'s)\b)"
    r"|'s\b"
)


def _is_a_headline(sentence: str) -> bool:
    words = re.findall(r"[A-Za-z]{4,}", sentence[:400])
    return len(words) > SHORT_HEADLINE and sum(word[0].isupper() for word in words) / len(words) > _HEADLINE


_WHO = (
    r"(?:woman|man|lady|guy|boy|girl|lad|laddie|lassie|couple|family|mum|mam|mother|dad|da|father|granny|gran|grandad"
    r"|pensioner|widow|widower"
    r"|tenants?|neighbours?|neebor|residents?|owner|shopkeeper|member|person|parents?|fella|bloke|wifie|wife|husband"
    r"|wummin|mannie|wean"
    r"|student|refugee|teacher|folk|people|lot|one|ones|brothers?|sisters?|household|house|hoose|flat|teenager|youth|kid"
    r"|child|baby"
    r"|twins|caretaker|janny|janitor|councillor|committee member|chair|treasurer|volunteer|cleaner|joiner|plumber|officer"
    r"|priest"
    r"|minister|gentleman|gent|yin|yins|mob|crew|pair|partner|daughter|son|carer|driver|singer|widow woman)"
)
_WHERE = (
    r"(?:(?:in|at|from|above|below|over|under|next door|across|opposite|on|off|of|beside|behind|by|wi|with|fae|up|doon"
    r"|down|end|round|who lives"
    r"|who stays|living|staying|that lives|that stays)\b[^.!?\n]{0,25}?"
    r"\b(?:flat|floor|flair|close|number\s+\d+|no\.?\s?\d+|\d+[a-d]?(?:/\d)?\b(?!\s*(?:am|pm|%|years?|minutes|hours|weeks"
    r"|months|days|people))"
    r"|house|hoose|terrace|block\s?\w?|stair|stairs|shop|shops|door|street|road|drive|avenue|crescent|place|landing|corner"
    r"|upstairs|downstairs"
    r"|next door|gate|alsatian|dogs?|van|car|wheelchair|square|bungalow|building|multis?|lane|gardens|court|entry|path"
    r"|tower|library"
    r"|caravan|motorbike|hostel|top|bottom|penthouse)\b|upstairs|downstairs|next door|through the wall|across the (?:road"
    r"|landing|hall|way))"
)
_KIND = (
    r"(?:(?:\w+[- ]){0,4}?(?:oldest|youngest|longest[- ]\w+|only|single|former|last|previous|disabled|blind|deaf|syrian"
    r"|polish|african|chinese"
    r"|ukrainian|afghan|romanian|somali|nigerian|pakistani|roma|traveller|refugee|asian|muslim|well[- ]known|local|elderly"
    r"|young|auld|old|wee"
    r"|new|pregnant|widowed|one[- ]legged|red[- ]haired|ginger|bald|foreign|irish|english)\s+(?:\w+\s+){0,2}?)"
)
_DESCRIBED = re.compile(
    rf"(?<!\w)(?:the|a|an|our|my|that|this|some|her|his|your|oor|ma|thon|yon|one of (?:our|the"
    rf"|my))\s+(?:[\w'-]+\s+){{0,4}}?{_WHO}(?:'s)?(?!\w)"
    rf"[ ,]{{0,2}}(?:[\w'-]+ ){{0,2}}?{_WHERE}"
    rf"|(?<!\w)(?:the|that|thon|yon)\s+(?:[\w'-]+\s+){{0,2}}?{_WHO}\s+(?:with|wi|in)\s+(?:the|a|an|two|three|all the|his"
    rf"|her)\s+(?:\w+\s+){{1,2}}"
    r"|(?<!\w)(?:her|him|them|they|she|he|folk|those|that lot|the ones|yon yin|the yin)\s+(?:at|in|up|doon|fae|from|above"
    r"|below|ben|wi|on)\s+(?:(?:the|number|no\.?)\s*)?(?:\d+[a-d]?(?:/\d)?|top|bottom|end|corner|next door|upstairs"
    r"|flat\s\w+|close\s\w+)(?:'s)?"
    r"|(?<!\w)(?:number|no\.?|flat|close|block)\s*\d{1,3}(?:/\d)?[a-d]?(?=(?:'s)?\s+(?:has|is|was|had|have|are|were|owes?"
    r"|got|keeps?|never|been|still|always|hasn't|haven't))"
    rf"|(?<!\w)(?:our|the|a|my|that)\s+{_KIND}{_WHO}(?!\w)"
    r"|(?<!\w)(?:house|hoose|flat|home|door|close|garden)\s+(?:with|wi|that has)\s+(?:the|a)\s+(?:\w+\s+){1,3}"
    r"|(?<!\w)(?:my|our|ma|oor|the)\s+(?:\w+\s+)?(?:neighbour|neebor|neighbours|upstairs|downstairs|next door)(?:'s)?(?!\w)"
    r"|(?<!\w)one of (?:our|the)\s+(?:\w+ )?(?:board members|committee members|members of staff|staff|joiners|officers"
    r"|directors)(?!\w)"
    r"|(?<!\w)(?:our|the|my)\s+(?:\w+ ){0,2}(?:chair|treasurer|secretary|caretaker|janitor|janny|director|joiner|plumber"
    r"|cleaner|receptionist|gardener|councillor|minister|priest|headteacher|postman|lollipop (?:man|lady))(?:'s)?(?!\w)"
)


def descriptions(plain: str, start: int, end: int) -> list[Mention]:
    """Every person between two places who is described so that neighbours know them."""
    return [Mention(match.start(), match.end(), True, described=True) for match in _DESCRIBED.finditer(plain, start, end)]


_FULL_STOP = re.compile(
    r"(?<![\s.(]mr)(?<![\s.(]ms)(?<![\s.(]dr)(?<![\s.(]mrs)(?<![\s.(]rev)(?<![\s.(][a-z])[.!?]+(?=\s|$)|\n+|;"
)


def sentences(plain: str) -> Iterator[tuple[int, int]]:
    """Where each sentence lies."""
    start = 0
    for match in _FULL_STOP.finditer(plain):
        yield start, match.end()
        start = match.end()
    if start < len(plain):
        yield start, len(plain)

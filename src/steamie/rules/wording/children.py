"""Children: a name with an age, a class or a school, or beside the word for somebody's child (S-68)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .folding import Folded
from .names import FIRST_NAMES, NO_NAMES, PLACES_AND_BODIES, SURNAMES_TOO

_NAME = r"(?:[A-Z][a-zA-Z]*(?:['-][A-Za-z]+)*)"
_FULL = rf"(?P<name>{_NAME}(?:\s{_NAME}){{0,2}})"
_IN_WORDS = "(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"


def _age(group: str = "age") -> str:
    return rf"(?P<{group}>\d{{1,2}}|{_IN_WORDS})(?:\s?(?:yrs?|years?|y/?o|months)\b(?:[ -]old)?)?"


_KIN = (
    r"(?:boys?|girls?|sons?|daughters?|wean|bairn|grandsons?|granddaughters?|grandwean|grandchild|grandbairn|nephew|niece"
    r"|wee (?:one|boy|girl|yin|man|lad|lassie|brother|sister)"
    r"|lad|laddie|lassie|toddler|baby|babies|twins?|pupils?|schoolboy|schoolgirl|youngster|youngest|eldest|oldest|brother"
    r"|sister|stepson|stepdaughter|kid|child|children|kids|weans)"
)
_CLASS = (
    r"(?:[pP][1-7]|[sS][1-6]|(?:[pP]rimary|[sS]econdary) (?:[1-7]|one|two|three|four|five|six|seven)|[nN]ursery"
    r"|[pP]laygroup|[rR]eception class)"
)
_SCHOOL = r"(?:(?:[A-Z][\w.'-]*\s){1,3}(?:[Pp]rimary|[Hh]igh|[Aa]cademy|[Nn]ursery|[Ss]econdary|[Ss]chool)|St\.? [A-Z][\w'-]+)"
_STAFF = re.compile(
    r"(?<!\w)(?:head|headteacher|teacher|janitor|janny|cook|staff|worker|manager|deputy|mr|mrs|ms|miss|dr|rev"
    r"|parent council|nurse|coach|chair|teaches|taught"
    r"|apprentice|driver|councillor|priest|father|director|artist|author|officer|constable|pc|librarian)(?!\w)",
    re.I,
)
_PATTERNS = (
    # A name and an age: Ellie Watson, 8, of …; Kayden (6); rayyan aged 5; Kofi is 10.
    re.compile(
        rf"(?<![\w@]){_FULL}(?:'s)?(?:,?\s\(?aged?:?\s{_age('age1')}|\s\({_age('age2')}\)|,\s{_age('age3')}(?=\s?(?:,|\)|;"
        rf"|\.|$|and\b|of\b|from\b|who\b|in\b|at\b|has\b|is\b))"
        rf"|\s(?:is|was|turned|turns|has turned|is only|is just|just turned)\s{_age('age4')}(?=\s?(?:,|\.|!|$|today|and\b"
        rf"|now|years|yrs|on\b|this|in\b|tomorrow|old)))"
    ),
    # "10-year-old Kofi Boateng", "6 year old twins Ava and Mia"
    re.compile(
        rf"(?<!\w)(?P<age>\d{{1,2}}|{_IN_WORDS})[\s-]?(?:years?|yrs?|months?"
        rf"|y/?o)(?:[\s-]?olds?,?)?\s(?:\w+\s){{0,2}}?{_FULL}"
    ),
    # "my boy Rayyan", "their daughter Skye", "Oor wee Struan"
    re.compile(
        rf"(?<!\w)(?:[Mm]y|[Oo]ur|[Hh]er|[Hh]is|[Tt]heir|[Oo]or|[Mm]a|[Tt]he|[Yy]our"
        rf"|\w+'s)\s(?:\w+\s){{0,2}}?{_KIN},?\s{_FULL}"
    ),
    # "Jack, born 3rd March 2014": whoever was born in these years is a child until 2028 at least.
    re.compile(rf"(?<![\w@]){_FULL},?\s\(?(?:was\s)?born\s(?:on\s|in\s)?[^.!?\n]{{0,20}}?20[12]\d\b"),
    re.compile(rf"(?<![\w@]){_FULL}(?:\s(?:and|&)\s{_NAME}),?\s\(?(?:both|all)\s(?:aged\s)?{_age()}"),
    re.compile(
        rf"(?<!\w)(?:[Ll]ittle|[Bb]aby|Master|[Tt]oddler|[Nn]ewborn|[Yy]oung|(?:(?:[Oo]or|[Mm]y|[Oo]ur) )?[Ww]ee"
        rf"|[Pp]upils?,?|[Ss]choolchildren,?)\s{_FULL}"
    ),
    # "Mateusz Nowak of S2 at the High School", "Iona starts at Antonine Primary"
    re.compile(
        rf"(?<![\w@]){_FULL}(?:'s)?,?\s(?:\(|(?:of|from|in|at|who is in|is in|a pupil (?:at|of"
        rf"|in))\s)?(?:the\s)?{_CLASS}(?!\w)"
    ),
    re.compile(
        rf"(?<![\w@]){_FULL}(?:'s)?,?\s(?:\w+\s){{0,3}}?(?:starts?|started|starting|attends?|goes|pupil|walks|bullied"
        rf"|picked on|excluded|suspended|off school|expelled|learns|in)\s(?:\w+\s){{0,4}}?"
        rf"(?:at|to|from|in|of)?\s?(?:the\s)?(?:{_SCHOOL}|nursery|school|playgroup)(?!\w)"
    ),
    re.compile(rf"(?<![\w@])(?P<name>{_NAME}\s{_NAME})(?:'s)?,?\s(?:of|from|at|\()\s?(?:the\s)?{_SCHOOL}(?!\w)"),
    re.compile(
        rf"(?<![\w@]){_FULL}(?:\sand\s{_NAME}(?:\s{_NAME})?)?,\s(?:twins|pupils?|both|brother and sister|sisters|brothers)\b"
    ),
    # "The two Hussain boys, 9 and 11", "happy 10th birthday to Chidi"
    re.compile(
        rf"(?<!\w)(?:[Tt]he|[Tt]hose|[Oo]ur)\s(?:(?:two|three|four|wee|young|little)\s){{1,2}}{_FULL}\s(?:boys?|girls?"
        rf"|twins|kids|children|weans|brothers|sisters|bairns)\b"
    ),
    re.compile(
        rf"(?<!\w)(?:[Tt]he\s)?{_FULL}\s(?:boys|girls|twins|kids|children|weans|brothers"
        rf"|sisters),?\s\(?(?:aged\s)?{_age()}\s?(?:,|and|&|\))"
    ),
    re.compile(
        rf"(?<!\w)(?P<birthday>\d{{1,2}}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
        rf"|tenth)\s[Bb]irthday,?\s(?:to|for|of)?\s?(?:\w+\s)?{_FULL}"
    ),
)
_SMALL = re.compile(
    rf"(?<!\w)(?:my|our|her|his|their|oor|ma|the)\s(?:wee\s)?{_KIN},?\s(?P<small>[a-z][a-z'-]{{2,}}),?\s\(?(?:aged?\s|is\s"
    rf"|who is\s|whos\s)?(?P<age>\d{{1,2}}|{_IN_WORDS})\b(?!\s?(?:am|pm))"
    rf"|(?<!\w)(?P<listed>[a-z]{{3,}})(?:'s)?\s\(?(?:aged?\s)(?P<age2>\d{{1,2}})\b"
)
_NO_CHILD = frozenset(("reporters", "scot", "scots", "people", "enterprise", "carers", "carer", "britain", "leaders", "writers"))
GROWN_UP = 18


# Without any of these no pattern can match: looking for them first costs little.
_HINT = re.compile(
    rf"\d|(?<!\w)(?:{_IN_WORDS}|birthday|little|baby|master|toddler|newborn|young|wee|nursery|playgroup|school|primary"
    rf"|high|academy|secondary"
    rf"|twins|st\.?|{_KIN})(?!\w)"
)


def children(text: Folded) -> Iterator[tuple[int, int]]:
    """Where a text points to one child."""
    if not _HINT.search(text.plain):
        return
    cased = text.cased()
    for pattern in _PATTERNS:
        for match in pattern.finditer(cased):
            if _young(match) and _is_a_name(match["name"]) and not _is_staff(cased, match) and not _is_a_body(cased, match):
                yield match.span()
    for match in _SMALL.finditer(text.plain):
        listed = match["listed"] is None or match["listed"] in FIRST_NAMES
        if listed and _young(match):
            yield match.span()


def _young(match: re.Match[str]) -> bool:
    """Whether the age, where one is given, is a child's."""
    ages = [value for name, value in match.groupdict().items() if name.startswith("age") and value]
    born = (match.groupdict().get("birthday") or "").rstrip("stndrh")
    return all(int(age) < GROWN_UP for age in [*ages, born] if age.isdigit())


def _is_a_name(name: str) -> bool:
    words = [word.lower().removesuffix("'s") for word in name.split()]
    if (
        any((word in NO_NAMES and word not in SURNAMES_TOO) or word in _NO_CHILD for word in words)
        and words[0] not in FIRST_NAMES
    ):
        return False
    return not (words[0] in NO_NAMES and words[0] not in FIRST_NAMES) and not name.isupper()


def _is_a_body(cased: str, match: re.Match[str]) -> bool:
    """Whether the words after the name make it that of a nursery or a team: "Little Acorns nursery"."""
    if cased[match.end("name") : match.end()] == " Nursery":
        return True
    after = re.match(r"\s(\w+)", cased[match.end("name") : match.end("name") + 20])
    return after is not None and match.end() == match.end("name") and after[1].lower() in PLACES_AND_BODIES


def _is_staff(cased: str, match: re.Match[str]) -> bool:
    return bool(_STAFF.search(cased, max(0, match.start() - 20), min(len(cased), match.end() + 25)))

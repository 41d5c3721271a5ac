"""Numbers that stand for one person in somebody's files: tenancies, cases, licences, health numbers, number plates (S-68)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .folding import Folded

Stretch = tuple[int, int]
NAME_BEFORE = 60  # characters before or after a number in which its name may stand

_FILLER = (
    r"(?:(?:'s|agreement|reference|ref|number|numbers|num|nr|no|account|acc|acct|a/?c|id|code|application|app|is|was|your"
    r"|my|the"
    r"|new|this|as|for|file|case|named|today)\b[.:#]?|[:#=(\"'-])\s*"
)
_VALUE = (
    r"(?P<value>(?!(?:19|20)\d\d(?:[-/]\d\d)?(?![\w/-]))(?=[a-z0-9/.-]{0,24}\d)"
    r"(?:[a-z]{1,5}[-/. ]?\d[\d/.-]{2,18}\d[a-z]?\d?|\d{2,10}(?:[-/]\d{1,10}){1,3}[a-z]?|\d{3,4}\s\d{4}(?!\s?\d)"
    r"|\d{5,14}[a-z]?"
    r"|[a-z]{1,5}(?:[-/][a-z0-9]{1,8}){1,4}))(?![\w])(?![-/.]\d)"
)
_FILES = (
    r"tenancy|tenant|tenants|rent|customer|client|housing|application|applicant|case|complaint|repairs?|job|works?\s+order"
    r"|account"
    r"|acc|acct|a/c|reference|ref|quote|quoting|file|asb|transfer|enquiry|ticket|service\s+user|line"
)
_OF_FILES = re.compile(
    rf"(?<![\w-])(?P<file>{_FILES})(?:\s+(?:reference|ref|number|no|account|acc|a/c|application|id|order))?\b[.:#]?\s*"
    rf"(?:{_FILLER}){{0,4}}{_VALUE}"
)
_PUBLIC_PAPER = re.compile(
    r"(?:planning|vacancy|vacancies|advert|recruitment|tender|contract|policy|charity|company|procurement|public|grant"
    r"|order|barcode|standard|isbn|model|part"
    r"|product"
    r"|vat|registration|document|form|leaflet|minute|agenda|budget|scheme|framework|society|factor)\s*(?:application\s*)?$"
)
_ENOUGH = 5  # figures in a reference: fewer are house numbers, counts and years
_CALLED_ONE = re.compile(r"(?<!\w)(?:no|number|num|ref|reference|id|a/?c|quote|quoting)(?!\w)")
_BARE = re.compile(
    r"(?<![\w/-])(?:(?:ten|tcy|tnt|rnt|tn|tenancy|hsg)[-/]?\d{5,10}(?:[-/]\d{1,3})?"
    r"|(?:asb|cmp|comp|cas|case|rep|hsg|app)[-/](?:20\d\d|\d\d)[-/]\d{3,6})(?!\w)"
)

_NAMED_NUMBER = re.compile(
    r"(?<!\w)(?:chi|nhs|hospital|patient|passport|driving\s+licen[cs]e|licen[cs]e|council\s+tax|crime|incident"
    r"|home\s+office|brp"
    r"|biometric\s+\w+|permit|visa|share\s+code|blue\s+badge|bus\s+pass|entitlement\s+card|library\s+card|pension|payroll"
    r"|employee|staff|student|pupil|candidate|member|membership|crn|utr|pvg|disclosure|court|police|prison(?:er)?"
    r"|prescription"
    r"|insurance\s+policy|claim|universal\s+credit|pip|esa|dwp|meter\s+point|mpan|mprn|electoral|tax|scottish\s+candidate"
    r"|young\s+scot|card\s+holder|customs|case\s?worker)\b"
    r"(?:\s*[(]?(?:reference|ref|number|no|num|nr|account|acc|a/c|id|card|certificate|journal|badge)\b[.:)]?){0,2}"
    r"(?:[\s:#,'\"(-]|\b(?:is|was|number|no|called|says|reads|ours|at|with|for|his|her|the)\b){0,8}"
    r"(?P<value>(?!(?:19|20)\d\d(?![\w/-]))[a-z]{0,3}[-/ ]?\d[\d /-]{4,16}\d(?:[-/]?[a-z]{1,2})?|[a-z]{2}\d{6,8}"
    r"|(?:[a-z0-9]{3}\s?){2}[a-z0-9]{3})(?!\w)"
)
_INCIDENT = re.compile(
    r"(?<!\w)(?:incident|crime)\b(?:\s+(?:number|no|ref(?:erence)?)\b\.?)?[\s:#]*(?:is\s+)?(?:[a-z]{1,3}[-/]?)?\d{3,8}"
    r"(?:\s+of\s+(?:the\s+)?\d{1,2}\S*(?:\s+\w+)?(?:\s+\d{4})?|[-/]\d{2,})(?!\w)"
)
_LICENCE = re.compile(r"(?<!\w)[a-z]{1,5}9{0,4}[ -]?\d{6}[ -]?[a-z9]{2}[ -]?[a-z0-9][ -]?[a-z]{2}(?!\w)")
_LICENCE_LENGTH = 16
_BLUE_BADGE = re.compile(r"(?<!\w)[a-z0-9]{6}\s?\d\s?[a-z]\d{4}(?!\w)")
_BRP = re.compile(r"(?<!\w)z[a-z]\d{7}(?!\w)")
_TEN_FIGURES = re.compile(r"(?<![\w.,/£-])\d{3}\s?\d{3}\s?\d{4}(?![\w/]|[.,]\d)")

_PLATE = re.compile(r"(?<![\w/-])(?P<plate>[a-hj-pr-y][a-hj-pr-y](?:[02-7]\d|1\d)[ -]?[a-hj-pr-z]{3})(?![\w-])")
_OLD_PLATE = re.compile(
    r"(?<![\w/-])(?:[a-hj-nprst-y]\d{1,3}[ -]?[a-hj-pr-y]{3}|[a-hj-pr-y]{3}[ -]?\d{1,3}[a-hj-nprst-y]"
    r"|[a-z]{2,3}\s\d{4})(?![\w-])"
)
_VEHICLE = re.compile(
    r"(?<!\w)(?:reg|registration|regi|plate|number plate|car|cars|van|vehicle|motor|motorbike|parked|parking|parks|move|moved"
    r"|lorry|taxi|lights|blocking|blocks|towed|owner|owns|driver|driving|drives|clamped|mirror|corsa|astra|fiesta|focus"
    r"|golf|polo"
    r"|bmw|audi|mercedes|merc|ford|vauxhall|toyota|nissan|honda|kia|hyundai|skoda|seat|renault|peugeot|citroen|fiat|tesla"
    r"|volvo"
    r"|mini|jeep|transit|scooter|moped|belongs|garage)(?!\w)"
)


def references(text: Folded) -> Iterator[Stretch]:
    """References of tenancies, rent accounts, cases and jobs."""
    for match in _OF_FILES.finditer(text.plain):
        figures = sum(character.isdigit() for character in match["value"])
        paper = _PUBLIC_PAPER.search(text.plain, max(0, match.start() - 30), match.start())
        called_one = (
            figures > _ENOUGH
            or _CALLED_ONE.search(text.plain, match.start(), match.start("value"))
            or not match["value"].isdigit()
        )
        if figures >= _ENOUGH and called_one and not paper:
            yield match.span()
    yield from (match.span() for match in _BARE.finditer(text.plain))


def identities(text: Folded) -> Iterator[Stretch]:
    """Numbers of papers and files that belong to one person: health, passport, licence, council tax, police, Home Office."""
    for match in _NAMED_NUMBER.finditer(text.plain):
        if sum(character.isdigit() for character in match["value"]) >= _ENOUGH:
            yield match.span("value")
    yield from (match.span() for match in _INCIDENT.finditer(text.plain))
    for match in _LICENCE.finditer(text.plain):
        if len(re.sub("[ -]", "", match[0])) == _LICENCE_LENGTH:
            yield match.span()
    for pattern in (_BRP, _BLUE_BADGE):
        yield from (match.span() for match in pattern.finditer(text.plain))
    for match in _TEN_FIGURES.finditer(text.plain):
        if is_health_number(re.sub(r"\s", "", match[0])):
            yield match.span()


def is_health_number(figures: str) -> bool:
    """Whether ten figures are a Scottish health number (CHI): a date of birth, and a check figure by eleven."""
    day, month = int(figures[:2]), int(figures[2:4])
    total = sum(int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False))
    return 1 <= day <= 31 and 1 <= month <= 12 and (11 - total % 11) % 11 == int(figures[9])  # days, months


def plates(text: Folded) -> Iterator[Stretch]:
    """Registration plates: today's form in capitals anywhere; in small letters, or of an older form, near words of a vehicle."""
    for pattern, sure in ((_PLATE, True), (_OLD_PLATE, False)):
        for match in pattern.finditer(text.plain):
            first, last = text.span(match)
            written = text.original[first:last]
            capitals = written.upper() == written
            if (sure and capitals) or (_near_a_vehicle(text.plain, *match.span()) and (sure or capitals)):
                yield match.span()


def _near_a_vehicle(plain: str, start: int, end: int) -> bool:
    return bool(_VEHICLE.search(plain, max(0, start - NAME_BEFORE), start) or _VEHICLE.search(plain, end, end + NAME_BEFORE))

"""Personal data that does not belong in public (S-68): each detector looks for one thing and says what it saw."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import phonenumbers

from .findings import Finding, Kind
from .folding import Folded, fold

Stretch = tuple[int, int]  # in the plain text

_NI = re.compile(
    r"(?<![a-z0-9])(?!bg|gb|nk|kn|tn|nt|zz)[abceghj-prstw-z][abceghj-nprstw-z][\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[a-d](?![a-z0-9])"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+(?![\w@])")
_EMAIL_SPOKEN = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s*[(\[]?\bat\b[)\]]?\s*[a-z0-9-]+(?:\s*[(\[]?\bdot\b[)\]]?\s*[a-z0-9-]+)*"
    r"\s*[(\[]?\bdot\b[)\]]?\s*(?:com|org|net|uk|scot)(?!\w)"
)
_AREAS = (
    "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu gy "
    "ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl "
    "po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze"
)
_POSTCODE = re.compile(rf"(?<![\w/-])(?:{'|'.join(_AREAS.split())})\d[a-z\d]?[ \t]*(?P<last>\d[abd-hjlnp-uw-z]{{2}})(?!\w)")
_CARD = re.compile(r"(?<![\w.-])[3-6](?:[ -]?\d){12,18}(?!\w)")
_SORT = r"(?<![\d/-])\d{2}[- ]?\d{2}[- ]?\d{2}(?![\d/-])"
_ACCOUNT = r"(?<!\d)\d{8}(?!\d)"
_BANK = re.compile(
    rf"(?:sort\s*code\W{{0,4}}(?:is\W+)?{_SORT}(?:\W.{{0,30}}?{_ACCOUNT})?)|(?:{_SORT}.{{1,30}}?{_ACCOUNT})"
    rf"|(?:{_ACCOUNT}.{{1,30}}?{_SORT})|(?:(?<!rent )account\s*(?:number|no)\b\W{{0,4}}{_ACCOUNT})"
)
_REFERENCE = re.compile(
    r"(?<!\w)(?:tenancy|tenant|rent(?:\s+account)?|rent\s+a/c)\s*(?:agreement\s*)?(?:reference|ref|number|no|account|id)?\b\.?"
    r"(?:\s*(?:number|no|ref)\b\.?)?\s*(?:is\s+)?[:#]?\s*(?P<value>(?!(?:19|20)\d\d(?!\d))(?=[a-z0-9/-]*\d{4})[a-z]{0,4}[-/]?\d[\d/-]{3,}[a-z]?)(?!\w)"
)
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    "|dec(?:ember)?"
)
_BORN = re.compile(
    r"(?<!\w)(?:d\.?o\.?b\.?|date\s+of\s+birth|born(?:\s+on)?|birth\s?date)\W{0,4}(?:is\s+|was\s+|on\s+)?(?:the\s+)?(?P<date>"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS}),?\s+(?:19|20)\d{{2}})(?!\d)"
)
_SURE = "street|road|avenue|crescent|terrace|gardens|quadrant|wynd"
_STREET = (
    f"{_SURE}|st|rd|drive|dr|ave|cres|place|pl|court|ct|gdns|lane|way|close|brae|loan|row|square|sq|view|path|grove|park|gate"
    "|vennel|circus|walk|rise|mews|hill|green|quay|wharf"
)
_NUMBER = (
    r"(?P<flat>(?:flat|flt)\s*)?(?P<unit>\d{1,2}/\d{1,2}[a-d]?\W{1,3}(?:at\s+)?)?(?!(?:19|20)\d\d\b)\d{1,4}[a-d]?(?:/\d{1,2})?"
)
_ADDRESS = re.compile(
    rf"(?<![\w/£.:-]){_NUMBER},?\s+(?!(?:{_MONTHS})\b)(?P<name>(?:[a-z][a-z'.-]*\s+){{1,3}}?)(?P<type>{_STREET})\b(?!\s+of\b)"
)
_FLAT = re.compile(r"(?<!\w)(?:flat|flt)\s*(?P<number>\d{1,2}/\d{1,2}|\d{1,2}[a-d]?)(?![\w%/])")
_LINK = re.compile(r"(?:https?://|www\.)\S+")


def personal(text: Folded, ours: tuple[str, ...]) -> Iterator[Finding]:
    """Every piece of personal data in the text, except what is our own to show."""
    own = tuple(_bare(entry) for entry in ours)
    links = [match.span() for match in _LINK.finditer(text.plain)]
    for rule, (find, reason) in _DETECTORS.items():
        for start, end in find(text):
            words = text.plain[start:end]
            if not _is_ours(words, own) and not any(first <= start < last for first, last in links):
                first, last = text.back(start, end)
                yield Finding(rule, Kind.CONFIDENTIAL, text.original[first:last], first, last, reason, firm=True)


def _bare(words: str) -> str:
    """Letters and digits only; a phone number without its +44."""
    return re.sub(r"^(?:0044|44)0?(?=\d{9,10}$)", "0", re.sub(r"[^\w@]", "", fold(words).plain))


def _is_ours(words: str, own: tuple[str, ...]) -> bool:
    bare = _bare(words)
    return any(
        entry and (entry == bare or (entry[0] == "@" and bare.endswith(entry)) or (len(bare) > 5 and bare in entry))
        for entry in own
    )


def _all(pattern: re.Pattern[str]) -> Callable[[Folded], Iterator[Stretch]]:
    return lambda text: (match.span() for match in pattern.finditer(text.plain))


def _phones(text: Folded) -> Iterator[Stretch]:
    for match in phonenumbers.PhoneNumberMatcher(text.plain, "GB", leniency=phonenumbers.Leniency.POSSIBLE):
        mobile = re.match(r"(?:\+44|0044|\(?0)\D{0,2}7", match.raw_string) and len(str(match.number.national_number)) == 10
        # 0800, 03 and premium numbers belong to organisations, never to a person.
        if mobile or (phonenumbers.is_valid_number(match.number) and phonenumbers.number_type(match.number) in _PRIVATE):
            yield match.start, match.end


_PRIVATE = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
    phonenumbers.PhoneNumberType.VOIP,
}


def _postcodes(text: Folded) -> Iterator[Stretch]:
    for match in _POSTCODE.finditer(text.plain):
        first, last = text.span(match, "last")
        if text.original[first:last] not in ("1st", "2nd", "3rd") and not re.fullmatch(r"\dth", text.original[first:last]):
            yield match.span()


def _cards(text: Folded) -> Iterator[Stretch]:
    for match in _CARD.finditer(text.plain):
        digits = [int(character) for character in match[0] if character.isdigit()]
        if luhn(digits) or re.search(r"\bcard\b[^\d]{0,20}$", text.plain[: match.start()]):
            yield match.span()


def luhn(digits: list[int]) -> bool:
    """Whether digits carry the check digit of a payment card."""
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _addresses(text: Folded) -> Iterator[Stretch]:
    for match in _ADDRESS.finditer(text.plain):
        if match["unit"] or match["flat"] or _looks_named(text, match):
            yield match.span()


def _looks_named(text: Folded, match: re.Match[str]) -> bool:
    """Capital letters make a street; without any, only one plain name before a word that is always a street."""
    first, last = text.span(match, "name")
    name = text.original[first:last].split()
    if all(word[0].isupper() for word in name):
        return True
    return len(name) == 1 and match["type"] in _SURE.split("|") and not _ORDINARY.fullmatch(name[0])


_ORDINARY = re.compile(
    "the|an?|new|old|main|local|busy|quiet|city|nearby|other|more|back|front|high"
    "|hour|minute|bedroom|storey|mph|way|mile|metre|lane|single|double|side|closed"
)


def _flats(text: Folded) -> Iterator[Stretch]:
    for match in _FLAT.finditer(text.plain):
        first, last = text.span(match)
        if "/" in match["number"] or text.original[first:last][0].isupper():
            yield match.span()


_DETECTORS: dict[str, tuple[Callable[[Folded], Iterator[Stretch]], str]] = {
    "national insurance": (_all(_NI), "This looks like a National Insurance number: take it out."),
    "card": (_cards, "This looks like a payment card number: take it out."),
    "bank": (_all(_BANK), "This looks like a sort code or bank account: take it out."),
    "tenancy": (_all(_REFERENCE), "This looks like a tenancy or rent reference: take it out."),
    "birth": (_all(_BORN), "This looks like someone's date of birth: take it out."),
    "phone": (_phones, "This looks like someone's phone number: take it out."),
    "e-mail": (_all(_EMAIL), "This looks like someone's e-mail address: take it out."),
    "e-mail spoken": (_all(_EMAIL_SPOKEN), "This looks like someone's e-mail address: take it out."),
    "address": (_addresses, "This looks like someone's home address: take it out."),
    "flat": (_flats, "This looks like someone's flat number: take it out."),
    "postcode": (_postcodes, "A full postcode can point to a few homes: take it out."),
}

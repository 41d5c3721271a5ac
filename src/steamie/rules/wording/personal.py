"""Personal data that does not belong in public (S-68): each detector looks for one thing and says what it saw."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

import phonenumbers

from .findings import Finding, FindingKind
from .folding import Folded, fold
from .named import named
from .places import MONTHS, addresses, flats, postcodes
from .spoken import spoken

Stretch = tuple[int, int]  # in the plain text
_SAID_BEFORE = 60  # characters before a number in which its name may stand
MOST_TRIES = 250  # rows of figures that are no telephone number, after which a text is taken for a table
MOST = 200  # findings of one sort: nobody reads more, and they are asked about again when these are gone

_NO_NI = re.compile("bg|gb|nk|kn|tn|nt|zz|[dfiquv].|.[dfiquvo]")  # pairs of letters that were never given out
_NI = re.compile(
    r"(?<![a-z0-9])(?P<letters>[a-z][\s.-]{0,2}[a-z])(?P<figures>(?:[\s.-]{0,2}\d){6})"
    r"(?P<last>[\s.-]{0,2}[a-d](?![a-z0-9]))?(?!\d)"
)
_NI_NAMED = re.compile(r"(?<!\w)(?:n\.?i\.?|nino|national\s+insurance)(?:\s*(?:no|number))?\.?\W{0,4}(?:is\s+)?$")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+(?![\w@])")
_EMAIL_SPOKEN = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s*[(\[]?\bat\b[)\]]?\s*[a-z0-9-]+(?:\s*[(\[]?\bdot\b[)\]]?\s*[a-z0-9-]+)*"
    r"\s*[(\[]?\bdot\b[)\]]?\s*(?:com|org|net|uk|scot)(?!\w)"
)
_EMAIL_SPACED = re.compile(
    r"(?<![\w.+-])[\w+-]+(?:(?:\.|\s\.\s)[\w+-]+){0,5}\s?@\s?[a-z0-9-]+(?:\s?\.\s?[a-z0-9-]+){0,5}\s?\.\s?(?:com|org|net|uk|scot|eu|info"
    r"|me)(?![\w@])"
)
_PHONE_APART = re.compile(r"(?<![\d/.])(?:\+ ?4 ?4|0 ?0 ?4 ?4|0)(?:(?:[ .()-]{0,3}|, )\d){9,10}(?! ?[\d/])")
_CARD_NAMED = re.compile(r"\bcard\b[^\d]{0,20}$")
_CARD = re.compile(r"(?<![\w.-])[3-6](?:[ -]?\d){12,18}(?!\w)")
_SORT = r"(?<![\d/-])\d{2}[- ]?\d{2}[- ]?\d{2}(?![\d/-])"
_ACCOUNT = r"(?<!\d)\d{8}(?!\d)"
_BANK = re.compile(
    rf"(?:sort\s*code\W{{0,4}}(?:is\W+)?{_SORT}(?:\W.{{0,30}}?{_ACCOUNT})?)|(?:{_SORT}.{{1,30}}?{_ACCOUNT})"
    rf"|(?<![a-z0-9])gb\d{{2}}\s?[a-z]{{4}}(?:\s?\d){{14}}(?!\w)"
    rf"|(?:{_ACCOUNT}.{{1,30}}?{_SORT})|(?:(?<!rent )account\s*(?:number|no)\b\W{{0,4}}{_ACCOUNT})"
)
_REFERENCE = re.compile(
    r"(?<!\w)(?:tenancy|tenant|rent(?:\s+account)?|rent\s+a/c)\s*(?:agreement\s*)?(?:reference|ref|number|no|account|id)?\b\.?"
    r"(?:\s*(?:number|no|ref)\b\.?)?\s*(?:is\s+)?[:#]?\s*(?P<value>(?!(?:19"
    r"|20)\d\d(?!\d))(?=[a-z0-9/-]{0,30}\d{4})[a-z]{0,4}[-/]?\d[\d/-]{3,}[a-z]?)(?!\w)"
)
_REFERENCE_OF = re.compile(
    r"(?<!\w)(?<!planning )(?:asb|case|complaint|repair|job|transfer|housing|application|file|customer|service user|our|your"
    r"|my|his|her|their)"
    r"\s*(?:application\s*)?(?:reference|ref|number|no|id|a/c)\b\.?\s*(?:is\s+|was\s+)?[:#]?\s*"
    r"(?P<value>(?!(?:19|20)\d\d(?![\w/-]))(?=(?:[a-z/-]{0,30}\d){4})[a-z]{0,5}[-/]?\d[a-z0-9]*(?:[-/][a-z0-9]+)*)(?!\w)(?!\s\d)"
)
_REFERENCE_BARE = re.compile(r"(?<![\w/-])(?:ten|tcy|tnt)[-/]?\d{5,10}(?!\w)")
_BORN = re.compile(
    r"(?<!\w)(?:d\.?o\.?b\.?|date\s+of\s+birth|born(?:\s+on)?|birth\s?date)\W{0,4}(?:is\s+|was\s+|on\s+)?(?:the\s+)?(?P<date>"
    rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTHS}),?\s+(?:19|20)\d{{2}})(?!\d)"
)
_LINK = re.compile(r"(?:https?://|www\.)\S+")


def personal(text: Folded, ours: tuple[str, ...]) -> Iterator[Finding]:
    """Every piece of personal data in the text, except what is our own to show."""
    yield from _in(text, ours)
    if figures := spoken(text):
        yield from _in(figures, ours)


def _in(text: Folded, ours: tuple[str, ...]) -> Iterator[Finding]:
    own = tuple(_bare(entry) for entry in ours)
    linked = bytearray(len(text.plain))  # 1 where an address of the web lies
    for match in _LINK.finditer(text.plain):
        linked[match.start() : match.end()] = b"\1" * len(match[0])
    for rule, (find, reason) in _DETECTORS.items():
        private = (span for span in find(text) if not linked[span[0]] and not _is_ours(text.plain[slice(*span)], own))
        for span in islice(private, MOST):
            first, last = text.back(*span)
            yield Finding(rule, FindingKind.CONFIDENTIAL, text.original[first:last], first, last, reason, firm=rule != "named")


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


def _insurance(text: Folded) -> Iterator[Stretch]:
    for match in _NI.finditer(text.plain):
        first, last = text.span(match, "letters")
        named_before = _NI_NAMED.search(text.plain, max(0, match.start() - _SAID_BEFORE), match.start())
        compact = len(match["letters"]) == 2 and text.plain[match.end("letters")] in " -0123456789"
        given_out = match["last"] and not _NO_NI.fullmatch(re.sub(r"\W", "", match["letters"]))
        # Where the words call it one, it is one: a person who mistypes their number has shown it all the same.
        if named_before or (given_out and (compact or text.original[first:last].isupper())):
            yield match.span()


def _phones(text: Folded) -> Iterator[Stretch]:
    for match in _PHONE_APART.finditer(text.plain):
        if _is_private(re.sub(r"[^\d+]", "", match[0])):
            yield match.span()
    for number in phonenumbers.PhoneNumberMatcher(
        text.plain, "GB", leniency=phonenumbers.Leniency.POSSIBLE, max_tries=MOST_TRIES
    ):
        mobile = re.match(r"(?:\+44|0044|\(?0)\D{0,2}7", number.raw_string) and len(str(number.number.national_number)) == 10
        # 0800, 03 and premium numbers belong to organisations, never to a person.
        if mobile or (phonenumbers.is_valid_number(number.number) and phonenumbers.number_type(number.number) in _PRIVATE):
            yield number.start, number.end


def _is_private(digits: str) -> bool:
    try:
        number = phonenumbers.parse(re.sub(r"^0044|^\+440", "+44", digits), "GB")
    except phonenumbers.NumberParseException:
        return False
    mobile = str(number.national_number)[0] == "7" and len(str(number.national_number)) == 10
    return mobile or (phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in _PRIVATE)


_PRIVATE = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
    phonenumbers.PhoneNumberType.VOIP,
}


def _cards(text: Folded) -> Iterator[Stretch]:
    for match in _CARD.finditer(text.plain):
        digits = [int(character) for character in match[0] if character.isdigit()]
        if luhn(digits) or _CARD_NAMED.search(text.plain, max(0, match.start() - _SAID_BEFORE), match.start()):
            yield match.span()


def luhn(digits: list[int]) -> bool:
    """Whether digits carry the check digit of a payment card."""
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


_DETECTORS: dict[str, tuple[Callable[[Folded], Iterator[Stretch]], str]] = {
    "national insurance": (_insurance, "This looks like a National Insurance number: take it out."),
    "card": (_cards, "This looks like a payment card number: take it out."),
    "bank": (_all(_BANK), "This looks like a sort code or bank account: take it out."),
    "tenancy": (_all(_REFERENCE), "This looks like a tenancy or rent reference: take it out."),
    "reference": (_all(_REFERENCE_OF), "This looks like the reference of somebody’s case: take it out."),
    "reference bare": (_all(_REFERENCE_BARE), "This looks like a tenancy or rent reference: take it out."),
    "birth": (_all(_BORN), "This looks like someone's date of birth: take it out."),
    "phone": (_phones, "This looks like someone's phone number: take it out."),
    "e-mail": (_all(_EMAIL), "This looks like someone's e-mail address: take it out."),
    "e-mail spaced": (_all(_EMAIL_SPACED), "This looks like someone's e-mail address: take it out."),
    "e-mail spoken": (_all(_EMAIL_SPOKEN), "This looks like someone's e-mail address: take it out."),
    "address": (addresses, "This looks like someone's home address: take it out."),
    "flat": (flats, "This looks like someone's flat number: take it out."),
    "postcode": (postcodes, "A full postcode can point to a few homes: take it out."),
    "named": (named, "This names someone beside a private matter. Have they agreed to it in writing?"),
}

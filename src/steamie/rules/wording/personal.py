"""Personal data that does not belong in public (S-68): each detector looks for one thing and says what it saw."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from .banking import bank_accounts, cards
from .children import children
from .findings import Finding, FindingKind
from .folding import Folded, fold
from .mailboxes import emails
from .named import about_described, about_health, about_named
from .places import addresses, flats, houses, postcodes
from .references import identities, plates, references
from .spoken import spoken
from .telephones import phones
from .written_dates import DATE, MONTH_AND_YEAR

Stretch = tuple[int, int]  # in the plain text
_BEFORE = 60  # characters before a number in which its name may stand
MOST = 200  # findings of one sort: nobody reads more, and they are asked about again when these are gone

_NO_NI = re.compile("bg|gb|nk|kn|tn|nt|zz|[dfiquv].|.[dfiquvo]")  # pairs of letters that were never given out
_GAP = r"[\s./-]{0,3}"
_NI = re.compile(
    rf"(?<![a-z0-9])(?P<letters>[a-z]{_GAP}[a-z])(?P<figures>(?:{_GAP}\d){{6}})(?P<last>{_GAP}[a-d](?![a-z0-9]))?(?!\d)"
)
_NI_NAMED = re.compile(
    r"(?<!\w)(?:n\.?i\.?(?!\w)|nino|(?:national\s+)?insurance)(?:\s*(?:no|num|number)\b)?(?:'s)?[^\d\n]{0,25}$"
)
_EVEN = re.compile(r"\W*(?:\d{6}|\d\d\W+\d\d\W+\d\d|\d{3}\W+\d{3}|\d(?:\W+\d){5})")
_BORN = re.compile(
    r"(?<![\w-])(?:d\.?\s?o\.?\s?b\b\.?|date\s+(?:of|o'?)\s+birth|birth\s?date|(?P<birthday>birthday|b-?day)|born|b\.\s?(?=\d)"
    r"|came into (?:the|this) world)"
    rf"(?:'s)?(?P<between>[^.!?\d]{{0,25}}?)(?P<date>(?<!\d){DATE})"
)
_BORN_IN = re.compile(
    rf"(?<!\w)(?:she|he|who|was|were|tenant|born and bred,?) (?:was )?born (?:\w+ ){{0,3}}?{MONTH_AND_YEAR}(?!\d)"
)
_NOT_A_PERSONS = re.compile(
    r"(?<!\w)(?:association|project|idea|club|group|charity|service|scheme|movement|company|forum|co-op|it) was $"
)
_LONG_AGO = re.compile(r"(?:19\d\d|20[01]\d|nineteen|[/.-](?:[3-9]\d|[01]\d))$|19\d\d|20[01]\d|nineteen")


@dataclass(frozen=True, slots=True)
class Detector:
    """What is looked for, and what is said when it is seen. ``grave``: it must go, or a second person answers for it."""

    find: Callable[[Folded], Iterator[Stretch]]
    reason: str
    firm: bool = True
    grave: bool = False
    figures: int = 0  # a text with fewer holds nothing of the kind


def personal(text: Folded, ours: tuple[str, ...]) -> Iterator[Finding]:
    """Every piece of personal data in the text, except what is our own to show."""
    own = tuple(_bare(entry) for entry in ours)
    yield from _in(text, own, _DETECTORS)
    if figures := spoken(text):
        yield from _in(figures, own, _OF_FIGURES if _MANY_FIGURES.search(figures.plain) else _OF_FEW_FIGURES)


_MANY_FIGURES = re.compile(r"\d(?:\W{0,3}\d){5}")  # in a row, as no house number or date in words has


def _in(text: Folded, own: tuple[str, ...], detectors: Mapping[str, Detector]) -> Iterator[Finding]:
    figures = len(_FIGURE.findall(text.plain))
    linked = _links(text.plain)
    for rule, detector in detectors.items():
        if figures < detector.figures:
            continue
        private = (span for span in detector.find(text) if not linked[span[0]] and not _is_ours(text.plain[slice(*span)], own))
        for span in islice(private, MOST):
            first, last = text.back(*span)
            words = text.original[first:last]
            yield Finding(
                rule, FindingKind.CONFIDENTIAL, words, first, last, detector.reason, firm=detector.firm, grave=detector.grave
            )


_FIGURE = re.compile(r"\d")
_LINK = re.compile(r"(?:https?://|www\.)\S+")


def _links(plain: str) -> bytearray:
    """1 where an address of the web lies."""
    linked = bytearray(len(plain) + 1)
    for match in _LINK.finditer(plain):
        linked[match.start() : match.end()] = b"\1" * len(match[0])
    return linked


def _bare(words: str) -> str:
    """Letters and digits only; a phone number without its +44."""
    return re.sub(r"^(?:0044|44)0?(?=\d{9,10}$)", "0", re.sub(r"[^\w@]", "", fold(words).plain))


def _is_ours(words: str, own: tuple[str, ...]) -> bool:
    if not own:
        return False
    bare = _bare(words)
    return any(
        entry and (entry == bare or (entry[0] == "@" and bare.endswith(entry)) or (len(bare) > 5 and bare in entry))
        for entry in own
    )


def _insurance(text: Folded) -> Iterator[Stretch]:
    for match in _NI.finditer(text.plain):
        first, last = text.span(match, "letters")
        named_before = _NI_NAMED.search(text.plain, max(0, match.start() - _BEFORE), match.start())
        compact = len(match["letters"]) == 2 and text.plain[match.end("letters")] in " -0123456789"
        given_out = (
            match["last"] and not _NO_NI.fullmatch(re.sub(r"\W", "", match["letters"])) and _EVEN.fullmatch(match["figures"])
        )
        # Where the words call it one, it is one: a person who mistypes their number has shown it all the same.
        if named_before or (given_out and (compact or text.original[first:last].isupper())):
            yield match.span()


def _births(text: Folded) -> Iterator[Stretch]:
    for match in _BORN.finditer(text.plain):
        company = _NOT_A_PERSONS.search(text.plain, max(0, match.start() - 30), match.start())
        party = match["birthday"] and not _LONG_AGO.search(match["date"])
        if not company and not party:
            yield match.span()
    yield from (match.span() for match in _BORN_IN.finditer(text.plain))


_DETECTORS: dict[str, Detector] = {
    "national insurance": Detector(
        _insurance, "This looks like a National Insurance number: take it out.", grave=True, figures=6
    ),
    "card": Detector(cards, "This looks like a payment card number: take it out.", grave=True, figures=3),
    "bank": Detector(bank_accounts, "This looks like a sort code or bank account: take it out.", grave=True, figures=6),
    "birth": Detector(_births, "This looks like someone's date of birth: take it out."),
    "phone": Detector(phones, "This looks like someone's phone number: take it out.", figures=6),
    "e-mail": Detector(emails, "This looks like someone's e-mail address: take it out."),
    "tenancy": Detector(references, "This looks like the reference of somebody’s tenancy or case: take it out.", figures=4),
    "identity": Detector(identities, "This looks like a number from somebody’s own papers: take it out.", figures=4),
    "plate": Detector(plates, "This looks like the number plate of somebody’s car: take it out.", figures=1),
    "address": Detector(addresses, "This looks like someone's home address: take it out.", figures=1),
    "house": Detector(houses, "This looks like someone's home address: take it out."),
    "flat": Detector(flats, "This looks like someone's flat number: take it out.", figures=1),
    "postcode": Detector(postcodes, "A full postcode can point to a few homes: take it out.", figures=2),
    "health": Detector(
        about_health, "This speaks of a person’s health. Take it out, unless they have agreed in writing.", firm=False, grave=True
    ),
    "child": Detector(children, "This points to a child. Has a parent or carer agreed in writing?", firm=False),
    "named": Detector(about_named, "This names someone beside a private matter. Have they agreed to it in writing?", firm=False),
    "described": Detector(
        about_described, "Neighbours will know who this is, though no name is given. Have they agreed in writing?", firm=False
    ),
}
_OF_FIGURES = {rule: detector for rule, detector in _DETECTORS.items() if detector.figures or rule == "birth"}
_OF_FEW_FIGURES = {rule: _DETECTORS[rule] for rule in ("address", "flat", "birth")}

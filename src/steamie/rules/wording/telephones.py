"""Telephone numbers: a person's are asked about; those of offices, helplines and services are let through (S-68)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from .folding import Folded

Stretch = tuple[int, int]
MOST_TRIES = 250  # rows of figures that are no telephone number, after which a text is taken for a table
_BEFORE = 70  # characters before a number in which the words say whose it is

_START = r"(?:\+ ?4 ?4|0 ?0 ?4 ?4)[ .-]{0,2}(?:\(0\))?|\(?0"
_APART = re.compile(r"(?<![\d/.])(?:\+ ?4 ?4|0 ?0 ?4 ?4|0)(?:(?:[ ._()-]{0,3}|, )\d){9,10}(?! ?[\d/])")
# A number in its usual groups stands by itself, whatever figures follow it: "07700 900123 2pm".
_GROUPED = re.compile(
    rf"(?<![\d/.])(?:{_START})(?:7\d{{3}}\)?[ ./-]{{0,2}}\d{{3}}[ .-]?\d{{3}}|7\d{{2}}\)?[ -]?\d{{3}}[ -]?\d{{4}}"
    rf"|1[2-9]1\)?[ -]?\d{{3}}[ -]?\d{{4}}"
    r"|11\d\)?[ -]?\d{3}[ -]?\d{4}|1\d{3}\)?[ -]?\d{6}|1\d{3}\)?[ -]?\d{3}[ -]?\d{3}|2\d\)?[ -]?\d{4}[ -]?\d{4})(?!\d)"
)
_NO_PLUS = re.compile(r"(?<![\d/.£])447\d{9}(?!\d)")
_NO_NOUGHT = re.compile(
    r"(?<!\w)(?:mob(?:ile)?|ring|text|whatsapp|call|phone|tel"
    r"|cell)\b[^.\n\d]{0,25}(?P<value>7\d{3}[ -]?\d{3}[ -]?\d{3})(?!\d)"
)
_LOCAL = re.compile(
    r"(?<!\w)(?:ring|phone|tel|telephone|call|bell|dial|landline|number(?:'s)?)\b[^.!?\n\d]{0,25}"
    r"(?P<value>(?<!\d)(?!1800|1471)[2-9]\d{2}[ -]\d{4})(?![\d/-]| ?\d)"
)
_PUBLIC = re.compile(
    r"(?<!\w)(?:(?:call|phone|ring|contact|text|tell|telephone|with|dial) us|us on|us at|(?:our"
    r"|the) (?:\w+ ){0,2}(?:office|team|line|desk|number"
    r"|switchboard|reception|contractor|engineers?|hotline|depot)|(?:help|info|advice|repairs|rent|hot|care|flood"
    r"|crisis)\s?line|freephone"
    r"|switchboard|council|reception|customer (?:service|care)s?|contact cent(?:re|er)|citizens advice|bureau|cab|surgery"
    r"|health cent(?:re|er)"
    r"|social care|care direct|clinic|pharmacy|hospital|infirmary|school|library|museum|box office|community cent(?:re|er)"
    r"|housing association"
    r"|association"
    r"|ombudsman|regulator|police|fire service|social work|welfare fund|credit union|age scotland|shelter|women's aid"
    r"|foundation"
    r"|charity|trust|federation|ltd|limited|plc|emergenc(?:y|ies)|out of hours|gas|electricity|water|bus|station|hub"
    r"|enquiries"
    r"|bookings?|to book|ticket office|tickets)(?!\w)"
)
_PERSONAL = re.compile(
    r"(?<!\w)(?:ask for|my|his|her|their|ma|mum'?s?|dad'?s?|sister'?s?|brother'?s?|gran'?s?|neighbour'?s?|home|personal"
    r"|private"
    r"|tenant'?s?|mobile|mr|mrs|ms|miss|himself|herself|flat'?s?)(?!\w)"
)
_KINDS_OF_PERSONS = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
    phonenumbers.PhoneNumberType.VOIP,
}


def phones(text: Folded) -> Iterator[Stretch]:
    """Telephone numbers that may be a person's own."""
    for start, end in _numbers(text.plain):
        if not _is_an_offices(text.plain, start, end):
            yield start, end


def _numbers(plain: str) -> Iterator[Stretch]:
    for pattern in (_APART, _GROUPED):
        for match in pattern.finditer(plain):
            if _is_private(re.sub(r"\(0\)|[^\d+]", "", match[0])):
                yield match.span()
    yield from (match.span() for match in _NO_PLUS.finditer(plain))
    for pattern in (_NO_NOUGHT, _LOCAL):
        yield from (match.span("value") for match in pattern.finditer(plain))
    yield from _abroad(plain)


_FROM_ABROAD = re.compile(r"\+|(?<![\d:.,])00\s?[1-9]")


BRITISH = 44


def _abroad(plain: str) -> Iterator[Stretch]:
    """What the library of numbers sees beside the British ways of writing: a number from abroad, with its plus."""
    if not _FROM_ABROAD.search(plain):
        return
    for found in phonenumbers.PhoneNumberMatcher(plain, "GB", leniency=phonenumbers.Leniency.POSSIBLE, max_tries=MOST_TRIES):
        kind = phonenumbers.number_type(found.number)
        if (
            found.number.country_code != BRITISH
            and found.raw_string[0] in "+0"
            and phonenumbers.is_valid_number(found.number)
            and kind in _KINDS_OF_PERSONS
        ):
            yield found.start, found.end


def _is_private(digits: str) -> bool:
    """0800, 03 and premium numbers belong to organisations, never to a person."""
    try:
        number = phonenumbers.parse(re.sub(r"^00(?=44)", "+", re.sub(r"^(\+|00)440", "+44", digits)), "GB")
    except phonenumbers.NumberParseException:
        return False
    if _is_a_mobile(number):
        return True
    return phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in _KINDS_OF_PERSONS


def _is_a_mobile(number: phonenumbers.PhoneNumber) -> bool:
    national = str(number.national_number)
    return national[0] == "7" and len(national) == 10  # 07 and nine figures


def _is_an_offices(plain: str, start: int, end: int) -> bool:
    """Whether the words before a landline call it an office's. A mobile is a person's, whoever answers it."""
    if re.match(r"\D*(?:0\D*0\D*4\D*4|4\D*4)?\D*0?\D*7", plain[start:end]):
        return False
    before = re.split(r"[.!?\n](?=\s|$)", plain[max(0, start - _BEFORE) : start])[-1]
    after = plain[end : end + 25]
    personal = _PERSONAL.search(before) or re.match(r"\W{0,4}(?:\(?ask for|\(?after (?:six|\d))", after)
    return bool(_PUBLIC.search(before)) and not personal

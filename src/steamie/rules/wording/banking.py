"""Money's numbers: payment cards, sort codes and bank accounts, on one line or over several (S-68)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .folding import Folded

Stretch = tuple[int, int]
_BEFORE = 40  # characters before or after a number in which its name may stand

_CARD_NAMED = re.compile(
    r"(?<!\w)(?:card|visa|mastercard|amex|american express|maestro|debit|credit|long number|number on the front|pan)\b"
)
# A figure mistyped spoils the check digit, and the payment is still somebody's.
_PAYMENT = re.compile(r"(?<!\w)(?:payments?|paid|pay|refund\w*|declined|charged|billed)\b")
_CARD_NEXT = re.compile(r"\W{0,4}(?:cvv2?|cvc|exp(?:iry|ires)?|security code|valid (?:to|from|thru)|name on)\b")
_NO_CARD = re.compile(
    r"(?<!\w)(?:order|barcode|isbn|ean|meter|mpan|mprn|serial|imei|invoice|tracking|parcel|part|model|lottery|ref|skip)\b"
)
_CARD = re.compile(r"(?<![\w.,-])[2-6](?:[ .-]{0,2}\d){12,18}(?!\w|[.,-]\d)")
_FOURS = re.compile(r"\d{4}(?:[ .-]{1,2}\d{4}){3}")
_CARD_CODE = re.compile(
    r"(?<!\w)(?:cvv2?|cvc2?|security code|pin(?: number| code)?)\b\W{0,3}(?:is\W+|was\W+"
    r"|:\W*)?\d{3,4}(?![\w/.:-])(?! (?:people|tenants|homes))"
)
_SORT = r"(?<![\d/.-])\d{2}[- ]?\d{2}[- ]?\d{2}(?![\d/-])"
_SORT_LOOSE = r"\d{2}[\s,./-]{0,3}\d{2}[\s,./-]{0,3}\d{2}(?!\d)"
_ACCOUNT = r"(?<![\d/-])\d{8}(?!\d)"
_ACCOUNT_LOOSE = r"\d(?:[\s-]?\d){7}(?!\d)"
_SORT_NAME = r"(?<![\w/])(?:sort(?:ing)?(?:[\s-]*code)?|s/?c)(?:'s)?\b"
_ACCOUNT_NAME = r"(?<![\w/])(?<!rent )(?:bank\s+)?(?:account|acct?|accnt|a/?c)\b(?:\s*(?:number|num|no|nr)\b\.?)?"
_SAYS = r"(?:\W|\b(?:is|number|no|was|code)\b){0,6}"
_BANK = re.compile(
    rf"{_SORT_NAME}{_SAYS}(?<!\d){_SORT_LOOSE}(?:(?:\W|\w){{1,40}}?(?<!\d){_ACCOUNT_LOOSE})?"
    rf"|{_SORT}(?:.{{1,30}}?|(?:\W|\w){{1,60}}?(?:acc|a/c)(?:\W|\w){{0,20}}?){_ACCOUNT}"
    rf"|{_ACCOUNT}.{{1,30}}?{_SORT}"
    rf"|{_ACCOUNT_NAME}{_SAYS}(?<!\d){_ACCOUNT_LOOSE}"
    rf"|(?<!\w)(?:bank|building society|paypal|monzo|starling|revolut)\b[^.\n]{{0,40}}?{_ACCOUNT}"
    rf"|(?<!\w)(?:bank|monzo|starling|revolut|santander|barclays|halifax|natwest|nationwide|tsb|hsbc)\b[^.\n]{{0,20}}?"
    rf"(?<!\d)\d\d[ -]\d\d[ -]\d\d(?!\d)[^.\n\d]{{1,20}}{_ACCOUNT_LOOSE}"
    r"|(?<![a-z0-9])gb\s?\d{2}\s?[a-z]{4}(?:\s?\d){14}(?!\w)"
    r"|(?<!\w)iban\W{0,4}(?:is\W+|number\W+)?[a-z]{2}\s?\d{2}(?:\s?[a-z0-9]){11,28}(?!\w)"
    r"|(?<!\w)roll\s+(?:number|no)\b\.?\W{0,3}(?:is\W+)?[a-z]{0,2}[-/]?\d[\d/-]{5,14}"
)


def bank_accounts(text: Folded) -> Iterator[Stretch]:
    """Sort codes, account numbers, IBANs and roll numbers."""
    return (match.span() for match in _BANK.finditer(text.plain))


def cards(text: Folded) -> Iterator[Stretch]:
    """Payment cards: by their check digit, or because the words call them one."""
    for match in _CARD.finditer(text.plain):
        digits = [int(character) for character in match[0] if character.isdigit()]
        before = max(0, match.start() - _BEFORE)
        named = _CARD_NAMED.search(text.plain, before, match.start()) or _CARD_NEXT.match(text.plain, match.end())
        other = _NO_CARD.search(text.plain, before, match.start())
        paid = _PAYMENT.search(text.plain, before, match.start()) and _FOURS.fullmatch(match[0])
        if named or (not other and (paid or luhn(digits)) and _is_grouped(match[0])):
            yield match.span()
    yield from (match.span() for match in _CARD_CODE.finditer(text.plain))


def _is_grouped(written: str) -> bool:
    """Whether the figures stand in one row, one by one, in pairs, or in groups of four or more, as those of a card do."""
    sizes = [len(group) for group in re.split(r"[ .-]+", written)]
    return set(sizes) in ({1}, {2}) or all(size >= LEAST_GROUP for size in sizes[:-1])


LEAST_GROUP = 4


def luhn(digits: list[int]) -> bool:
    """Whether digits carry the check digit of a payment card."""
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0

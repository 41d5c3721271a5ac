"""How a voice reads what is written: telephone numbers digit by digit; money, dates, times and postcodes as people say them.

A voice that comes to "0141 944 3891" says "one hundred and forty-one, nine hundred and forty-four, …", which nobody can dial.
So English is put into words first, and what it becomes is the transcript. In other languages the voice knows its own numbers
best: only telephone numbers are drawn apart, so that it reads them digit by digit too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from .number_words import cardinal, digits, ordinal, year

ENGLISH = "en"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = {day[:3]: day for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")}
SHORT_FORMS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "&": "and", "…": ".",
    "½": "a half", "¼": "a quarter", "¾": "three quarters", "⅓": "a third", "⅔": "two thirds",
}  # fmt: skip
FRACTIONS = {"1/2": "a half", "1/3": "a third", "2/3": "two thirds", "1/4": "a quarter", "3/4": "three quarters"}
CURRENCIES = {"£": ("pound", "pence"), "€": ("euro", "cents"), "$": ("dollar", "cents")}
MULTIPLES = {"k": "thousand", "m": "million", "bn": "billion", "thousand": "thousand", "million": "million", "billion": "billion"}

_MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS if month != "May")])
_DASH = r"\s?[-–—]\s?"
_PHONE = re.compile(r"(?<![\w£$€.,/-])(\+\d{1,3}[ -]?)?\(?0?\d{2,5}\)?(?:[ -]?\d{2,4}){2,4}(?![\w/]|[.,]\d|-\d)", re.ASCII)
_EMERGENCY = re.compile(
    r"\b((?:call|ring|phone|dial|on|or|and|NHS|police|text)\s(?:\w+\s){0,2}?)(999|112|111|101|105|116 ?123|18001)\b(?! \w+s\b)",
    re.IGNORECASE | re.ASCII,
)
_ALONE = re.compile(r"\A\s*(999|112|111|101|105|116 ?123|18001)(?=[.\s]*\Z)", re.ASCII)  # a button that rings it
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[\w.+-]+@)?(?:www\.)?[a-zA-Z][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|info|scot|uk|gov|example|eu|io|co)\b(?:/[\w./#?=&%-]*)?",
    re.ASCII,
)
_DAY_MONTH = re.compile(rf"\b(the )?([0-3]?\d)(?:st|nd|rd|th)? ({_MONTH})\b\.?(?:,? ((?:19|20)\d\d)\b)?", re.ASCII)
_DAYS_MONTH = re.compile(rf"\b(the )?([0-3]?\d)(?:{_DASH}| to )([0-3]?\d) ({_MONTH})\b(?: ((?:19|20)\d\d)\b)?", re.ASCII)
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\b\.? ((?:19|20)\d\d)\b", re.ASCII)
_ISO_DATE = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b", re.ASCII)
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b", re.ASCII)
_TIME = re.compile(
    r"\b([01]?\d|2[0-3])(?:[:.]([0-5]\d))? ?([ap])\.?m\b\.?|\b([01]?\d|2[0-3]):([0-5]\d)\b", re.ASCII | re.IGNORECASE
)
_MONEY = re.compile(r"([£€$])\s?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:\s?(k|m|bn|thousand|million|billion)\b)?", re.ASCII)
_PENCE = re.compile(r"\b(\d+)p\b", re.ASCII)
_POSTCODE = re.compile(r"\b([A-Z]{1,2})(\d{1,2})([A-Z]?) ?(\d)([A-Z]{2})\b", re.ASCII)
_REFERENCE = re.compile(r"\b(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])([A-Z0-9]{1,4})-([A-Z0-9]{2,5})\b", re.ASCII)
_CODE = re.compile(r"\b([A-Z]{1,4})\.?(\d{2,})([A-Z]?)\b|\b(\d{3,})([A-Z])(?:\(([A-Z])\))?(?!\w)", re.ASCII)
_ORDINAL = re.compile(r"\b(\d{1,6})(?:st|nd|rd|th)\b", re.ASCII)
_PERCENT = re.compile(r"(\d)\s?%")
_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:/|[-–])(\d\d)\b(?!\d)", re.ASCII)
_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,]|\.\d)", re.ASCII)
_RANGE = re.compile(rf"(?<=\d)({_DASH})(?=[£€$]?\d)", re.ASCII)
_WEEKDAYS = re.compile(rf"\b({'|'.join(WEEKDAYS)})(?=\b\.?{_DASH}|\b)(?:\.)?", re.ASCII)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+", re.ASCII)
_SPACES = re.compile(r"[ \t\u00a0]+")


def spoken(text: str, language: str = ENGLISH) -> str:
    """The text as it is to be read aloud, and as its transcript shows it. ``language`` is a tag such as "en-GB" or "ur"."""
    text = "".join(_utterable(sign) for sign in unicodedata.normalize("NFC", text))
    if language.split("-")[0].lower() != ENGLISH:
        return _SPACES.sub(" ", _PHONE.sub(lambda match: _drawn_apart(match[0]), text)).strip()
    for pattern, replace in _STEPS:
        text = pattern.sub(replace, text)
    return _SPACES.sub(" ", text).strip()


def _utterable(sign: str) -> str:
    """Nothing for a picture or a sign that a voice would spell out by its name; other digits than ours as ours."""
    if sign.isdecimal() and not sign.isascii():
        return str(unicodedata.decimal(sign))
    category = unicodedata.category(sign)
    if category == "So" or sign in "\ufe0f\ufe0e" or "\U0001f3fb" <= sign <= "\U0001f3ff":
        return " "
    return " " if category == "Cc" and sign not in "\n\t" else sign


def _is_phone(text: str) -> bool:
    number = re.sub(r"\D", "", text)
    return 9 <= len(number) <= 14 and (text.lstrip("(").startswith(("0", "+")))


def _groups(text: str) -> list[str]:
    """A telephone number in the groups it is written in, or in those people say where it is written in one."""
    groups = re.findall(r"\d+", text)
    if len(groups) == 1:
        cut = 4 if re.match(r"01\d1|011|02", groups[0]) else 5
        groups = [groups[0][:cut], groups[0][cut:]]
    return [part for group in groups for part in ((group[:3], group[3:]) if len(group) > 5 else (group,))]


def _phone(match: re.Match[str]) -> str:
    if not _is_phone(match[0]):
        return match[0]
    return ("plus " if match[0].startswith("+") else "") + ", ".join(digits(group) for group in _groups(match[0]) if group)


def _drawn_apart(text: str) -> str:
    if not _is_phone(text):
        return text
    return ("+ " if text.startswith("+") else "") + ", ".join(" ".join(group) for group in _groups(text) if group)


def _spoken_address(match: re.Match[str]) -> str:
    words = re.sub(r"^https?://", "", match[0])
    bare = words.rstrip("./?")
    end = "".join(sign for sign in words[len(bare) :] if sign in ".?")  # of the sentence
    words = bare
    for sign, word in (("@", " at "), (".", " dot "), ("/", " slash "), ("-", " dash "), ("_", " underscore "), ("www", "w w w")):
        words = words.replace(sign, word)
    return re.sub(r"\buk\b", "u k", words) + end


def _month(name: str) -> str:
    return next(month for month in MONTHS if month.startswith(name))


def _day(day: str, month: str, in_year: str | None) -> str:
    return f"the {ordinal(int(day))} of {month}{f' {year(int(in_year))}' if in_year else ''}"


def _day_month(match: re.Match[str]) -> str:
    if not 1 <= int(match[2]) <= 31:
        return match[0]
    return _day(match[2], _month(match[3]), match[4])


def _days_month(match: re.Match[str]) -> str:
    if not (1 <= int(match[2]) <= 31 and 1 <= int(match[3]) <= 31):
        return match[0]
    return f"the {ordinal(int(match[2]))} to {_day(match[3], _month(match[4]), match[5])}"


def _month_year(match: re.Match[str]) -> str:
    return f"{_month(match[1])} {year(int(match[2]))}"


def _calendar_day(day: str, month: str, in_year: str, as_written: str) -> str:
    try:
        whole = date(int(in_year), int(month), int(day))
    except ValueError:
        return as_written
    return _day(str(whole.day), MONTHS[whole.month - 1], in_year)


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
    if match[3] and not 1 <= hour <= 12:
        return match[0]
    if not match[3] and minute == 0 and hour in (0, 12):
        return "noon" if hour else "midnight"
    half = match[3].lower() if match[3] else ("p" if hour >= 12 else "a")
    minutes = "" if minute == 0 else f" oh {cardinal(minute)}" if minute < 10 else f" {cardinal(minute)}"
    return f"{cardinal(hour % 12 or 12)}{minutes} {half} m"


def _money(match: re.Match[str]) -> str:
    unit, part = CURRENCIES[match[1]]
    whole = int(match[2].replace(",", ""))
    if match[4]:
        point = f" point {digits(match[3])}" if match[3] else ""
        return f"{cardinal(whole)}{point} {MULTIPLES[match[4]]} {unit}s"
    if match[3] and len(match[3]) != 2:
        return f"{cardinal(whole)} point {digits(match[3])} {unit}s"
    pence = int(match[3] or 0)
    if whole == 0 and pence:
        return f"{cardinal(pence)} {'penny' if pence == 1 and part == 'pence' else part}"
    return f"{cardinal(whole)} {unit}{'' if whole == 1 else 's'}{f' {cardinal(pence)}' if pence else ''}"


def _postcode(match: re.Match[str]) -> str:
    area = " ".join(match[1])
    return f"{area} {cardinal(int(match[2]))}{f' {match[3]}' if match[3] else ''}, {digits(match[4])} {' '.join(match[5])}"


def _spelt(text: str) -> str:
    """Letters and digits one by one."""
    return " ".join(digits(sign) if sign.isdigit() else sign for sign in text if sign.isalnum())


def _reference(match: re.Match[str]) -> str:
    return f"{_spelt(match[1])}, {_spelt(match[2])}"


def _code(match: re.Match[str]) -> str:
    return _spelt("".join(filter(None, match.groups())))


def _years(match: re.Match[str]) -> str:
    return f"{year(int(match[1]))} to {cardinal(int(match[2]))}"


def _number(match: re.Match[str]) -> str:
    text = match[0].replace(",", "")
    return digits(text) if len(text) > 1 and text.startswith("0") else cardinal(int(text))


Replace = Callable[[re.Match[str]], str]
_STEPS: tuple[tuple[re.Pattern[str], Replace], ...] = (
    (_ADDRESS, _spoken_address),
    (_PHONE, _phone),
    (_ALONE, lambda match: digits(match[1])),
    (_EMERGENCY, lambda match: match[1] + digits(match[2])),
    (_ISO_DATE, lambda match: _calendar_day(match[3], match[2], match[1], match[0])),
    (_SLASHED, lambda match: _calendar_day(match[1], match[2], match[3], match[0])),
    (_DAYS_MONTH, _days_month),
    (_DAY_MONTH, _day_month),
    (_MONTH_YEAR, _month_year),
    (re.compile(rf"(?<=[\dm]){_DASH}(?=\d{{1,2}}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|:\d\d))", re.ASCII), lambda match: " to "),
    (re.compile(rf"\b([A-Z][a-z]{{2,8}}){_DASH}(?=(?:{'|'.join(WEEKDAYS)}))"), lambda match: f"{match[1]} to "),
    (_TIME, _time),
    (_RANGE, lambda match: " to "),
    (_MONEY, _money),
    (_PENCE, lambda match: f"{cardinal(int(match[1]))} {'penny' if int(match[1]) == 1 else 'pence'}"),
    (_POSTCODE, _postcode),
    (_REFERENCE, _reference),
    (_CODE, _code),
    (_ORDINAL, lambda match: ordinal(int(match[1]))),
    (_PERCENT, lambda match: f"{match[1]} per cent"),
    (_YEARS, _years),
    (_YEAR, lambda match: year(int(match[0]))),
    (re.compile(r"(?<![\d/])[123]/[234](?![\d/])"), lambda match: FRACTIONS.get(match[0], match[0])),
    (re.compile(r"\b24/7\b"), lambda match: "twenty-four seven"),
    (re.compile(r"(\d)\.(\d+)(?!\w)", re.ASCII), lambda match: f"{match[1]} point {digits(match[2])}"),
    (_WEEKDAYS, lambda match: WEEKDAYS[match[1]]),
    (re.compile("|".join(map(re.escape, SHORT_FORMS))), lambda match: f" {SHORT_FORMS[match[0]]} "),
    (_NUMBER, _number),
    (re.compile(r" +([,.;:!?])"), lambda match: match[1]),
)

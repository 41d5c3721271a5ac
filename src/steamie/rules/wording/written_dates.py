"""Dates as people write them, in figures and in words, for the detectors to build on."""

from __future__ import annotations

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    "|dec(?:ember)?"
)
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    "|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ]?(?:first|second|third|fourth|fifth|sixth|seventh"
    "|eighth"
    "|ninth)|thirtieth|thirty[- ]first"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_YEAR_IN_WORDS = (
    rf"(?:nineteen|twenty)[\s-](?:hundred(?: and)?[\s-])?(?:oh[\s-](?:{_UNITS})|(?:{_TENS})(?:[\s-](?:{_UNITS}))?|{_TEENS})"
    rf"|two thousand(?: and)?(?:[\s-](?:{_UNITS}|{_TEENS}))?"
)
YEAR = rf"(?:(?:19|20)\s?\d\s?\d|'\d\d|{_YEAR_IN_WORDS})"
_YEAR_OR_SHORT = rf"(?:{YEAR}|\d\d)"
_DAY = rf"(?:the\s+)?(?:\d{{1,2}}\s?(?:st|nd|rd|th)?|{_ORDINALS})"
DATE = (
    rf"(?:\d{{1,2}}\s?[/.\\-]\s?\d{{1,2}}\s?[/.\\-]\s?(?:(?:19|20)\d\d|\d\d)"
    rf"|\d{{1,2}}\s\d{{1,2}}\s(?:19|20)\d\d"
    rf"|(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|{_DAY}\s*(?:day\s+)?(?:of\s+|o'?\s+|[/.-])?\s*(?:{MONTHS})\.?,?[\s/.-]*(?:in\s+|of\s+|the year\s+)?{_YEAR_OR_SHORT}"
    rf"|(?:{MONTHS})\.?\s+{_DAY},?\s+(?:in\s+)?{_YEAR_OR_SHORT}"
    rf"|(?:hogmanay|christmas day|christmas eve|boxing day|new year'?s day|hallowe'?en),?\s+(?:in\s+|of\s+)?{YEAR})(?!\d)"
)
MONTH_AND_YEAR = rf"(?:{MONTHS})\.?,?\s+(?:of\s+)?{YEAR}"

"""Names of months as spreadsheets of other countries write them, put into English before a day is read."""

from __future__ import annotations

import re

#: German, French, Spanish, Italian, Polish, Gaelic: the beginnings that English does not share, by the English month.
_BEGINNINGS = {
    "jan": "jän ene gen sty styc faoil",
    "feb": "fév fev lut gearran",
    "mar": "mär mrz màrt",
    "apr": "avr abr kwi gibl",
    "may": "mai maggio maj cèit ceit",
    "jun": "juin giu cze ògmh ogmh",
    "jul": "juil lug lip iuch",
    "aug": "août aout ago sie lùn lun",
    "sep": "set wrz sult",
    "oct": "okt ott paź paz dàmh damh",
    "nov": "lis samh",
    "dec": "dez déc dic gru dùbh dubh",
}
_ENGLISH = {beginning: month for month, beginnings in _BEGINNINGS.items() for beginning in beginnings.split()}
_FOREIGN = re.compile(
    rf"(?<=[\d.\s\-])(?:an\s+(?:t-)?)?(?P<name>{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})[^\W\d_]*\.?"
    r"(?=[\s\-,]|$)",
    re.IGNORECASE,
)
_OF = re.compile(r"(?<=\w)\s+del?\s+(?=\w)", re.IGNORECASE)


def in_english(written: str) -> str:
    """A day with the name of its month in English: "3. Dez. 2026" is "3 dec 2026". Any other text as it is."""
    written = _OF.sub(" ", written)
    found = _FOREIGN.search(written)
    if found is None:
        return written
    before = re.sub(r"(?<=\d)\.\s*$", " ", written[: found.start()])
    return f"{before}{_ENGLISH[found['name'].lower()]}{written[found.end() :]}"

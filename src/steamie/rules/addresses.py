"""Web and e-mail addresses in plain words, so that they can be linked whole and the words left as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

# Endings of names that people write without "https://" or "www.". Others are linked once they are written with either.
_ENDINGS = "com|org|net|edu|gov|int|mil|info|coop|uk|scot|wales|cymru|london|eu|ie"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_REST = r"(?::\d{2,5})?(?:[/?#][^\s<>\"“”„«»]*)?"
_WEB = re.compile(
    rf"(?<![\w@./+-])(?:"
    rf"(?P<full>https?://{_LABEL}(?:\.{_LABEL})*{_REST})"
    rf"|(?P<mail>[\w.+-]*\w@(?:{_LABEL}\.)+[^\W\d_]{{2,}})"
    rf"|(?P<bare>(?:www\.(?:{_LABEL}\.)*{_LABEL}|(?:{_LABEL}\.)+(?:{_ENDINGS}))(?![\w@-]|\.\w){_REST})"
    rf")",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)  # a port has digits
_CLOSING = {")": "(", "]": "[", "}": "{"}
_STOPS = ".,:;!?…'‘’*_~"


@dataclass(frozen=True, slots=True)
class Address:
    """Where an address stands in a text, and where it leads."""

    first: int
    last: int  # the place after its last letter
    leads_to: str


def addresses(text: str) -> Iterator[Address]:
    """Every address in a text, in order. Brackets, quotation marks and stops round one are no part of it."""
    for match in _WEB.finditer(text):
        written = match.group()
        if match["mail"]:
            yield Address(match.start(), match.end(), f"mailto:{written}")
            continue
        written = _without_what_follows(written)
        leads_to = written if match["full"] else f"https://{written}"
        yield Address(match.start(), match.start() + len(written), leads_to)


def why_no_link(address: str) -> str:
    """Why no reader is led to an address, in words fit for the screen; empty for one that they may be led to.

    ``user@`` before a name hides where a link leads (https://bank.example@elsewhere.example); browsers open no ftp any more.
    """
    written = address.strip()
    scheme = _SCHEME.match(written)
    if scheme and scheme[0].lower() not in ("http:", "https:"):
        return "Only web addresses can be linked: they begin with https:// or http://."
    try:
        place = urlsplit(whole(written)).netloc
    except ValueError:
        return "This is no web address. Copy it from your browser."
    if "@" in place:
        return "This address names somebody before an @, which hides where it leads. Copy it from your browser."
    return ""


def whole(written: str) -> str:
    """An address as a browser needs it: "https://" before one that people write without."""
    return written if _SCHEME.match(written) else f"https://{written.removeprefix('//')}"


def _without_what_follows(written: str) -> str:
    """The address without the stops and closing brackets of the sentence it stands in; brackets of its own stay."""
    while written:
        last = written[-1]
        closes_nothing = last in _CLOSING and written.count(last) > written.count(_CLOSING[last])
        if last not in _STOPS and not closes_nothing:
            break
        written = written[:-1]
    return written

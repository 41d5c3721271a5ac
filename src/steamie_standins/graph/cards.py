"""The card of a link: title, description and picture, fetched as Facebook's own crawler does, robots file included.

It fetches from this machine only, follows five redirects, asks each site's robots file first, and reads no more than a megabyte.
A card is fetched once for each address, when somebody first looks at a post with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

AGENT = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
NAME = "facebookexternalhit"
MOST_REDIRECTS = 5
MOST_BYTES = 1024 * 1024
PATIENCE = 3  # seconds
AT_ONCE = 5  # cards fetched while somebody waits for the wall
HERE = {"127.0.0.1", "localhost", "::1"}
PICTURES = {"image/jpeg", "image/png", "image/gif", "image/webp"}


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a link. ``problem`` says why there is nothing to show."""

    address: str = ""
    title: str = ""
    description: str = ""
    site: str = ""
    alt: str = ""
    picture: bytes = b""
    media_type: str = ""
    problem: str = ""


class Tags(HTMLParser):
    """The Open Graph tags of a page and, where it has none, its title and description."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.in_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag of the head, the first of each name."""
        named = {name: value or "" for name, value in attrs}
        self.in_title = tag == "title"
        if tag == "meta" and (name := named.get("property") or named.get("name")):
            self.found.setdefault(name, named.get("content", ""))

    def handle_data(self, data: str) -> None:
        """The words of the title."""
        if self.in_title:
            self.found.setdefault("title", data.strip())
            self.in_title = False


def fetched(link: str) -> Card:
    """The card of this link; one with a problem where nothing can be shown."""
    try:
        address, answer, content = _followed(link)
    except FetchRefused as problem:
        return Card(link, problem=str(problem))
    tags = Tags(content.decode("utf-8", "replace")).found
    title = tags.get("og:title") or tags.get("title", "")
    if answer.status != 200 or not title:
        return Card(address, problem=f"The page answered {answer.status}." if answer.status != 200 else "It has no title.")
    picture, media_type = _picture(address, tags.get("og:image", ""))
    description = tags.get("og:description") or tags.get("description", "")
    told = tags.get("og:url") or address
    return Card(told, title, description, tags.get("og:site_name", ""), tags.get("og:image:alt", ""), picture, media_type)


class FetchRefused(Exception):
    """Nothing could be fetched, and why."""


def _followed(link: str) -> tuple[str, HTTPResponse, bytes]:
    """Where the link leads in the end, with what is there."""
    address = link
    for _ in range(MOST_REDIRECTS + 1):
        if not _allowed(address):
            raise FetchRefused("The robots file keeps the crawler out.")
        answer, content = _got(address)
        if answer.status not in {301, 302, 303, 307, 308}:
            return address, answer, content
        address = urljoin(address, answer.headers.get("Location", ""))
    raise FetchRefused("It is led on too often.")


def _allowed(address: str) -> bool:
    """Whether the site's robots file lets the crawler fetch this; a site without one lets it fetch everything."""
    answer, content = _got(urljoin(address, "/robots.txt"))
    if answer.status != 200:
        return answer.status < 500
    rules = RobotFileParser()
    rules.parse(content.decode("utf-8", "replace").splitlines())
    return rules.can_fetch(NAME, address)


def _got(address: str) -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in HERE:
        raise FetchRefused("The stand-in fetches from this machine only.")
    line = HTTPConnection(parts.hostname, parts.port or 80, timeout=PATIENCE)
    try:
        line.request("GET", "?".join(filter(None, (parts.path or "/", parts.query))), headers={"User-Agent": AGENT})
        answer = line.getresponse()
        return answer, answer.read(MOST_BYTES)
    except (OSError, HTTPException) as problem:
        raise FetchRefused("Nothing answers there.") from problem
    finally:
        line.close()


def _picture(page: str, place: str) -> tuple[bytes, str]:
    if place:
        with suppress(FetchRefused):
            _, answer, content = _followed(urljoin(page, place))
            media_type = answer.headers.get_content_type()
            if answer.status == 200 and media_type in PICTURES:
                return content, media_type
    return b"", ""


class Cards:
    """The cards fetched so far, by link; each is fetched once, and away from the lock of the world."""

    def __init__(self) -> None:
        self.by_link: dict[str, Card] = {}

    def fetch(self, links: Iterable[str]) -> None:
        """Fetch those that are not there yet, a few at a time."""
        for link in [link for link in links if link not in self.by_link][:AT_ONCE]:
            self.by_link[link] = fetched(link)

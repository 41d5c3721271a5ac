"""The words of a post as Bluesky counts and marks them: graphemes, bytes, and links by their place in the bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

GRAPHEMES, BYTES = 300, 3_000  # https://docs.bsky.app/docs/advanced-guides/posts
ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
AFTER = ".,;:!?…'’\"”)]}"  # what ends a sentence, not an address
OPENS = {")": "(", "]": "[", "}": "{"}
JOINER = "\u200d"


def graphemes(text: str) -> int:
    """Letters as a reader counts them; where we are not sure, rather one too many than one too few."""
    count, joined, in_pair = 0, False, False
    for letter in text:
        flag = "\U0001f1e6" <= letter <= "\U0001f1ff"
        if not (joined or _belongs_to_the_last(letter) or (flag and in_pair)):
            count += 1
        joined, in_pair = letter == JOINER, flag and not in_pair
    return count


def _belongs_to_the_last(letter: str) -> bool:
    """A mark over or under a letter, a variation, a skin tone, or what joins two pictures into one."""
    return unicodedata.category(letter) in {"Mn", "Me"} or letter == JOINER or "\U0001f3fb" <= letter <= "\U0001f3ff"


def facets(text: str) -> list[dict[str, Any]]:
    """Each address in the words made a link, by its first byte and the byte after its last. The words stay as they are."""
    return [
        {
            "index": {"byteStart": len(text[:first].encode()), "byteEnd": len(text[:end].encode())},
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": text[first:end]}],
        }
        for first, end in addresses(text)
    ]


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where each web address begins and ends. A bracket or full stop after it belongs to the sentence."""
    for match in ADDRESS.finditer(text):
        address = match[0]
        while address and address[-1] in AFTER and not _closes_its_own(address):
            address = address[:-1]
        if address.partition("://")[2]:
            yield match.start(), match.start() + len(address)


def _closes_its_own(address: str) -> bool:
    """Whether the last letter closes a bracket that was opened within the address."""
    last = address[-1]
    return last in OPENS and address.count(OPENS[last]) >= address.count(last)

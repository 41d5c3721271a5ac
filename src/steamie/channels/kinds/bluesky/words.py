"""The words of a post as Bluesky counts and marks them: graphemes, bytes, and links by their place in the bytes."""

from __future__ import annotations

import unicodedata
from typing import Any

from steamie.channels.contract import links_in

GRAPHEMES, BYTES = 300, 3_000  # https://docs.bsky.app/docs/advanced-guides/posts
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
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": leads_to}],
        }
        for first, end, leads_to in links_in(text)
    ]

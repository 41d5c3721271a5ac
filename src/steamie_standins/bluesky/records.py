"""Whether a record is a post as its schema has it: ``app.bsky.feed.post``, with facets, pictures and link cards."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from .errors import Refusal, invalid
from .world import POST, BlueskyWorld

KEY = re.compile(r"[234567a-j][234567a-z]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
MOST_BYTES, MOST_GRAPHEMES = 3_000, 300
MOST_PICTURES, LARGEST_PICTURE = 4, 1_000_000
LINK = "app.bsky.richtext.facet#link"


def check_key(key: str) -> None:
    """A key of ours must be a timestamp identifier."""
    if not KEY.fullmatch(key):
        raise invalid(f"Invalid record key: expected a TID, got {key!r}")


def check(world: BlueskyWorld, record: Any) -> None:
    """Raises unless the record is a post that the network would take."""
    if not isinstance(record, dict) or record.get("$type") != POST:
        raise invalid(f"Invalid $type: expected {POST}")
    text = record.get("text")
    if not isinstance(text, str):
        raise invalid('Invalid app.bsky.feed.post record: Record must have the property "text"')
    if len(text.encode()) > MOST_BYTES:
        raise invalid("Invalid app.bsky.feed.post record: Record/text must not be longer than 3000 characters")
    if graphemes(text) > MOST_GRAPHEMES:
        raise invalid("Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes")
    _moment(record.get("createdAt"))
    for facet in record.get("facets", []):
        _facet(facet, text.encode())
    if "embed" in record:
        _embed(world, record["embed"])


def graphemes(text: str) -> int:
    """How many letters a reader counts. Marks, joined pictures and their colours belong to the letter before them."""
    count, joined, flags = 0, False, 0
    for letter in text:
        part = unicodedata.category(letter) in {"Mn", "Me", "Mc"} or letter == "\u200d" or "\U0001f3fb" <= letter <= "\U0001f3ff"
        part = part or "\U000e0020" <= letter <= "\U000e007f"
        flags = flags + 1 if "\U0001f1e6" <= letter <= "\U0001f1ff" else 0
        if not (part or joined or (flags and flags % 2 == 0)):
            count += 1
        joined = letter == "\u200d"
    return count


def _moment(value: Any) -> None:
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        raise invalid("Invalid app.bsky.feed.post record: Record/createdAt must be an valid atproto datetime")
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise invalid("Invalid app.bsky.feed.post record: Record/createdAt must be an valid atproto datetime") from None


def _facet(facet: Any, text: bytes) -> None:
    """Bytes, not letters: the end is the first byte after it, and neither may fall inside a letter."""
    index = facet.get("index") if isinstance(facet, dict) else None
    first, end = (index.get("byteStart"), index.get("byteEnd")) if isinstance(index, dict) else (None, None)
    if not (isinstance(first, int) and isinstance(end, int) and 0 <= first < end <= len(text)):
        raise invalid("Invalid app.bsky.feed.post record: facets must point into the text")
    try:
        text[first:end].decode()
        text[:first].decode()
    except UnicodeDecodeError:
        raise invalid("Invalid app.bsky.feed.post record: a facet begins or ends inside a letter") from None
    features = facet.get("features")
    if not isinstance(features, list) or not features:
        raise invalid("Invalid app.bsky.feed.post record: facet must have features")
    for feature in features:
        if not isinstance(feature, dict) or feature.get("$type") != LINK or not _is_address(feature.get("uri")):
            raise invalid("Invalid app.bsky.feed.post record: this stand-in knows facets that are links only")


def _embed(world: BlueskyWorld, embed: Any) -> None:
    kind = embed.get("$type") if isinstance(embed, dict) else None
    if kind == "app.bsky.embed.images":
        _images(world, embed.get("images"))
    elif kind == "app.bsky.embed.external":
        _external(world, embed.get("external"))
    else:
        raise invalid(f"Invalid app.bsky.feed.post record: Record/embed is none that this stand-in knows: {kind}")


def _images(world: BlueskyWorld, images: Any) -> None:
    if not isinstance(images, list) or len(images) > MOST_PICTURES:
        raise invalid("Invalid app.bsky.feed.post record: Record/embed/images must not have more than 4 elements")
    for image in images:
        if not isinstance(image, dict) or not isinstance(image.get("alt"), str):
            raise invalid('Invalid app.bsky.feed.post record: Image must have the property "alt"')
        _blob(world, image.get("image"))


def _external(world: BlueskyWorld, card: Any) -> None:
    if not isinstance(card, dict) or not all(isinstance(card.get(name), str) for name in ("uri", "title", "description")):
        raise invalid('Invalid app.bsky.feed.post record: External must have the properties "uri", "title", "description"')
    if not _is_address(card["uri"]):
        raise invalid("Invalid app.bsky.feed.post record: External/uri must be a uri")
    if "thumb" in card:
        _blob(world, card["thumb"])


def _blob(world: BlueskyWorld, blob: Any) -> None:
    ref = blob.get("ref") if isinstance(blob, dict) and blob.get("$type") == "blob" else None
    stored = world.blobs.get(str(ref.get("$link"))) if isinstance(ref, dict) else None
    if stored is None:
        raise Refusal("BlobNotFound", "Could not find blob")
    if (blob.get("mimeType"), blob.get("size")) != (stored["mimeType"], stored["size"]):
        raise Refusal("InvalidMimeType", "Referenced blob differs from what was uploaded")
    if stored["size"] > LARGEST_PICTURE:
        raise Refusal("BlobTooLarge", f"This file is too large: {stored['size']} bytes, at most {LARGEST_PICTURE}.")
    if not stored["mimeType"].startswith("image/"):
        raise Refusal("InvalidMimeType", "Wrong mimetype. It must match image/*.")


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and urlsplit(value).scheme in {"http", "https"} and bool(urlsplit(value).netloc)

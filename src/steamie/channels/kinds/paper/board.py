"""The noticeboard: each post is a folder that holds the poster, and a card that says whether it is up.

It needs no account and no network, so it is also the channel that others are tried out on.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from steamie.channels.contract import (
    Can,
    ChannelKind,
    Limits,
    Outgoing,
    Phrases,
    Preview,
    PrintedDocument,
    Probe,
    Receipt,
    Refused,
    Seen,
)
from steamie.printing.letters import unprintable

from . import poster

READY, UP, DOWN = "ready", "up", "down"


class Paper(ChannelKind):
    """A noticeboard in the office or a close."""

    kind: ClassVar = "paper"
    label: ClassVar = "Noticeboard"
    icon: ClassVar = "print"
    medium: ClassVar = "print"
    phrases: ClassVar = Phrases(
        sent="Ready to print",
        was_sent="It was ready to print",
        sent_to="Made ready to print for {channel}",
        see="See the poster for {channel}",
    )
    credentials: ClassVar = ()
    limits: ClassVar = Limits(text=1500, pictures=1, unshowable=unprintable)
    can: ClassVar = Can(stage=True, edit=True, withdraw=True, find=True)

    def preview(self, outgoing: Outgoing) -> Preview:
        """The poster: headline, words, when and where, picture, and the link as a code and in print."""
        return Preview(
            outgoing.text,
            headline=outgoing.title,
            link=outgoing.link,
            place=outgoing.event_place,
            starts=outgoing.event_starts,
            ends=outgoing.event_ends,
            when=poster.when(outgoing.event_starts, outgoing.event_ends, zone=self._zone),
            pictures=outgoing.pictures,
        )

    def unfit(self, outgoing: Outgoing) -> Sequence[str]:
        """Whether the words or the pictures are too many for a poster, or a picture has no description."""
        return tuple(_unfit(outgoing, self.limits))

    def create(self, outgoing: Outgoing) -> Receipt:
        """Print the poster. It is not up yet; printing it again while it is not up replaces it."""
        self.require_fit(outgoing)
        card = self._card(outgoing.marker)
        if card is None or card["state"] != UP:
            self._print(outgoing, state=READY)
        return self._receipt(outgoing.marker)

    def publish(self, remote_id: str) -> Receipt:
        """Mark it as up."""
        card = self._require(remote_id)
        if card["state"] == DOWN:
            raise Refused("This poster has been taken down. Print a fresh one to put it up again.")
        self._write(remote_id, card | {"state": UP})
        return self._receipt(remote_id)

    def edit(self, remote_id: str, outgoing: Outgoing) -> None:
        """Print it again with other words. Someone must swap the paper."""
        card = self._require(remote_id)
        self.require_fit(outgoing)
        self._print(outgoing, state=card["state"])

    def withdraw(self, remote_id: str) -> None:
        """Mark it as taken down. A poster that never was is down already."""
        card = self._card(remote_id)
        if card is not None:
            self._write(remote_id, card | {"state": DOWN})

    def find(self, outgoing: Outgoing, *, since: datetime) -> Sequence[Seen]:
        """The poster with this marker, unless it has been taken down."""
        card = self._card(outgoing.marker)
        if card is None or card["state"] == DOWN or datetime.fromisoformat(card["made_at"]) < since:
            return ()
        printed_at = datetime.fromisoformat(card["made_at"])
        return (Seen(outgoing.marker, self._url(outgoing.marker), card["state"] == UP, card["text"], printed_at),)

    def probe(self, *, now: datetime) -> Probe:
        """Whether posters can be written to disk."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            writable = os.access(self.folder, os.W_OK)
        except OSError:
            writable = False
        if writable:
            return Probe(working=True, summary="Posters can be printed.")
        return _unwritable()

    def probe_effects(self, *, now: datetime) -> Probe:
        """Look; then write a file in the poster folder, and take it away."""
        looked = self.probe(now=now)
        if not looked.working:
            return looked
        test = self.folder / f".{os.urandom(4).hex()}"
        try:
            test.write_bytes(b"x")
            test.unlink()
        except OSError:
            return _unwritable()
        return looked

    @property
    def folder(self) -> Path:
        """Where the posters are."""
        return Path(self.settings["folder"])

    def document(self, remote_id: str) -> PrintedDocument:
        """The poster itself, to print. ``Refused`` when there is none."""
        self._require(remote_id)
        return PrintedDocument((self._place(remote_id) / "poster.pdf").read_bytes(), "application/pdf", f"poster-{remote_id}.pdf")

    def _print(self, outgoing: Outgoing, *, state: str) -> None:
        seen = self.preview(outgoing)
        content = poster.render(seen, association=str(self.settings.get("association", "")))
        place = self._place(outgoing.marker)
        place.mkdir(parents=True, exist_ok=True)
        _replace(place / "poster.pdf", content)
        made_at = (self._card(outgoing.marker) or {}).get("made_at", datetime.now(UTC).isoformat())
        alts = [picture.alt for picture in seen.pictures]
        card = {"state": state, "title": seen.headline, "text": seen.text, "link": seen.link, "alts": alts}
        self._write(outgoing.marker, card | {"made_at": made_at})

    def _receipt(self, marker: str) -> Receipt:
        return Receipt(marker, self._url(marker), visible=self._require(marker)["state"] == UP)

    def _url(self, marker: str) -> str:
        address_of = self.settings.get("document_address")
        return str(address_of(marker)) if address_of else ""

    @property
    def _zone(self) -> str:
        return str(self.settings.get("time_zone", "Europe/London"))

    def _require(self, marker: str) -> dict[str, Any]:
        card = self._card(marker)
        if card is None:
            raise Refused("There is no such poster.")
        return card

    def _card(self, marker: str) -> dict[str, Any] | None:
        try:
            card: dict[str, Any] = json.loads((self._place(marker) / "card.json").read_text())
        except FileNotFoundError:
            return None
        return card

    def _write(self, marker: str, card: Mapping[str, Any]) -> None:
        _replace(self._place(marker) / "card.json", json.dumps(dict(card)).encode())

    def _place(self, marker: str) -> Path:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", marker):
            raise Refused("That is not the marker of a poster.")
        return self.folder / marker


def _unfit(outgoing: Outgoing, limits: Limits) -> Iterator[str]:
    if len(outgoing.text) > limits.text:
        yield f"A poster holds {limits.text} characters; this has {len(outgoing.text)}."
    if len(outgoing.pictures) > limits.pictures:
        yield "A poster holds one picture."
    if any(not picture.alt.strip() for picture in outgoing.pictures):
        yield "Describe the picture before it is printed."
    if letter := unprintable(f"{outgoing.title} {outgoing.text} {outgoing.event_place}"):
        yield f"Our printed letters have no “{letter}”. Take it out."


def _unwritable() -> Probe:
    remedy = "Ask whoever looks after the machine to free space or mend the permissions of the data folder."
    return Probe(working=False, summary="Posters cannot be saved.", problems=(("The poster folder cannot be written.", remedy),))


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half."""
    fresh = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    fresh.write_bytes(content)
    fresh.replace(path)

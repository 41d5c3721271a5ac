"""A Bluesky account as a channel: a post is made once under a key of ours, looked for by that key, counted, taken down."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

from steamie.channels.contract import (
    Account,
    Can,
    ChannelError,
    ChannelKind,
    Disconnected,
    Field,
    Figure,
    Limits,
    Outgoing,
    OutgoingPicture,
    Preview,
    Probe,
    Receipt,
    Refused,
    Seen,
    Throttled,
    Unknown,
    pictures_unfit,
    with_link,
)

from . import boxes, counts, keys, words
from .client import ADDRESS, REAL, BlueskyServer
from .errors import NEW_PASSWORD, NOT_UNDERSTOOD, UNSURE, RecordMissing
from .listening import BlueskyListening

COLLECTION = "app.bsky.feed.post"
PICTURES, PICTURE_BYTES = 4, 1_000_000
SKEW = timedelta(minutes=5)  # our clock and the server's may differ
PAGES = 50  # of a hundred records, in a list
DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==")
APP_PASSWORD = re.compile(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}")
AGAIN = "Nothing to do yet. We look again within the hour."


class Bluesky(BlueskyListening, ChannelKind):
    """One account, opened by an app password of its own."""

    kind: ClassVar = "bluesky"
    label: ClassVar = "Bluesky account"
    credentials: ClassVar = (
        Field("handle", "Handle", hint="As others see it, for example example.bsky.social.", wrong=boxes.handle),
        Field(
            "app_password",
            "App password",
            secret=True,
            hint="Four groups of four letters. Never the account’s own password.",
            wrong=boxes.app_password,
        ),
    )
    limits: ClassVar = Limits(text=words.GRAPHEMES, pictures=PICTURES, headline=False)
    can: ClassVar = Can(keyed=True, withdraw=True, find=True, readings=True, list=True, listen=True, answer=True)
    measures: ClassVar = counts.MEASURES
    address: ClassVar = ADDRESS
    signs_in: ClassVar = True
    before: ClassVar = (
        "Sign in at bsky.app with the association’s own account.",
        "Under Settings, Privacy and security, App passwords, choose Add app password. Call it Steamie, "
        "and leave access to messages unticked.",
        "Copy the app password at once: Bluesky shows it only then.",
    )

    @classmethod
    def new_key(cls, *, now: datetime) -> str:
        """A record key: a timestamp identifier."""
        return keys.draw(now)

    def preview(self, outgoing: Outgoing) -> Preview:
        """The words as they leave. Pictures take the place of the link's card, so the link then stands in the words."""
        if outgoing.pictures:
            return Preview(with_link(outgoing), pictures=outgoing.pictures)
        return Preview(outgoing.text, link=outgoing.link, link_title=outgoing.title if outgoing.link else "")

    def unfit(self, outgoing: Outgoing) -> Sequence[str]:
        """Whether it is too long with its link, its pictures are too many, too large or not described, or it is empty."""
        return tuple(_unfit(outgoing, self.preview(outgoing)))

    def create(self, outgoing: Outgoing) -> Receipt:
        """Make the post under its key. A key that is taken already is answered as an error, and changes nothing."""
        self.require_fit(outgoing)
        made_at = keys.moment(outgoing.key)
        if made_at is None:
            raise Refused("No key was kept for this post, so that it might be made twice. Nothing was sent.")
        record = self._record(self.preview(outgoing), made_at)
        body = {"repo": self.did, "collection": COLLECTION, "rkey": outgoing.key, "record": record}
        answer = self.server.post("com.atproto.repo.createRecord", body)
        if answer.get("uri") != f"at://{self.did}/{COLLECTION}/{outgoing.key}":
            raise Unknown(NOT_UNDERSTOOD, detail="another address in the answer")
        return self._receipt(outgoing.key)

    def publish(self, remote_id: str) -> Receipt:
        """Look whether it is there: what is made is shown."""
        self._get(remote_id)
        return self._receipt(remote_id)

    def withdraw(self, remote_id: str) -> None:
        """Delete it. What is gone already is answered in the same way."""
        self.server.post("com.atproto.repo.deleteRecord", self._named(remote_id))

    def find(self, outgoing: Outgoing, *, since: datetime) -> Sequence[Seen]:
        """The post under this key, unless the key is from before then."""
        made_at = keys.moment(outgoing.key)
        if made_at is None or made_at < since - SKEW:
            return ()
        try:
            return (self._seen(outgoing.key, self._get(outgoing.key)),)
        except RecordMissing:
            return ()

    def shown(self, *, since: datetime) -> Sequence[Seen]:
        """Every post of the account since then, by whoever has its password; answers to others are left out."""
        return tuple(self._shown(since - SKEW))

    def account_url(self) -> str:
        """Its profile, or the stand-in's page."""
        return f"https://bsky.app/profile/{self.did}" if self.configured_address == REAL else f"{self.configured_address}/"

    def readings(self, remote_ids: Sequence[str], *, day: date) -> Sequence[Figure]:
        """Likes, reposts, quotes and replies of these posts; followers of the account. What is not given is None."""
        return tuple(counts.read(self.server, self.did, counts.wanted(remote_ids, self.did, COLLECTION), day=day))

    def account(self) -> Account:
        """The account that the handle and the app password open."""
        handle, password = _handle(self.details.get("handle", "")), self.details.get("app_password", "").strip()
        if not APP_PASSWORD.fullmatch(password):
            raise Disconnected("That is not an app password: it has four groups of four letters.", remedy=NEW_PASSWORD)
        session = self._server(handle, password).sign_in_again()
        return Account(session.did, session.handle, {"handle": handle, "app_password": password})

    def probe(self, *, now: datetime) -> Probe:
        """Whether the app password still opens the account it is pinned to."""
        try:
            session = self.server.get("com.atproto.server.getSession", {})
        except Disconnected as problem:
            return Probe(False, str(problem), problems=((str(problem), problem.remedy),))
        except (Throttled, Unknown) as problem:
            says = str(problem).removesuffix(UNSURE)
            return Probe(False, says, problems=((says, AGAIN),), reached=False)
        except ChannelError as problem:
            return Probe(False, str(problem), problems=((f"{problem} ({problem.detail})", NEW_PASSWORD),))
        return self._working(str(session.get("handle", "")))

    def probe_effects(self, *, now: datetime) -> Probe:
        """Look; then hand over one dot of a picture that no post carries: the server forgets it by itself."""
        looked = self.probe(now=now)
        if not looked.working:
            return looked
        try:
            self.server.upload(DOT, "image/png")
        except Disconnected as problem:
            return Probe(False, str(problem), problems=((str(problem), problem.remedy),))
        except (Throttled, Unknown) as problem:
            return Probe(False, str(problem), problems=((str(problem), AGAIN),), reached=False)
        except ChannelError as problem:
            says = f"Bluesky takes nothing from us. {problem}"
            return Probe(False, says, problems=((says, NEW_PASSWORD),))
        return looked

    @property
    def did(self) -> str:
        """The account this channel is pinned to, by its lasting identifier."""
        return str(self.settings.get("account_id", ""))

    @property
    def server(self) -> BlueskyServer:
        """The server, signed in as the account this channel is pinned to and as no other."""
        server = self._server(self.details.get("handle", ""), self.details.get("app_password", ""))
        if not self.did or server.session().did != self.did:
            raise Disconnected(
                "The handle and app password open another account than the one this is pinned to.",
                remedy="Choose Replace details, and enter those of the pinned account.",
            )
        return server

    def _server(self, handle: str, password: str) -> BlueskyServer:
        return BlueskyServer(url=self.outside_address, handle=handle, password=password, transport=self.settings.get("transport"))

    def _record(self, seen: Preview, made_at: datetime) -> dict[str, Any]:
        """The record of a post. Made twice for the same key it is the same, to the letter."""
        record: dict[str, Any] = {"$type": COLLECTION, "text": seen.text, "createdAt": _spelled(made_at), "langs": ["en"]}
        if facets := words.facets(seen.text):
            record["facets"] = facets
        if seen.pictures:
            record["embed"] = {"$type": "app.bsky.embed.images", "images": [self._image(picture) for picture in seen.pictures]}
        elif seen.link:
            card = {"uri": seen.link, "title": seen.link_title, "description": ""}
            record["embed"] = {"$type": "app.bsky.embed.external", "external": card}
        return record

    def _image(self, picture: OutgoingPicture) -> dict[str, Any]:
        return {"image": self.server.upload(picture.content, picture.media_type), "alt": picture.alt}

    def _get(self, key: str) -> Mapping[str, Any]:
        value = self.server.get("com.atproto.repo.getRecord", self._named(key)).get("value")
        if not isinstance(value, dict):
            raise Unknown(NOT_UNDERSTOOD, detail="no record in the answer")
        return value

    def _shown(self, earliest: datetime) -> Iterator[Seen]:
        """Newest first, as the server lists them, until they are older."""
        query: dict[str, Any] = {"repo": self.did, "collection": COLLECTION, "limit": 100}
        for _ in range(PAGES):
            answer = self.server.get("com.atproto.repo.listRecords", query)
            rows = [self._listed(row) for row in _rows(answer)]
            recent = [row for row in rows if row[0].created_at >= earliest]
            yield from (seen for seen, is_answer in recent if not is_answer)
            if len(recent) < len(rows) or not answer.get("cursor"):
                return
            query["cursor"] = answer["cursor"]
        raise Unknown("Bluesky’s list is too long to be read to its end.", detail=f"more than {PAGES} pages")

    def _listed(self, row: Mapping[str, Any]) -> tuple[Seen, bool]:
        """A row of a list, and whether it answers somebody."""
        value = row.get("value")
        if not isinstance(value, dict):
            raise Unknown(NOT_UNDERSTOOD, detail="no record in a list")
        return self._seen(str(row.get("uri", "")).rpartition("/")[2], value), "reply" in value

    def _seen(self, key: str, value: Mapping[str, Any]) -> Seen:
        made_at = keys.moment(key) or _moment(str(value.get("createdAt", "")))
        return Seen(key, self._address(key), visible=True, text=str(value.get("text", "")), created_at=made_at)

    def _named(self, key: str) -> dict[str, str]:
        return {"repo": self.did, "collection": COLLECTION, "rkey": key}

    def _receipt(self, key: str) -> Receipt:
        return Receipt(key, self._address(key), visible=True)

    def _address(self, key: str) -> str:
        """Where a person can look."""
        return (
            f"{'https://bsky.app' if self.configured_address == REAL else self.configured_address}/profile/{self.did}/post/{key}"
        )

    def _working(self, handle: str) -> Probe:
        named = str(self.settings.get("account_name", ""))
        renamed = (f"The account has another handle: it was “{named}”, it is now “{handle}”.", "Check that this is meant.")
        problems = (renamed,) if handle and named and handle != named else ()
        return Probe(True, f"Posts go to @{handle or named}.", problems=problems)


def _rows(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    records = answer.get("records")
    if not (isinstance(records, list) and all(isinstance(row, dict) for row in records)):
        raise Unknown(NOT_UNDERSTOOD, detail="no records in a list")
    return records


def _unfit(outgoing: Outgoing, seen: Preview) -> Iterator[str]:
    length = words.graphemes(seen.text)
    with_its_link = ", its link included" if seen.text != outgoing.text else ""
    if length > words.GRAPHEMES:
        yield f"Bluesky takes {words.GRAPHEMES} letters; this has {length}{with_its_link}."
    elif len(seen.text.encode()) > words.BYTES:
        yield f"Bluesky takes {words.BYTES:,} bytes; these words need more. Take out some of their pictures and marks."
    yield from pictures_unfit(outgoing.pictures, most=PICTURES, where="A post on Bluesky")
    if any(picture.weight > PICTURE_BYTES for picture in outgoing.pictures):
        yield f"Bluesky takes pictures of {PICTURE_BYTES // 1_000_000} MB at most. Use a smaller one."
    if not (seen.text.strip() or seen.link or seen.pictures):
        yield "There is nothing to post."


def _handle(typed: str) -> str:
    """A handle as typed or copied: with an @, or as the address of its page."""
    return typed.strip().removeprefix("https://bsky.app/profile/").strip("@/ \u200e\u202a\u202c").lower()


def _spelled(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Unknown(NOT_UNDERSTOOD, detail="a time that is none") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

"""What is written under a Page's posts and to the Page itself: read, answered, hidden; each once, or looked for."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from steamie.channels.contract import Effect, Heard, Listened, Listener, Mailed, Notice, Refused, Unknown, plain

from . import data, deliveries, letters, listening_effects, playing, signed_requests
from .client import Graph
from .errors import NOT_UNDERSTOOD, ObjectMissing
from .search import moment

COMMENT = "id,message,from,created_time,parent{id},is_hidden,can_reply_privately,permalink_url"
REACH = timedelta(days=60)  # posts made so long before are looked through for new comments
SKEW = timedelta(minutes=5)  # our clock and Facebook's may differ
POSTS_AT_ONCE, COMMENTS_AT_ONCE, MESSAGES_AT_ONCE = 25, 100, 50


class PageListening(Listener):
    """The listening half of a Page. The other half gives ``graph``, ``page_id`` and ``details``."""

    reply_limit: ClassVar = 8000
    private_limit: ClassVar = 2000
    private_days: ClassVar = 7
    poll_minutes: ClassVar = data.POLL_MINUTES
    review: ClassVar = data.REVIEW
    details: Mapping[str, str]
    settings: Mapping[str, Any]

    @property
    def page_id(self) -> str:
        """The Page this channel is pinned to."""
        return self.details.get("page_id", "")

    @property
    def graph(self) -> Graph:
        """The Graph API as the Page; the other half opens it."""
        raise NotImplementedError

    def comments(self, *, since: datetime) -> Listened:
        """Every comment and answer under posts made up to sixty days before then, and what visitors posted on the Page."""
        inner = f"comments.filter(stream).order(chronological).limit({COMMENTS_AT_ONCE}){{{COMMENT}}}"
        how = {
            "fields": f"id,message,from,created_time,permalink_url,{inner}",
            "limit": str(POSTS_AT_ONCE),
            "since": str(int((since - REACH).timestamp())),
        }
        heard: list[Heard] = []
        whole: set[str] = set()
        for post in self.graph.walk(f"{self.page_id}/feed", how, background=True):
            heard += self._under(post)
            whole.add(str(post.get("id", "")))
        return Listened(tuple(heard), frozenset(whole))

    def _under(self, post: dict[str, Any]) -> Iterator[Heard]:
        """What stands under one post, and the post itself where a visitor made it."""
        by_visitor = _author(post)[0] not in {"", self.page_id}
        if by_visitor:
            yield self._visitors_post(post)
        listed = post.get("comments")
        rows = listed.get("data", []) if isinstance(listed, dict) else []
        paging = listed.get("paging", {}) if isinstance(listed, dict) else {}
        if isinstance(paging, dict) and paging.get("next"):
            how = {"fields": COMMENT, "filter": "stream", "order": "chronological", "limit": str(COMMENTS_AT_ONCE)}
            rows = list(self.graph.walk(f"{post['id']}/comments", how, background=True))
        for row in rows:
            if isinstance(row, dict) and row.get("id"):
                yield self._comment(row, post, by_visitor=by_visitor)

    def _visitors_post(self, post: dict[str, Any]) -> Heard:
        number, (author, name) = str(post.get("id", "")), _author(post)
        words, when = str(post.get("message") or ""), moment(str(post.get("created_time", "")))
        return Heard(number, number, words, when, post_id=number, author_id=author, author_name=name, url=_url(post))

    def _comment(self, row: dict[str, Any], post: dict[str, Any], *, by_visitor: bool = False) -> Heard:
        number, post_id = str(row["id"]), str(post.get("id") or "")
        author, name = _author(row)
        above = row.get("parent")
        parent = str(above.get("id", "")) if isinstance(above, dict) else ""
        may = row.get("can_reply_privately")
        return Heard(
            remote_id=number,
            thread_id=parent or (post_id if by_visitor else number),
            words=str(row.get("message") or ""),
            written_at=moment(str(row.get("created_time", ""))),
            parent_id=parent or (post_id if by_visitor else ""),
            post_id=post_id,
            post_words=str(post.get("message") or ""),
            author_id=author,
            author_name=name,
            by_us=author == self.page_id,
            url=_url(row),
            hidden=row.get("is_hidden") is True,
            may_answer_privately=may if isinstance(may, bool) else None,
        )

    def read(self, remote_id: str) -> Heard | None:
        """A comment as it is now. Facebook says the same of what is gone and of what we may not see, so the Page is tried too."""
        try:
            row = self.graph.get(remote_id, {"fields": COMMENT})
        except ObjectMissing:
            self.graph.get(self.page_id, {"fields": "id"})
            return None
        if "created_time" not in row:
            raise Unknown(NOT_UNDERSTOOD, detail="no comment in the answer")
        return self._comment(row, {})

    def messages(self, *, since: datetime) -> Listened:
        """What was written to the Page in private since then, and what we answered."""
        inner = f"messages.limit({MESSAGES_AT_ONCE}){{id,message,from,created_time}}"
        how = {"platform": "messenger", "fields": f"id,updated_time,participants,{inner}", "limit": str(POSTS_AT_ONCE)}
        heard: list[Heard] = []
        for row in self.graph.walk(f"{self.page_id}/conversations", how, background=True):
            if moment(str(row.get("updated_time", ""))) < since - SKEW:
                break  # the newest first: the rest is older still
            heard += self._exchange(row)
        return Listened(tuple(one for one in heard if one.written_at >= since - SKEW))

    def _exchange(self, row: dict[str, Any]) -> Iterator[Heard]:
        people = _rows(row.get("participants"))
        person = next((str(one.get("id")) for one in people if str(one.get("id")) != self.page_id), "")
        for one in _rows(row.get("messages")):
            author, name = _author(one)
            words, when = str(one.get("message") or ""), moment(str(one.get("created_time", "")))
            yield Heard(
                str(one.get("id", "")),
                person,
                words,
                when,
                private=True,
                author_id=author,
                author_name=name,
                by_us=author == self.page_id,
            )

    def answer(self, remote_id: str, words: str, *, key: str = "") -> str:
        """Answer a comment in public."""
        return _number(self.graph.post(f"{remote_id}/comments", {"message": words}), "id")

    def answer_privately(self, remote_id: str, words: str) -> str:
        """One message for each comment, within seven days."""
        return self._sent({"comment_id": remote_id}, words)

    def write_to(self, thread_id: str, words: str) -> str:
        """Answer in their messages, within a day of what they last wrote."""
        return self._sent({"id": thread_id}, words)

    def _sent(self, recipient: dict[str, str], words: str) -> str:
        form = {"recipient": json.dumps(recipient), "message": json.dumps({"text": words}), "messaging_type": "RESPONSE"}
        return _number(self.graph.post(f"{self.page_id}/messages", form), "message_id")

    def find_answer(self, remote_id: str, words: str, *, since: datetime, private: bool, key: str = "") -> str | None:
        """An answer of the Page's with these words: under the comment, under what it answers, or in private."""
        if private:
            return self._private_answer(remote_id, words, since)
        row = self.graph.get(remote_id, {"fields": "parent{id}"})
        above = row.get("parent")
        places = [remote_id, str(above.get("id"))] if isinstance(above, dict) and above.get("id") else [remote_id]
        how = {"fields": "id,message,from,created_time", "limit": "100", "order": "reverse_chronological"}
        for place in places:
            for one in self.graph.walk(f"{place}/comments", how):
                if self._is_ours(one, words, since):
                    return str(one["id"])
        return None

    def _private_answer(self, remote_id: str, words: str, since: datetime) -> str | None:
        """Whether a comment has had its one private reply; or, in their messages, one of ours with these words."""
        if "_" in remote_id:
            begun = self.graph.get(remote_id, {"fields": "private_reply_conversation"}).get("private_reply_conversation")
            return str(begun.get("id", "sent")) if isinstance(begun, dict) else None
        listed = self.messages(since=since)
        ours = (one for one in listed.heard if one.by_us and one.thread_id == remote_id)
        return next((one.remote_id for one in ours if plain(one.words) == plain(words)), None)

    def _is_ours(self, row: dict[str, Any], words: str, since: datetime) -> bool:
        written = moment(str(row.get("created_time", "")))
        same = plain(str(row.get("message") or "")) == plain(words)
        return _author(row)[0] == self.page_id and same and written >= since - SKEW

    def hide(self, remote_id: str) -> None:
        """Hide a comment. Its author and their friends still see it."""
        _done(self.graph.post(remote_id, {"is_hidden": "true"}))

    def unhide(self, remote_id: str) -> None:
        """Show a comment again."""
        _done(self.graph.post(remote_id, {"is_hidden": "false"}))

    def ban(self, author_id: str) -> None:
        """Keep somebody from writing on the Page."""
        answer = self.graph.post(f"{self.page_id}/blocked", {"user": author_id})
        if not any(value in {True, "true"} for value in answer.values()):
            raise Unknown(NOT_UNDERSTOOD, detail="no success in the answer")

    def probe_listening(self, *, now: datetime) -> Sequence[Effect]:
        """Try what can be tried without anybody noticing."""
        return listening_effects.tried(self.graph, self.page_id, str(self.details.get("app_id", "")), now=now)

    def subscribe(self, *, callback: str) -> None:
        """Install the app on the Page, so that what is new is told. The address itself is entered at developers.facebook.com."""
        _done(self.graph.post(f"{self.page_id}/subscribed_apps", {"subscribed_fields": data.SUBSCRIBED}))

    def is_signed(self, body: bytes, signature: str) -> bool:
        """Whether the app's secret signed exactly these bytes."""
        secret = str(self.details.get("app_secret", ""))
        wanted = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        return bool(secret) and hmac.compare_digest(wanted.encode(), signature.encode())

    def notices(self, body: Any) -> Sequence[Notice]:
        """What a delivery says about this Page."""
        return tuple(deliveries.notices(body, self.page_id))

    def challenge(self, query: dict[str, str]) -> str | None:
        """What Facebook wants back, word for word, when it knows our word."""
        given, ours = query.get("hub.verify_token", ""), self.verify_word()
        if query.get("hub.mode") != "subscribe" or not ours or not hmac.compare_digest(given.encode(), ours.encode()):
            return None
        return query.get("hub.challenge", "")

    def verify_word(self) -> str:
        """Made from the app's secret: whoever holds it may know it, and it is nowhere else."""
        secret = str(self.details.get("app_secret", ""))
        return hmac.new(secret.encode(), b"steamie webhook", hashlib.sha256).hexdigest()[:32] if secret else ""

    def who_leaves(self, signed: str) -> str | None:
        """Whoever removed the app or asks for their data to be deleted."""
        return signed_requests.person_of(signed, str(self.details.get("app_secret", "")))

    @classmethod
    def from_letter(cls, sender: str, subject: str, words: str) -> Mailed | None:
        """A comment or message that Facebook tells of by e-mail."""
        return letters.mailed(sender, subject, words)

    def administrators(self) -> Sequence[str]:
        """Whoever has full control of the Page."""
        rows = self.graph.walk(f"{self.page_id}/roles", {"fields": "id,name,role,tasks", "limit": "100"})
        may = (row for row in rows if row.get("role") == "Administrator" or "MANAGE" in (row.get("tasks") or []))
        return [str(row.get("name") or row.get("id") or "") for row in may]

    def play(self, words: str, name: str) -> str:
        """Under the newest post of the stand-in."""
        posts = _rows(self.graph.get(f"{self.page_id}/feed", {"fields": "id", "limit": "1"}))
        if not posts:
            raise Refused("There is no post yet under which somebody could write.")
        return playing.play(
            str(self.settings.get("address", "")), self.settings.get("transport"), str(posts[0]["id"]), words, name
        )


def _author(row: dict[str, Any]) -> tuple[str, str]:
    """Number and name of whoever wrote it; both empty when Facebook leaves them out."""
    who = row.get("from")
    return (str(who.get("id") or ""), str(who.get("name") or "")) if isinstance(who, dict) else ("", "")


def _url(row: dict[str, Any]) -> str:
    url = row.get("permalink_url")
    return url if isinstance(url, str) and url.startswith(("https://", "http://127.0.0.1")) else ""


def _rows(listed: Any) -> list[dict[str, Any]]:
    rows = listed.get("data") if isinstance(listed, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _number(answer: dict[str, Any], name: str) -> str:
    number = answer.get(name)
    if not isinstance(number, str) or not number:
        raise Unknown(NOT_UNDERSTOOD, detail=f"no {name} in the answer")
    return number


def _done(answer: dict[str, Any]) -> None:
    if answer.get("success") is not True:
        raise Unknown(NOT_UNDERSTOOD, detail="no success in the answer")

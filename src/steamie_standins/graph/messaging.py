"""Answers in private: once for each comment, within seven days; and then for a day after whoever it was last wrote."""

from __future__ import annotations

import json
from typing import Any

from . import webhooks
from .access import Caller
from .errors import GraphError, invalid, missing, page_token_needed
from .lists import stamp
from .objects import Comment, Page, PrivateMessage
from .world import DAY, GraphWorld

LONGEST = 2_000  # characters
COMMENT_DAYS = 7
OUTSIDE = "(#10) This message is sent outside of allowed window."


def send(caller: Caller, page: Page) -> dict[str, Any]:
    """``POST /{page}/messages`` to ``{"comment_id": …}`` or ``{"id": <person>}``."""
    if not caller.is_page or caller.token.page != page.id:
        raise page_token_needed()
    if not caller.may("pages_messaging"):
        raise GraphError(200, "(#200) Requires pages_messaging permission to manage the object", status=403)
    if caller.world.rung != "advanced":  # only people with a role on the application may be written to
        raise GraphError(10, "(#10) Application does not have permission for this action", status=403)
    recipient, text = _object(caller, "recipient"), str(_object(caller, "message").get("text", ""))
    if not text or len(text) > LONGEST:
        raise invalid(f"Length of param message[text] must be between 1 and {LONGEST}")
    comment = str(recipient.get("comment_id", ""))
    person = _of_comment(caller.world, comment) if comment else _of_person(caller.world, str(recipient.get("id", "")))
    world = caller.world
    world.keep(PrivateMessage(f"m_{world.number()}", page.id, person, text, world.now(), comment))
    return {"recipient_id": person, "message_id": f"m_{world.last}"}


def exchanges(caller: Caller, page: Page) -> list[dict[str, Any]]:
    """``GET /{page}/conversations``: what was written in private, by person, the newest first."""
    if not caller.is_page or caller.token.page != page.id:
        raise page_token_needed()
    if caller.world.rung != "advanced" or not caller.may("pages_messaging"):
        raise GraphError(10, "(#10) Application does not have permission for this action", status=403)
    people: dict[str, list[PrivateMessage]] = {}
    for message in caller.world.messages.values():
        people.setdefault(message.person, []).append(message)
    rows = [_exchange(page, person, sorted(written, key=lambda one: -one.at)) for person, written in people.items()]
    return sorted(rows, key=lambda row: str(row["updated_time"]), reverse=True)


def _exchange(page: Page, person: str, written: list[PrivateMessage]) -> dict[str, Any]:
    us, them = {"id": page.id, "name": page.name}, {"id": person, "name": "A resident"}
    rows = [
        {"id": one.id, "message": one.text, "created_time": stamp(one.at), "from": them if one.inbound else us} for one in written
    ]
    return {
        "id": f"t_{person}",
        "updated_time": stamp(written[0].at),
        "participants": {"data": [them, us]},
        "messages": {"data": rows},
    }


def wrote(world: GraphWorld, person: str, text: str) -> PrivateMessage:
    """A resident writes to the Page in private, which opens a day for answers."""
    page = next(iter(world.pages))
    message = PrivateMessage(f"m_{world.number()}", page, person, text, world.now(), inbound=True)
    world.keep(message)
    webhooks.wrote_to(world, message)
    return message


def answered(world: GraphWorld, comment: Comment) -> bool:
    """Whether a comment has had its one private answer."""
    return any(message.comment == comment.id for message in world.messages.values())


def _object(caller: Caller, name: str) -> dict[str, Any]:
    value = caller.request.fields.get(name) or {}
    try:
        parsed = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise invalid(f"Param {name} must be an object")
    return parsed


def _of_comment(world: GraphWorld, identifier: str) -> str:
    comment = world.comments.get(identifier)
    if comment is None or comment.deleted:
        raise missing(identifier, "POST")
    if comment.author == world.posts[comment.post].page:
        raise GraphError(10903, "(#10903) This user cant reply to this activity")
    if f"no page:{comment.author}" in world.blocked:
        raise GraphError(551, "(#551) This person isn't available right now.", subcode=1545041)
    if world.now() - comment.made_at > COMMENT_DAYS * DAY:
        raise GraphError(10, OUTSIDE, subcode=2018278)
    if answered(world, comment):
        raise GraphError(10900, "(#10900) Activity already replied to")
    return f"psid-{comment.author}"


def _of_person(world: GraphWorld, person: str) -> str:
    last = max((one.at for one in world.messages.values() if one.inbound and one.person == person), default=None)
    if last is None:
        raise GraphError(551, "(#551) This person isn't available right now.", subcode=1545041)
    if world.now() - last > DAY:
        raise GraphError(10, OUTSIDE, subcode=2018278)
    return person

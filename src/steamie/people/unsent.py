"""What somebody was writing when their session ended: kept for them alone, and shown when they have signed in again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from steamie.rules.access import LONGEST

from .addresses import typed_secrets

KEY = "unsent"
LARGEST = 100_000  # characters; a post has a few hundred


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form as it was sent in vain."""

    address: str
    fields: list[tuple[str, str]]
    files: bool  # it brought files too, which are not kept

    @property
    def words(self) -> list[str]:
        """What was written, as far as it is worth reading again."""
        return [value for _, value in self.fields if " " in value.strip()]


def take(request: HttpRequest) -> dict[str, object] | None:
    """What this request brought, before its session is thrown away. Nothing when it only looked, or holds a secret (S-63)."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]
    address = _page(request)
    if request.method != "POST" or not fields or address.startswith(typed_secrets()):
        return None
    if sum(len(name) + len(value) for name, value in fields) > LARGEST:
        return None
    return {"address": address, "fields": fields, "files": bool(request.FILES), "at": time.time()}


def keep(session: SessionBase, taken: dict[str, object], *, person: object) -> None:
    """Lay it by in the new session, for this person alone."""
    session[KEY] = {**taken, "person": str(person)}


def stored(session: SessionBase, *, person: object) -> Unsent | None:
    """What waits for this person. What was another's, or is older than a working day, is thrown away."""
    row = session.get(KEY)
    if not row:
        return None
    if row["person"] != str(person) or time.time() - row["at"] > LONGEST.total_seconds():
        forget(session)
        return None
    return Unsent(row["address"], [(name, value) for name, value in row["fields"]], row["files"])


def forget(session: SessionBase) -> None:
    """It is not wanted any more."""
    session.pop(KEY, None)


def _page(request: HttpRequest) -> str:
    """The page the form stood on: for a piece of a page asked for by htmx, the page around it."""
    htmx = getattr(request, "htmx", None)
    if htmx and htmx.current_url:
        around = urlsplit(htmx.current_url)
        return f"{around.path}?{around.query}" if around.query else around.path
    return request.get_full_path()

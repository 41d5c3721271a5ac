"""Connecting: Facebook's sign-in page, then the Pages of whoever signed in. The person's own token is used and forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol
from urllib.parse import urlencode

from steamie.channels.contract import Account, ChannelError, Disconnected, Refused, Unknown, check_address

from . import data
from .client import ADDRESS, REAL, Graph

FIELDS = "id,name,access_token,tasks"
COPY_AGAIN = "Copy both again from developers.facebook.com, under Settings, Basic, choose Replace details, then connect again."


class Opener(Protocol):
    """Opens the Graph API with a token; ``prove`` adds the app's proof."""

    def __call__(self, token: str, *, prove: bool = True) -> Graph: ...


def dialog(url: str, app_id: str, *, state: str, callback: str) -> str:
    """The address of the sign-in page. The stand-in shows its own at its own address."""
    host = "https://www.facebook.com" if url == REAL else check_address(url, ADDRESS)
    query = {
        "client_id": app_id,
        "redirect_uri": callback,
        "state": state,
        "response_type": "code",
        "scope": ",".join(scope.name for scope in data.SCOPES),
    }
    return f"{host}/{data.VERSION}/dialog/oauth?{urlencode(query)}"


def accounts(opened: Opener, details: Mapping[str, str], *, code: str, callback: str) -> tuple[Account, ...]:
    """Exchange the code, lengthen the token, list the Pages with what each would lack."""
    short = _token(opened, details, redirect_uri=callback, code=code)
    user = opened(_token(opened, details, grant_type="fb_exchange_token", fb_exchange_token=short))
    missing = lacking(_granted(user))
    pages = {str(row["id"]): row for row in _pages(user) if row.get("id") and row.get("access_token")}
    return tuple(
        Account(
            id=identifier,
            name=str(row.get("name", "")),
            credentials={**_app(details), "page_id": identifier, "page_token": str(row["access_token"])},
            lacking=missing + _tasks(row),
        )
        for identifier, row in pages.items()
    )


def lacking(granted: set[str]) -> tuple[str, ...]:
    """What will not work without the permissions that were not granted."""
    return tuple(f"{scope.name} was not allowed. {scope.without}" for scope in data.SCOPES if scope.name not in granted)


def _token(opened: Opener, details: Mapping[str, str], **what: str) -> str:
    """Asked for by POST, so that the app's secret stands in no address."""
    app = {"client_id": details.get("app_id", ""), "client_secret": details.get("app_secret", "")}
    answer = _exchanged(opened, {**app, **what})
    token = answer.get("access_token")
    if not isinstance(token, str) or not token:
        raise Unknown("Facebook signed you in but gave no token. Connect again.")
    return token


def _exchanged(opened: Opener, form: Mapping[str, str]) -> dict[str, Any]:
    """Code 1 here is Facebook's way of saying that the app's secret is wrong; nothing is posted while connecting."""
    try:
        return opened("", prove=False).post("oauth/access_token", form)
    except Unknown as problem:
        if problem.detail.startswith("code 1,"):
            raise Disconnected("The app ID or the app secret is wrong.", remedy=COPY_AGAIN, detail=problem.detail) from None
        raise Unknown(
            "Facebook did not answer as it should. Nothing was connected. Begin again.", detail=problem.detail
        ) from None
    except Refused as problem:
        raise Refused(
            "Facebook did not accept this sign-in. Nothing was connected. Begin again.", detail=problem.detail
        ) from None


def _granted(user: Graph) -> set[str]:
    return {str(row.get("permission")) for row in user.walk("me/permissions", {"limit": "100"}) if row.get("status") == "granted"}


def _pages(user: Graph) -> Iterator[dict[str, Any]]:
    """The person's own Pages, then those that a business portfolio of theirs owns or looks after."""
    yield from user.walk("me/accounts", {"fields": FIELDS, "limit": "100"})
    for business in _or_none(user, "me/businesses", "id"):
        for edge in ("owned_pages", "client_pages"):
            yield from _or_none(user, f"{business.get('id')}/{edge}", FIELDS)


def _or_none(user: Graph, path: str, fields: str) -> list[dict[str, Any]]:
    """A list we may have no permission for: then it holds nothing."""
    try:
        return list(user.walk(path, {"fields": fields, "limit": "100"}))
    except ChannelError:
        return []


def _tasks(row: Mapping[str, Any]) -> tuple[str, ...]:
    tasks = row.get("tasks")
    if isinstance(tasks, list) and "CREATE_CONTENT" not in tasks:
        return ("Your own role on this Page does not let you post. Ask someone with full control to change it.",)
    return ()


def _app(details: Mapping[str, str]) -> dict[str, str]:
    return {"app_id": details.get("app_id", ""), "app_secret": details.get("app_secret", "")}

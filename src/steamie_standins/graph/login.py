"""Logging in: the dialog, the exchange of codes and tokens, what was granted, and what a token is."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import urlencode, urlsplit

from .access import Caller, app_token, caller, dead
from .errors import GraphError, invalid, page_token_needed
from .fields import Asked, parse
from .objects import Code, Page, Token, User
from .web import GraphAnswer, GraphRequest, away
from .world import DAY, SCOPES, GraphWorld
from .writing import write

HOUR = 3_600
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


# The dialog


def dialog(world: GraphWorld, request: GraphRequest) -> GraphAnswer:
    """Ask the administrator which Pages and permissions to give; then go back with a code, or with a refusal."""
    problem = _wrong(world, request)
    if problem:
        return _page("This login cannot go on", f"<p>{html.escape(problem)}</p>", 400)
    if request.method == "POST":
        return _decided(world, request)
    return _page("Connect a Page", _form(world, request))


def _wrong(world: GraphWorld, request: GraphRequest) -> str:
    if request.text("client_id") != world.app_id:
        return "Invalid App ID: the provided app ID does not look like a valid app ID."
    address = request.text("redirect_uri")
    if urlsplit(address).hostname not in LOOPBACK and address not in world.redirects:
        return "URL blocked: this redirect failed because the redirect URI is not white-listed in the app's settings."
    unknown = [scope for scope in _scopes(request) if scope not in SCOPES]
    if unknown:
        return f"Invalid Scopes: {', '.join(unknown)}. This message is only shown to developers."
    return "" if request.text("response_type", "code") == "code" else "Only response_type=code is offered here."


def _scopes(request: GraphRequest) -> list[str]:
    return [scope for scope in request.text("scope").replace(" ", ",").split(",") if scope]


def _decided(world: GraphWorld, request: GraphRequest) -> GraphAnswer:
    back, state = request.text("redirect_uri"), {"state": request.text("state")} if request.text("state") else {}
    if request.text("decision") != "continue":
        refused = {"error": "access_denied", "error_code": "200", "error_reason": "user_denied"}
        return _back(back, refused | {"error_description": "Permissions error"} | state)
    user = next(iter(world.users.values()))
    pages = [page for page in user.pages if request.flag(f"page-{page}")]
    scopes = ["public_profile", *(scope for scope in _scopes(request) if request.flag(f"scope-{scope}"))]
    code = Code(world.secret("AQD"), user.id, list(dict.fromkeys(scopes)), pages, back, world.now())
    code.declined = [scope for scope in _scopes(request) if scope not in scopes]
    world.keep(code)
    return _back(back, {"code": code.value} | state)


def _back(address: str, query: dict[str, str]) -> GraphAnswer:
    mark = "&" if "?" in address else "?"
    return away(f"{address}{mark}{urlencode(query)}#_=_")


def _form(world: GraphWorld, request: GraphRequest) -> str:
    hidden_fields = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(request.text(name))}">'
        for name in ("client_id", "redirect_uri", "state", "scope", "response_type")
        if request.text(name)
    )
    pages = "".join(_box(f"page-{page.id}", f"{page.name} (Page {page.id})") for page in world.pages.values())
    scopes = "".join(_box(f"scope-{scope}", scope) for scope in _scopes(request))
    return f"""<p>This is where Facebook would ask. An application wants to look after a Page for you.
Untick what it should not have.</p>
<form method="post">{hidden_fields}
<fieldset><legend>Which Pages?</legend>{pages}</fieldset>
<fieldset><legend>What may it do?</legend>{scopes}</fieldset>
<p><button name="decision" value="continue">Continue as {html.escape(next(iter(world.users.values())).name)}</button>
<button name="decision" value="cancel" class="quiet">Cancel</button></p></form>"""


def _box(name: str, label: str) -> str:
    name, label = html.escape(name), html.escape(label)
    return f'<p><label><input type="checkbox" name="{name}" value="1" checked> {label}</label></p>'


def _page(title: str, body: str, status: int = 200) -> GraphAnswer:
    text = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title} · stand-in</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/_page/page.css">
<link rel="icon" href="/_page/mark.svg"></head>
<body><aside class="banner" aria-label="About this Page"><p>This is a stand-in for Facebook, on this machine.
Nothing here reaches the real Facebook.</p></aside>
<main><h1>{title}</h1>{body}</main></body></html>"""
    # No word about forms: this one ends at the redirect address.
    policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    return GraphAnswer(status, text.encode(), "text/html; charset=utf-8", [("Content-Security-Policy", policy)])


# The exchange


def exchange(world: GraphWorld, request: GraphRequest) -> dict[str, Any]:
    """``/oauth/access_token``: a code, a longer-lived token, or the application's own."""
    _application(world, request)
    grant = request.text("grant_type", "authorization_code")
    if grant == "client_credentials":
        return {"access_token": app_token(world), "token_type": "bearer"}
    if grant == "fb_exchange_token":
        return _granted(world, _longer(world, request), 60 * DAY)
    code = world.codes.get(request.text("code"))
    _code_good(world, code, request)
    assert code is not None  # noqa: S101 -- _code_good has seen to it
    code.used = True
    world.keep(code)
    return _granted(world, code, 2 * HOUR)


def _application(world: GraphWorld, request: GraphRequest) -> None:
    if request.text("client_id") != world.app_id:
        raise GraphError(101, "Error validating application. Cannot get application info due to a system error.")
    if request.text("client_secret") != world.app_secret:
        raise GraphError(1, "Error validating client secret.")


def _code_good(world: GraphWorld, code: Code | None, request: GraphRequest) -> None:
    if code is None:
        raise GraphError(100, "Invalid verification code format.")
    if code.redirect != request.text("redirect_uri"):
        words = "Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the "
        raise GraphError(100, words + "OAuth dialog request", subcode=36008)
    if code.used:
        raise GraphError(100, "This authorization code has been used.", subcode=36009)
    if code.issued + 600 < world.now():
        raise GraphError(100, "This authorization code has expired.", subcode=36007)


def _longer(world: GraphWorld, request: GraphRequest) -> Token:
    token = world.tokens.get(request.text("fb_exchange_token"))
    if token is None or token.kind != "USER":
        raise GraphError(190, "Invalid OAuth access token - Cannot parse access token")
    if error := dead(world, token):
        raise error
    return token


def _granted(world: GraphWorld, of: Code | Token, seconds: int) -> dict[str, Any]:
    grant = {"scopes": list(of.scopes), "pages": list(of.pages), "declined": list(of.declined)}
    token = world.mint(kind="USER", user=of.user, expires=world.now() + seconds, **grant)
    return {"access_token": token.value, "token_type": "bearer", "expires_in": seconds}


# What was granted


def permissions(who: Caller, _: Any) -> dict[str, Any]:
    """``/me/permissions``: granted, or declined."""
    if who.is_page:
        raise GraphError(100, "(#100) Tried accessing nonexisting field (permissions) on node type (Page)")
    status_by_scope = {scope: "granted" for scope in SCOPES if scope in who.token.scopes}
    status_by_scope |= {scope: "declined" for scope in who.token.declined if scope not in status_by_scope}
    return {"data": [{"permission": scope, "status": status} for scope, status in status_by_scope.items()]}


def accounts(who: Caller, user: User) -> dict[str, Any]:
    """``/me/accounts``: the Pages that were ticked, each with its own token."""
    if not who.may("pages_show_list"):
        return {"data": []}
    text = who.request.text("fields")
    asked = parse(text) if text else [Asked(name) for name in ("access_token", "category", "name", "id", "tasks")]
    pages = [who.world.pages[page] for page in user.pages if page in who.token.pages]
    data = [write(who, page, asked) for page in pages]
    return {"data": data} | ({"paging": {"cursors": {"before": "QVFI0", "after": "QVFI1"}}} if data else {})


def debug(world: GraphWorld, request: GraphRequest) -> dict[str, Any]:
    """``/debug_token``: what a token is, asked by the application or by the token itself."""
    asked_by, value = request.token, request.text("input_token")
    if asked_by != app_token(world) and asked_by != value:
        caller(world, request, "")
        raise GraphError(
            100, "(#100) You must provide an app access token, or a user access token that is an owner or developer of the app"
        )
    if asked_by == value and value == app_token(world):
        return {"data": {"app_id": world.app_id, "type": "APP", "is_valid": True, "application": "Stand-in", "scopes": []}}
    token = world.tokens.get(value)
    if token is None:
        problem = {"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"}
        return {"data": {"error": problem, "is_valid": False, "scopes": []}}
    return {"data": _described(world, token)}


def _described(world: GraphWorld, token: Token) -> dict[str, Any]:
    error = dead(world, token)
    data: dict[str, Any] = {"app_id": world.app_id, "type": token.kind, "application": "Stand-in"}
    data |= {"is_valid": error is None, "issued_at": int(token.issued), "user_id": token.user, "scopes": token.scopes}
    data |= {"expires_at": int(token.expires), "data_access_expires_at": int(token.data_until)}
    data["granular_scopes"] = [{"scope": s, "target_ids": token.pages} for s in token.scopes if s.startswith(("pages", "read"))]
    if token.page:
        data["profile_id"] = token.page
    if error:
        data["error"] = {"code": error.code, "message": error.message, "subcode": error.subcode}
    return data


# Webhooks of a Page


def subscriptions(who: Caller, page: Page) -> dict[str, Any]:
    """Which applications hear from this Page."""
    _as_manager(who, page)
    rows = [{"id": who.world.app_id, "name": "Stand-in", "subscribed_fields": page.subscribed}]
    return {"data": rows if page.subscribed else []}


def subscribe(who: Caller, page: Page) -> dict[str, Any]:
    """This application wants to hear from the Page."""
    _as_manager(who, page)
    wanted = [name for name in who.request.text("subscribed_fields").split(",") if name]
    unknown = set(wanted) - {"feed", "mention", "messages", "message_deliveries", "ratings"}
    if not wanted or unknown:
        raise invalid(f"Param subscribed_fields must be one of the Page's fields: {', '.join(sorted(unknown))}")
    page.subscribed = wanted
    who.world.keep(page)
    return {"success": True}


def unsubscribe(who: Caller, page: Page) -> dict[str, Any]:
    """And now it does not."""
    _as_manager(who, page)
    page.subscribed = []
    who.world.keep(page)
    return {"success": True}


def _as_manager(who: Caller, page: Page) -> None:
    if not who.is_page or who.token.page != page.id:
        raise page_token_needed()
    if not who.may("pages_manage_metadata"):
        raise GraphError(200, "(#200) Requires pages_manage_metadata permission to manage the object", status=403)

"""The connection doctor: looks at a connection and says in plain words what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from steamie.channels.contract import ChannelError, Disconnected, Probe, Refused, Throttled, Unknown

from . import data
from .client import Graph
from .errors import UNSURE, sort
from .login import COPY_AGAIN, Opener

AGAIN = "Connect the Page again."


@dataclass(frozen=True, slots=True)
class Patient:
    """What the doctor looks at. ``page`` opens the Graph API as the Page."""

    given: Mapping[str, str]
    page_name: str
    open: Opener
    page: Callable[[], Graph]


@dataclass(slots=True)
class Findings:
    """What was found so far. ``broken``: posting does not work."""

    broken: list[tuple[str, str]] = field(default_factory=list)
    worth_knowing: list[tuple[str, str]] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    ends: datetime | None = None
    reached: bool = True


def examine(patient: Patient, *, now: datetime) -> Probe:
    """Every check in turn. The first that makes the rest pointless ends the visit."""
    found = Findings()
    try:
        _look(patient, found, now)
    except Disconnected as problem:
        found.broken.append((str(problem), problem.remedy))
    except (Throttled, Unknown) as problem:
        found.broken.append((str(problem).removesuffix(UNSURE), "Nothing to do yet. We look again within the hour."))
        found.reached = False
    except Refused as problem:
        found.broken.append((f"{problem} ({problem.detail})", AGAIN))
    return _written_up(found)


def _look(patient: Patient, found: Findings, now: datetime) -> None:
    if not patient.given.get("page_token"):
        raise Disconnected("The Page is not connected yet.", remedy="Connect the Page.")
    token = _debugged(patient)
    if token.get("is_valid") is not True:
        raise _why_dead(token, now)
    _whose(patient, token, found)
    _scopes(token, found)
    _clock(token, found, now)
    if not found.broken:
        _page(patient, found)


def _debugged(patient: Patient) -> Mapping[str, Any]:
    """What Facebook says of the token. Asked with the app's own token: an error here is about the app, not the Page."""
    given = patient.given
    app = patient.open(f"{given.get('app_id', '')}|{given.get('app_secret', '')}", prove=False)
    try:
        answer = app.get("debug_token", {"input_token": given["page_token"]})
    except (Disconnected, Refused) as problem:
        raise Disconnected("The app ID or the app secret is wrong.", remedy=COPY_AGAIN, detail=problem.detail) from None
    told = answer.get("data")
    if not isinstance(told, dict):
        raise Unknown("Facebook said nothing about the connection.")
    return told


def _why_dead(token: Mapping[str, Any], now: datetime) -> ChannelError:
    error = token.get("error")
    if isinstance(error, dict):
        subcode = error.get("subcode", error.get("error_subcode"))
        return sort({"code": error.get("code", 190), "error_subcode": subcode}, wait_until=now)
    ended = _moment(token.get("expires_at"))
    if ended and ended <= now:
        return sort({"code": 190, "error_subcode": 463}, wait_until=now)
    return sort({"code": 190}, wait_until=now)


def _whose(patient: Patient, token: Mapping[str, Any], found: Findings) -> None:
    given = patient.given
    if str(token.get("type", "")).upper() != "PAGE":
        what = "This is the token of a person, not of the Page: a user token posing as a page token. It would post as nobody."
        found.broken.append((what, AGAIN))
    elif str(token.get("profile_id", "")) != given.get("page_id"):
        found.broken.append(("This token belongs to another Page than the one this account is pinned to.", AGAIN))
    if str(token.get("app_id", "")) != given.get("app_id"):
        found.broken.append(("This token was given to another app than ours.", AGAIN))


def _scopes(token: Mapping[str, Any], found: Findings) -> None:
    scopes = token.get("scopes")
    granted = {str(scope) for scope in scopes} if isinstance(scopes, list) else set()
    remedy = "Connect the Page again and leave every box ticked."
    for scope in data.SCOPES:
        if scope.name not in granted:
            where = found.broken if scope.needed else found.worth_knowing
            where.append((f"The permission {scope.name} is missing. {scope.without}", remedy))
    found.facts["permissions"] = ", ".join(sorted(granted))


def _clock(token: Mapping[str, Any], found: Findings, now: datetime) -> None:
    """Two clocks: the token itself, and Facebook's ninety days of access to data."""
    ends = [moment for key in ("expires_at", "data_access_expires_at") if (moment := _moment(token.get(key)))]
    found.ends = min(ends, default=None)
    if found.ends is None:
        return
    day = f"{found.ends:%A} {found.ends.day} {found.ends:%B %Y}"
    if found.ends <= now:
        found.broken.append((f"The connection ran out on {day}.", AGAIN))
    elif found.ends <= now + timedelta(days=data.WARN_DAYS):
        found.worth_knowing.append((f"The connection runs out on {day}.", f"Connect the Page again before {day}."))


def _page(patient: Patient, found: Findings) -> None:
    row = patient.page().get(patient.given["page_id"], {"fields": "id,name,link,is_published"})
    name = str(row.get("name", ""))
    found.facts["page"] = name
    if patient.page_name and name and name != patient.page_name:
        what = f"The Page has been renamed: it was “{patient.page_name}”, it is now “{name}”."
        remedy = "If you renamed it, connect the Page again to confirm the new name. If not, look at who has access."
        found.worth_knowing.append((what, remedy))
    if row.get("is_published") is False:
        what = "The Page itself is not published, so residents cannot see any post."
        found.broken.append((what, "On Facebook open the Page, Settings, Page visibility, and publish it."))


def _written_up(found: Findings) -> Probe:
    working = not found.broken
    if not working:
        summary = found.broken[0][0]
    elif found.worth_knowing:
        summary = f"{found.worth_knowing[0][0]} Everything else works."
    else:
        summary = "Working. Everything that was looked at is as it should be."
    problems = (*found.broken, *found.worth_knowing)
    return Probe(working, summary, problems, facts=found.facts, expires_at=found.ends, reached=found.reached)


def _moment(value: Any) -> datetime | None:
    """Seconds since 1970; 0 means that it never ends."""
    return datetime.fromtimestamp(value, UTC) if isinstance(value, int) and value > 0 else None

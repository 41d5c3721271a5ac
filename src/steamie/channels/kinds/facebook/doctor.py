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

    details: Mapping[str, str]
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
    findings = Findings()
    try:
        _look(patient, findings, now)
    except Disconnected as problem:
        findings.broken.append((str(problem), problem.remedy))
    except (Throttled, Unknown) as problem:
        findings.broken.append((str(problem).removesuffix(UNSURE), "Nothing to do yet. We look again within the hour."))
        findings.reached = False
    except Refused as problem:
        findings.broken.append((f"{problem} ({problem.detail})", AGAIN))
    return _written_up(findings)


def _look(patient: Patient, findings: Findings, now: datetime) -> None:
    if not patient.details.get("page_token"):
        raise Disconnected("The Page is not connected yet.", remedy="Connect the Page.")
    token = _debugged(patient)
    if token.get("is_valid") is not True:
        raise _why_dead(token, now)
    _whose(patient, token, findings)
    _scopes(token, findings)
    _clock(token, findings, now)
    if not findings.broken:
        _page(patient, findings)


def _debugged(patient: Patient) -> Mapping[str, Any]:
    """What Facebook says of the token. Asked with the app's own token: an error here is about the app, not the Page."""
    details = patient.details
    app = patient.open(f"{details.get('app_id', '')}|{details.get('app_secret', '')}", prove=False)
    try:
        answer = app.get("debug_token", {"input_token": details["page_token"]})
    except (Disconnected, Refused) as problem:
        raise Disconnected("The app ID or the app secret is wrong.", remedy=COPY_AGAIN, detail=problem.detail) from None
    token = answer.get("data")
    if not isinstance(token, dict):
        raise Unknown("Facebook said nothing about the connection.")
    return token


def _why_dead(token: Mapping[str, Any], now: datetime) -> ChannelError:
    error = token.get("error")
    if isinstance(error, dict):
        subcode = error.get("subcode", error.get("error_subcode"))
        return sort({"code": error.get("code", 190), "error_subcode": subcode}, wait_until=now)
    ended = _moment(token.get("expires_at"))
    if ended and ended <= now:
        return sort({"code": 190, "error_subcode": 463}, wait_until=now)
    return sort({"code": 190}, wait_until=now)


def _whose(patient: Patient, token: Mapping[str, Any], findings: Findings) -> None:
    details = patient.details
    if str(token.get("type", "")).upper() != "PAGE":
        what = "This is the token of a person, not of the Page: a user token posing as a page token. It would post as nobody."
        findings.broken.append((what, AGAIN))
    elif str(token.get("profile_id", "")) != details.get("page_id"):
        findings.broken.append(("This token belongs to another Page than the one this account is pinned to.", AGAIN))
    if str(token.get("app_id", "")) != details.get("app_id"):
        findings.broken.append(("This token was given to another app than ours.", AGAIN))


def _scopes(token: Mapping[str, Any], findings: Findings) -> None:
    scopes = token.get("scopes")
    granted = {str(scope) for scope in scopes} if isinstance(scopes, list) else set()
    remedy = "Connect the Page again and leave every box ticked."
    for scope in data.SCOPES:
        if scope.name not in granted:
            where = findings.broken if scope.needed else findings.worth_knowing
            where.append((f"The permission {scope.name} is missing. {scope.without}", remedy))
    findings.facts["permissions"] = ", ".join(sorted(granted))


def _clock(token: Mapping[str, Any], findings: Findings, now: datetime) -> None:
    """Two clocks: the token itself, and Facebook's ninety days of access to data."""
    ends = [moment for key in ("expires_at", "data_access_expires_at") if (moment := _moment(token.get(key)))]
    findings.ends = min(ends, default=None)
    if findings.ends is None:
        return
    day = f"{findings.ends:%A} {findings.ends.day} {findings.ends:%B %Y}"
    if findings.ends <= now:
        findings.broken.append((f"The connection ran out on {day}.", AGAIN))
    elif findings.ends <= now + timedelta(days=data.WARN_DAYS):
        findings.worth_knowing.append((f"The connection runs out on {day}.", f"Connect the Page again before {day}."))


def _page(patient: Patient, findings: Findings) -> None:
    row = patient.page().get(patient.details["page_id"], {"fields": "id,name,link,is_published"})
    name = str(row.get("name", ""))
    findings.facts["page"] = name
    if patient.page_name and name and name != patient.page_name:
        what = f"The Page has been renamed: it was “{patient.page_name}”, it is now “{name}”."
        remedy = "If you renamed it, connect the Page again to confirm the new name. If not, look at who has access."
        findings.worth_knowing.append((what, remedy))
    if row.get("is_published") is False:
        what = "The Page itself is not published, so residents cannot see any post."
        findings.broken.append((what, "On Facebook open the Page, Settings, Page visibility, and publish it."))


def _written_up(findings: Findings) -> Probe:
    working = not findings.broken
    if not working:
        summary = findings.broken[0][0]
    elif findings.worth_knowing:
        summary = f"{findings.worth_knowing[0][0]} Everything else works."
    else:
        summary = "Working. Everything that was looked at is as it should be."
    problems = (*findings.broken, *findings.worth_knowing)
    return Probe(working, summary, problems, facts=findings.facts, expires_at=findings.ends, reached=findings.reached)


def _moment(value: Any) -> datetime | None:
    """Seconds since 1970; 0 means that it never ends."""
    return datetime.fromtimestamp(value, UTC) if isinstance(value, int) and value > 0 else None

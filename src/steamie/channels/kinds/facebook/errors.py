"""What an answer of the Graph API means for us: by its code, never by its HTTP status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from steamie.channels.contract import ChannelError, Disconnected, Refused, Throttled, Unknown

from . import data

UNSURE = " The post may or may not have been made."
NOT_UNDERSTOOD = f"Facebook's answer could not be understood.{UNSURE}"


class ObjectMissing(Refused):
    """The thing asked about does not exist, or we may not see it."""


def sort(error: Mapping[str, Any], *, wait_until: datetime) -> ChannelError:
    """The typed error for the ``error`` object of an answer. ``wait_until`` is used when we are asked to wait."""
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    detail = _detail(error, code, subcode)
    if (code, subcode) in {(100, 33), (803, 0)}:
        return ObjectMissing("Facebook says it is not there.", detail=detail)
    rule = next((rule for rule in data.RULES if rule.fits(code, subcode)), None)
    if rule is None:
        return Unknown(NOT_UNDERSTOOD, detail=detail)
    return _made(rule, error, detail=detail, wait_until=wait_until)


def _made(rule: data.Rule, error: Mapping[str, Any], *, detail: str, wait_until: datetime) -> ChannelError:
    if rule.sort == "throttled":
        return Throttled(rule.says, until=wait_until, detail=detail)
    if rule.sort == "disconnected":
        return Disconnected(rule.says, remedy=rule.remedy, detail=detail)
    if rule.sort == "refused":
        theirs = str(error.get("error_user_msg") or "").strip()[:300]
        return Refused(f"{rule.says} It says: “{theirs}”" if theirs else rule.says, detail=detail)
    return Unknown(rule.says, detail=detail)


def _number(value: object) -> int:
    """A code as a number; anything else is 0, which no rule fits."""
    if isinstance(value, bool):
        return 0
    try:
        return int(str(value))
    except ValueError:
        return 0


def _detail(error: Mapping[str, Any], code: int, subcode: int) -> str:
    """For the record: codes and Facebook's own trace. Not its message, which may repeat what we sent."""
    trace = str(error.get("fbtrace_id") or "")[:40]
    return f"code {code}, subcode {subcode}" + (f", trace {trace}" if trace else "")

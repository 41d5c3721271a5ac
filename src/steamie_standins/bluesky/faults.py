"""What the stand-in server can do wrong, by name."""

from __future__ import annotations

from random import Random
from typing import Any

from steamie_standins import faults as shared
from steamie_standins.faults import Dropped, Fault

from .errors import Refusal, bad_token, expired, internal, throttled
from .web import XrpcAnswer

BEFORE = ("expired", "password", "rate", "html502", "drop_before", "false500")
AFTER = ("drop", "created500", "nothing", "half", "slow")
NAMES = BEFORE + AFTER
ONLY_MAKING = ("created500", "false500")  # they mean nothing where nothing is made
SIGNING_IN = ("expired", "password")  # they mean nothing where no session is used yet
USUAL = (
    "drop=0.06,drop_before=0.03,created500=0.06,false500=0.03,nothing=0.03,half=0.02,html502=0.03,"
    "slow=0.02:2,rate@record.*=0.003,expired=0.02,password=0.001"
)  # what a drill asks for


def spelled(text: str) -> list[Fault]:
    """Faults as a drill or a command spells them; ``usual`` is the mix of a drill."""
    return shared.spelled(USUAL if text == "usual" else text, NAMES)


def of(fields: dict[str, Any]) -> Fault:
    """A fault from plain values."""
    return shared.of(fields, NAMES)


def struck(faults: list[Fault], route: str, chance: Random) -> dict[str, Fault]:
    """What goes wrong with this call."""
    able = [fault for fault in faults if fault.name not in SIGNING_IN or not route.startswith("session.")]
    return shared.struck(able, route, chance, before=BEFORE, only_making=ONLY_MAKING)


def before(hit: dict[str, Fault]) -> XrpcAnswer | None:
    """Go wrong before anything is done: an answer, an error, or silence."""
    if "drop_before" in hit:
        raise Dropped
    if "html502" in hit:
        return XrpcAnswer(
            502, b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>", "text/html"
        )
    refusals: dict[str, Refusal] = {"expired": expired(), "password": bad_token(), "rate": throttled(), "false500": internal()}
    for name, refusal in refusals.items():
        if name in hit:
            raise refusal
    return None


def after(hit: dict[str, Fault], answer: XrpcAnswer) -> XrpcAnswer:
    """Go wrong once the work is done: the answer is lost, false, empty or cut in half."""
    if "drop" in hit:
        raise Dropped
    if "created500" in hit:
        raise internal()
    if "nothing" in hit:
        return XrpcAnswer(200, b"")
    if "half" in hit:
        return XrpcAnswer(answer.status, answer.body[: len(answer.body) // 2], answer.media_type)
    return answer

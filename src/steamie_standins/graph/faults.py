"""What the stand-in Page can do wrong, by name."""

from __future__ import annotations

from random import Random
from typing import Any

from steamie_standins import faults as shared
from steamie_standins.faults import Dropped, Fault

from .errors import GraphError, dead_token, duplicate, throttled, unknown_error
from .web import GraphAnswer

BEFORE = ("late", "expired", "password", "rate", "html502", "error200", "drop_before", "false_duplicate")
AFTER = ("drop", "created500", "nothing", "slow", "lag")
NAMES = BEFORE + AFTER
ONLY_MAKING = ("false_duplicate", "created500", "lag")  # they mean nothing where nothing is made
USUAL = (
    "drop=0.06,drop_before=0.03,created500=0.06,nothing=0.03,html502=0.03,error200=0.02,"
    "false_duplicate=0.03,slow=0.02:2,rate=0.003,expired=0.002,password=0.001"
)  # what a drill asks for


def spelled(text: str) -> list[Fault]:
    """Faults as a drill or a command spells them; ``usual`` is the mix of a drill."""
    return shared.spelled(USUAL if text == "usual" else text, NAMES)


def of(fields: dict[str, Any]) -> Fault:
    """A fault from plain values."""
    return shared.of(fields, NAMES)


def struck(faults: list[Fault], route: str, chance: Random) -> dict[str, Fault]:
    """What goes wrong with this call."""
    return shared.struck(faults, route, chance, before=BEFORE, only_making=ONLY_MAKING)


def before(hit: dict[str, Fault], chance: Random) -> GraphAnswer | None:
    """Go wrong before anything is done: an answer, an error, or silence."""
    if "drop_before" in hit:
        raise Dropped
    if "html502" in hit:
        page = b"<html><head><title>502 Bad Gateway</title></head><body><h1>Sorry, something went wrong.</h1></body></html>"
        return GraphAnswer(502, page, "text/html; charset=utf-8")
    if "error200" in hit:
        error = unknown_error(chance.choice((1, 2)))
        error.status = 200
        raise error
    if refusal := _refusal(hit, chance):
        raise refusal
    return None


def _refusal(hit: dict[str, Fault], chance: Random) -> GraphError | None:
    if "expired" in hit:
        return dead_token(463)
    if "password" in hit:
        return dead_token(460)
    if "rate" in hit:
        return throttled(chance.choice((4, 17, 32, 613, 80001)))
    if "false_duplicate" in hit:
        return duplicate(chance.choice((368, 506)))
    return None


def after(hit: dict[str, Fault], answer: GraphAnswer, chance: Random) -> GraphAnswer:
    """Go wrong once the work is done: the answer is lost, false or empty."""
    if "drop" in hit:
        raise Dropped
    if "created500" in hit:
        raise unknown_error(chance.choice((1, 2)))
    if "nothing" in hit:
        return GraphAnswer(200, b"")
    return answer

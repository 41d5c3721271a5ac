"""Handing a repair over to another system: what its answer means, what fits into its fields, and how both sides sign."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from .typed_numbers import whole_number

ANSWERS_LATER = timedelta(hours=1)  # until one that promised an answer is asked again, under the same key
IN_FLIGHT = timedelta(minutes=5)  # longer than a call: after it a call is taken for dead
A_DAY = timedelta(days=1)  # of silence, after which people are told
CLOCKS_APART = timedelta(minutes=5)  # a signed answer that is older or younger is not taken
PENDING = ("pending", "queued", "received", "processing", "later")
NO = ("refused", "rejected", "error", "failed", "failure", "invalid", "duplicate error")
WHY_LONGEST = 300  # characters of the other side's words


class Taken(StrEnum):
    """What an answer says about a repair."""

    ACCEPTED = "accepted"
    LATER = "later"  # the other side has it and answers later
    REFUSED = "refused"
    UNKNOWN = "unknown"  # it may have been taken


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an answer means, why, and the job number that came with it."""

    taken: Taken
    why: str = ""
    job: str = ""


def judge(status: int, body: Any, *, job_names: Iterable[str]) -> Judgement:
    """What an HTTP answer means. ``body``: what its JSON holds, or None. A yes without a job number is no yes."""
    fields = body if isinstance(body, dict) else {}
    job = _job(fields, job_names)
    problem = _problem(fields)
    if status in (200, 201, 202, 409) and job and not problem:
        return Judgement(Taken.ACCEPTED, f"Job {job}.", job)
    if 200 <= status < 300:
        return _yes_without_a_job(status, fields, problem)
    if status in (408, 409, 425, 429) or status >= 500:
        return Judgement(Taken.UNKNOWN, f"It answered {status}{f': {problem}' if problem else ''}. It may have it.")
    return Judgement(Taken.REFUSED, f"It answered {status}{f': {problem}' if problem else ''}.")


def _yes_without_a_job(status: int, fields: Mapping[str, Any], problem: str) -> Judgement:
    word = str(fields.get("status", "")).lower()
    if problem:
        return Judgement(Taken.REFUSED, f"It answered {status} and meant no: {problem}"[:WHY_LONGEST])
    if status == 202 or word in PENDING:
        return Judgement(Taken.LATER, "It has it, and says that an answer follows.")
    return Judgement(Taken.UNKNOWN, f"It answered {status} without a job number. It may have it.")


def _job(fields: Mapping[str, Any], names: Iterable[str]) -> str:
    given = (fields.get(name) for name in names)
    return next((str(one).strip()[:60] for one in given if isinstance(one, str | int) and str(one).strip()), "")


def _problem(fields: Mapping[str, Any]) -> str:
    """What it says went wrong; empty when it says nothing of the kind."""
    for name in ("error", "errors", "fault"):
        if wrong := fields.get(name):
            return _words(wrong)
    if str(fields.get("status", "")).lower() in NO or fields.get("success") is False or fields.get("accepted") is False:
        return _words(fields.get("message") or fields.get("reason") or "no reason given")
    return ""


def _words(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("message") or value.get("detail") or value
    if isinstance(value, list):
        value = "; ".join(_words(one) for one in value[:3])
    return " ".join(str(value).split())[:WHY_LONGEST]


class Letters(StrEnum):
    """Which characters a system can keep."""

    ANY = "any"
    LATIN = "latin"  # Windows-1252
    PLAIN = "plain"  # ASCII


CODEC = {Letters.LATIN: "cp1252", Letters.PLAIN: "ascii"}


@dataclass(frozen=True, slots=True)
class FieldLimits:
    """What a system's fields take: the most characters by field, and which."""

    longest: Mapping[str, int]
    letters: Letters = Letters.ANY


@dataclass(frozen=True, slots=True)
class FieldLoss:
    """What of a field does not fit."""

    field: str
    longest: int = 0  # characters that the field takes; 0: it is not too long
    strange: str = ""  # characters that the system cannot keep, each once


def fitted(fields: Mapping[str, str], limits: FieldLimits, *, rest: str) -> tuple[dict[str, str], list[FieldLoss]]:
    """The fields as the system can take them, and what is lost. What is cut ends with ``rest``, which says where all of it is."""
    cut, losses = {}, []
    for name, value in fields.items():
        strange = _strange(value, limits.letters)
        text = "".join("?" if letter in strange else letter for letter in value)
        longest = limits.longest.get(name, 0)
        too_long = bool(longest) and len(text) > longest
        cut[name] = _shortened(text, longest, rest) if too_long else text
        if too_long or strange:
            losses.append(FieldLoss(name, longest if too_long else 0, strange))
    return cut, losses


def _strange(text: str, letters: Letters) -> str:
    codec = CODEC.get(letters)
    if codec is None:
        return ""
    return "".join(dict.fromkeys(letter for letter in text if not letter.encode(codec, "ignore")))


def _shortened(text: str, longest: int, rest: str) -> str:
    return f"{text[: longest - len(rest)].rstrip()}{rest}" if longest > 2 * len(rest) else text[:longest]


def signature(secret: str, *, moment: str, key: str, body: bytes) -> str:
    """What both sides write into ``Steamie-Signature``: an HMAC-SHA256 over time, key and body, so that none can be swapped."""
    signed = f"{moment}.{key}.".encode() + body
    return f"sha256={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def is_signed(given: str, secret: str, *, moment: str, key: str, body: bytes, now: datetime) -> bool:
    """Whether a signature is right, and of now: one that was overheard cannot be used again tomorrow."""
    signed_at = whole_number(moment)
    if signed_at is None or abs(now.timestamp() - signed_at) > CLOCKS_APART.total_seconds():
        return False
    return hmac.compare_digest(given.encode(), signature(secret, moment=moment, key=key, body=body).encode())

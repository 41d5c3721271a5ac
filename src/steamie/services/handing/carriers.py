"""The ways to a repairs system: a signed call, a letter, a file. Each says what surely happened, and no more."""

from __future__ import annotations

import json
import os
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from steamie.letters.models import Letter
from steamie.letters.outbox import keep as keep_letter
from steamie.rules.handing_over import Judgement, Taken, judge, signature
from steamie.services.models import HandOver, RepairsSystem
from steamie.services.models.handing_over import FileFormat

from .payload import as_json, job_names, sendable, written

CALL_SECONDS, STEP_SECONDS = 20.0, 10.0  # everything about one call, and each wait in it
LARGEST_ANSWER = 64 * 1024  # bytes
SALT = "steamie.services.taken"
MEDIA = {FileFormat.JSON: "application/json", FileFormat.CSV: "text/csv"}


class CarrierNotReached(Exception):
    """Nothing was handed over: the other side is away. The message is fit for the desk."""


def call(row: HandOver, system: RepairsSystem, now: datetime) -> Judgement:
    """Hand a repair over by a signed call. Raises ``NotReached`` when surely nothing arrived."""
    body = as_json(sendable(row.case, system))
    moment = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": row.key,
        "Steamie-Timestamp": moment,
        "Steamie-Signature": signature(system.secret, moment=moment, key=row.key, body=body),
    }
    try:
        with httpx.Client(timeout=STEP_SECONDS, trust_env=False) as client:
            status, content = _answered(client, system.address, headers, body)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL) as problem:
        raise CarrierNotReached(f"The repairs system was not reached ({type(problem).__name__}).") from problem
    except httpx.HTTPError as problem:
        return Judgement(Taken.UNKNOWN, f"It was handed over, and no answer came ({type(problem).__name__}).")
    return judge(status, _json(content), job_names=job_names())


def _answered(client: httpx.Client, address: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
    """The status and the beginning of the answer; one that drips for longer than a call may take is cut."""
    end, content = time.monotonic() + CALL_SECONDS, b""
    with client.stream("POST", address, content=body, headers=headers) as answer:
        for piece in answer.iter_bytes():
            content += piece
            if time.monotonic() > end:
                raise httpx.ReadTimeout("It answers too slowly.")
            if len(content) > LARGEST_ANSWER:
                break
        return answer.status_code, content[:LARGEST_ANSWER]


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def write_letter(row: HandOver, system: RepairsSystem, now: datetime) -> Letter:
    """Put a repair in the outbox, with the file beside it and a link to say that it was taken."""
    fields = sendable(row.case, system)
    address = f"{settings.PUBLIC_URL}{reverse('services:taken', args=[taken_token(row)])}"
    words = render_to_string("services/letters/repair.txt", {"fields": fields, "address": address, "key": row.key})
    subject = f"Repair {row.case.reference} [{row.key[:8]}]"
    message = EmailMessage(subject, words, to=[system.address])
    message.attach(f"{row.case.reference}.{system.file_format}", written(fields, system.file_format), MEDIA[_format(system)])
    (letter,) = keep_letter(message, now=now)
    return letter


def taken_token(row: HandOver) -> str:
    """What lets whoever got the letter say that the repair was taken, and nothing else."""
    return signing.dumps(row.key, salt=SALT)


def key_in(token: str) -> str:
    """The key that a token stands for; empty when it is not ours."""
    try:
        return str(signing.loads(token, salt=SALT))
    except signing.BadSignature:
        return ""


def folder() -> Path:
    """Where files for the repairs system are put, and taken from."""
    return Path(settings.DATA) / "repairs" / "out"


def _format(system: RepairsSystem) -> FileFormat:
    return FileFormat(system.file_format)


def path_of(row: HandOver, system: RepairsSystem) -> Path:
    """The file of a repair: its name is its key's, so that written twice it is one file."""
    return folder() / f"{row.case.reference}-{row.key[:8]}.{system.file_format}"


def write_file(row: HandOver, system: RepairsSystem) -> None:
    """Write the file, whole or not at all. Raises ``NotReached`` when there is no room or no right to."""
    path = path_of(row, system)
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with part.open("wb") as file:
            file.write(written(sendable(row.case, system), system.file_format))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as problem:
        part.unlink(missing_ok=True)
        raise CarrierNotReached(f"The file could not be written ({problem.strerror}).") from problem

"""Building a pack: paragraphs → clauses → how each stands → its rows → its events, signed, with a page that checks itself."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from steamie.evidence.chain import words_of
from steamie.evidence.models import Event
from steamie.evidence.packs import EVENTS, MANIFEST, PAGE, SIGNATURE
from steamie.evidence.words import sentence
from steamie.rules.clauses import Clause
from steamie.rules.standing import State
from steamie.rules.wall_clock import days
from steamie.strategy.models import Association
from steamie.strategy.reading import current
from steamie.strategy.standing import measure, rows_behind, shown_for

from . import standard
from .signing import signing_key

BLACK = "█████"  # where a person's name would stand
MOST_ROWS = 500  # of a clause; how many more there are is said
PACK, README = "pack.json", "READ-ME.txt"


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """The archive, and what is kept of it here."""

    archive: bytes
    digest: str
    public_key: str
    records: dict[str, int]


def build(first: date, last: date, now: datetime) -> BuiltPack:
    """A pack of everything between two days, both included."""
    events = _events(first, last)
    told = _pack(first, last, now, events)
    files = {
        PACK: json.dumps(told, ensure_ascii=False, indent=1),
        EVENTS: "".join(f"{event.digest} {words_of(event)}\n" for event in events),
        README: render_to_string("reports/pack/read-me.txt", {"pack": told}),
    }
    key, public = signing_key(now)
    listed = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items()}
    manifest = json.dumps({"made": told["made"], "public_key": public, "files": listed}, indent=1)
    files |= {MANIFEST: manifest, SIGNATURE: key.sign(manifest.encode()).hex()}
    page = render_to_string("reports/pack/index.html", {"pack": told, "files": _embedded(files)})
    digest = hashlib.sha256(manifest.encode()).hexdigest()
    return BuiltPack(_zipped(files | {PAGE: page}), digest, public, {one["number"]: one["records"] for one in told["paragraphs"]})


def _embedded(files: dict[str, str]) -> str:
    """The files as JSON that no HTML can start or end in."""
    text = json.dumps(files, ensure_ascii=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def _events(first: date, last: date) -> list[Event]:
    """Every event from the first to the last of these days, without a gap, so that the chain can be followed."""
    begins, ends = days(first, last)
    numbers = Event.objects.filter(at__gte=begins, at__lt=ends).order_by("number").values_list("number", flat=True)
    listed = list(numbers)
    return list(Event.objects.filter(number__range=(listed[0], listed[-1])).order_by("number")) if listed else []


def _pack(first: date, last: date, now: datetime, events: list[Event]) -> dict[str, Any]:
    document, by_clause = current(), defaultdict(list)
    for event in events:
        by_clause[event.clause].append(event)
    told = [_paragraph(one, document.clauses and one.clauses(document), by_clause, now) for one in standard.paragraphs()]
    return {
        "title": standard.name(),
        "association": getattr(Association.objects.first(), "name", ""),
        "strategy": document.name,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "made": timezone.localtime(now).isoformat(timespec="minutes"),
        "events": len(events),
        "paragraphs": told,
        "absent": _absent(told),
    }


def _paragraph(
    paragraph: standard.StandardParagraph, clauses: Any, by_clause: dict[str, list[Event]], now: datetime
) -> dict[str, Any]:
    told = [_clause(clause, by_clause[clause.id], now) for clause in clauses]
    records = sum(len(one["rows"]) + one["more"] + len(one["events"]) for one in told)
    return {"number": paragraph.number, "title": paragraph.title, "records": records, "clauses": told}


def _clause(clause: Clause, events: list[Event], now: datetime) -> dict[str, Any]:
    standing = measure(clause, now)
    shown, rows = shown_for(clause), rows_behind(clause, now)
    names = shown is not None and shown.people
    listed = [{"what": BLACK if names else row.what, "note": row.note, "counts": row.counts} for row in rows[:MOST_ROWS]]
    return {
        "id": clause.id,
        "heading": clause.heading,
        "text": clause.text,
        "state": standing.state.value,
        "label": standing.state.label,
        "figure": standing.figure,
        "reason": standing.reason,
        "rows": listed,
        "more": max(0, len(rows) - MOST_ROWS),
        "events": [{"number": event.number, "at": event.at.isoformat(), "words": sentence(event)} for event in events],
    }


def _absent(told: list[dict[str, Any]]) -> list[str]:
    """What the pack does not show, or shows to be wrong."""
    lines = [f"{one['number']}: nothing we measure is evidence for it yet." for one in told if not one["records"]]
    clauses = {clause["id"]: clause for one in told for clause in one["clauses"]}
    lines += [
        f"{one['heading']}: {one['label'].lower()}. {one['reason']}" for one in clauses.values() if one["state"] != State.MET
    ]
    return lines

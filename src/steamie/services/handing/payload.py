"""What of a repair goes to the repairs system, under which names, and what of it does not fit there."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import timezone

from steamie.casework.models import Case
from steamie.rules.handing_over import FieldLimits, FieldLoss, fitted
from steamie.services.models import Home, RepairsSystem
from steamie.services.models.handing_over import FileFormat
from steamie.services.problems import places, problems
from steamie.services.repair_forms import VISITS

TABLE = files(__package__) / "hact.toml"
NOT_ON_THE_LIST = "not known: the address is not on our list"
LABELS = {
    "words": "what happened",
    "name": "your name",
    "phone": "your phone number",
    "email": "your e-mail",
    "address": "your address",
    "access": "what we should know at the door",
}
MEASURED = tuple(LABELS)  # fields of which a system may say how long they may be
FORMULA = re.compile(r"^[=+\-@\t\r]")  # how a cell begins that a spreadsheet would work out


@cache
def names() -> dict[str, Any]:
    """The table of names."""
    return tomllib.loads(TABLE.read_text())


def job_names() -> list[str]:
    """Under which names a job number may come back."""
    return list(names()["answers"]["job"])


def fields_of(case: Case) -> dict[str, str]:
    """A repair as plain fields, before anything is cut."""
    repair, party = case.repair, case.party
    problem = problems()[repair.problem].label if repair.problem in problems() else repair.problem
    place = places()[repair.place].label if repair.place in places() else repair.place
    clock = case.clocks.running().first()
    uprn = uprn_of(party.address, party.postcode)
    fields = {
        "reference": case.reference,
        "allocated_by": "Steamie",
        "reported": timezone.localtime(case.received_at).isoformat(timespec="seconds"),
        "words": f"{problem}. {case.words}",
        "place": place,
        "priority": clock.label if clock else "",
        "due": timezone.localtime(clock.due_at).isoformat(timespec="seconds") if clock else "",
        "why_first": case.why_first,
        "address": party.address,
        "postcode": party.postcode,
        "uprn": uprn,
        "uprn_is": "UPRN" if uprn else f"UPRN {NOT_ON_THE_LIST}",
        "access": repair.at_the_door,
        "name": party.name,
        "phone": party.phone,
        "email": party.email,
        "visits": ", ".join(dict(VISITS).get(code, code) for code in repair.visits),
        "photos": str(repair.photos.filter(refusal="").count()),
    }
    return fields | {"schema": names()["schema"], "version": names()["version"]}


def sendable(case: Case, system: RepairsSystem) -> dict[str, str]:
    """The fields as this system can take them."""
    return fitted(fields_of(case), system.limits, rest=rest_of(case.reference))[0]


def rest_of(reference: str) -> str:
    """What ends a field that was cut."""
    return f" … more under {reference}"


def sentences(typed: Mapping[str, str], limits: FieldLimits) -> list[str]:
    """What of a form would not fit, for whoever is about to send it. Nothing of it is lost: a person here reads it all."""
    measured = {name: value for name, value in typed.items() if name in MEASURED}
    return [_sentence(loss) for loss in fitted(measured, limits, rest=rest_of("XXX-XXX"))[1]]


def _sentence(loss: FieldLoss) -> str:
    what = LABELS[loss.field]
    if loss.strange:
        letters = " ".join(loss.strange[:8])
        return f"The system of our repairs team cannot show some letters of {what}: {letters}. A person here reads them."
    return f"The system of our repairs team takes {loss.longest} letters of {what}. A person here reads the rest."


def uprn_of(address: str, postcode: str) -> str:
    """The reference number of an address on the landlord's list; empty when it is not there."""
    home = Home.objects.filter(sought=compared(address, postcode)).first()
    return home.uprn if home else ""


def compared(address: str, postcode: str) -> str:
    """An address as it is looked up: letters and figures alone, without the postcode if it stands in both."""
    code = re.sub(r"[^A-Z0-9]", "", postcode.upper())
    line = re.sub(r"[^A-Z0-9]", "", address.upper()).removesuffix(code)
    return f"{line}|{code}"[:400]


def written(fields: Mapping[str, str], file_format: FileFormat | str) -> bytes:
    """The file of a repair."""
    return as_csv(fields) if file_format == FileFormat.CSV else as_json(fields)


def as_json(fields: Mapping[str, str]) -> bytes:
    """Nested as the schema has it."""
    tree: dict[str, Any] = {}
    for name, path in names()["paths"].items():
        if name in fields:
            _put(tree, path.split("."), fields[name])
    return json.dumps(_listed(tree), ensure_ascii=False, indent=1).encode()


def _put(tree: dict[str, Any], path: list[str], value: str) -> None:
    for step in path[:-1]:
        tree = tree.setdefault(step, {})
    tree[path[-1]] = value


def _listed(tree: Any) -> Any:
    """The tree, with what is numbered as lists."""
    if not isinstance(tree, dict):
        return tree
    inner = {name: _listed(value) for name, value in tree.items()}
    return [inner[name] for name in sorted(inner, key=int)] if all(name.isdecimal() for name in inner) else inner


def as_csv(fields: Mapping[str, str]) -> bytes:
    """One row under the schema's names; no cell is a formula."""
    out = io.StringIO()
    columns = {path.replace(".0", ""): fields.get(name, "") for name, path in names()["paths"].items()}
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerow({name: f"'{value}" if FORMULA.match(value) else value for name, value in columns.items()})
    return out.getvalue().encode("utf-8-sig")

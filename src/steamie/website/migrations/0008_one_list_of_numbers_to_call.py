"""The first page's own emergency numbers go into the one list that all pages read; nothing that a landlord typed is lost.

A number of either list stays: one that is dialled too many is seen, one that is missing is not. Where anything was typed, the
list waits for somebody to look it over.
"""

import json
import re
from hashlib import sha256
from typing import Any

from django.db import migrations
from django.utils import timezone

Row = dict[str, str]

# Both lists as version 0.1.0 came.
FIRST_PAGE: list[Row] = [
    {
        "what": "You smell gas",
        "advice": "Open windows. Do not touch switches. Leave the building, then call.",
        "telephone": "0800 111 999",
    },
    {"what": "Water coming in, no heating, or not safe to lock up", "advice": "Call us.", "telephone": ""},
    {
        "what": "Burst main, or sewage in the street",
        "advice": "Scottish Water, day and night.",
        "telephone": "0800 0778 778",
    },
    {"what": "Power cut", "advice": "Free from any phone.", "telephone": "105"},
    {"what": "Fire, or someone may be hurt", "advice": "Day or night, from any phone.", "telephone": "999"},
]
LIST: dict[str, Any] = {
    "emergency": [
        {
            "who": "You smell gas",
            "short": "Gas",
            "how": "Open windows. Leave switches alone. Get out, then call.",
            "telephone": "0800 111 999",
        },
        {"who": "Fire, or someone may be hurt", "short": "Fire", "telephone": "999"},
        {"who": "Power cut", "how": "Free from any phone.", "telephone": "105"},
        {
            "who": "Burst main, or sewage in the street",
            "how": "Scottish Water, day and night.",
            "telephone": "0800 0778 778",
        },
    ],
    "private": [
        {"who": "Police", "how": "Cannot speak? Call from a mobile, then press 55.", "telephone": "999"},
        {"who": "Domestic Abuse Helpline", "how": "Free, day and night.", "telephone": "0800 027 1234"},
    ],
}
OURS: Row = {"who": "Water pouring in, no heating, or your door will not lock", "how": "Call us."}
PLACE_OF_OURS = 2  # after the two that stand above every step


def bring_together(apps: Any, editor: Any) -> None:
    """A new state of the list, where anything was typed in either."""
    home = apps.get_model("website", "HomePage").objects.first()
    editions = apps.get_model("particulars", "ParticularEdition").objects.filter(code="numbers").order_by("-pk")
    newest = editions.first()
    changed = newest.data if newest and not newest.as_it_came else None
    rows = [_row(one) for one in home.emergencies.order_by("sort_order")] if home else []
    typed = [row for row in rows if row not in FIRST_PAGE]
    out_of_hours = home.out_of_hours if home else ""
    if not (changed or typed or out_of_hours):
        return
    data = together(changed or LIST, typed)
    if out_of_hours:
        data["out_of_hours"] = out_of_hours
    digest = sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    editions.create(code="numbers", data=data, digest=digest, takes_another=True, at=timezone.now())


def _row(one: Any) -> Row:
    return {"what": one.what, "advice": one.advice, "telephone": one.telephone}


def together(data: dict[str, Any], typed: list[Row]) -> dict[str, Any]:
    """The list with what was typed on the first page, in the place of the row it stands for, where nobody typed that one."""
    rows = list(data["emergency"])
    ours = []
    for each in (_as_listed(row) for row in typed):
        if not each.get("telephone"):
            ours.append(each)
            continue
        same = [at for at, row in enumerate(rows) if _digits(row) == _digits(each)]
        as_it_came = [at for at, row in enumerate(rows) if row["who"] == each["who"] and row in LIST["emergency"]]
        place = next(iter(same or as_it_came), None)
        if place is None:
            rows.append(each)
        elif rows[place] in LIST["emergency"]:
            rows[place] = {**rows[place], **each}
    return {**data, "emergency": [*rows[:PLACE_OF_OURS], *(ours or [OURS]), *rows[PLACE_OF_OURS:]]}


def _as_listed(row: Row) -> Row:
    listed = {"who": row["what"], "how": row["advice"], "telephone": row["telephone"]}
    return {name: fact for name, fact in listed.items() if fact}


def _digits(row: Row) -> str:
    return re.sub(r"\D", "", row.get("telephone", ""))


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0007_let_our_form_stand_elsewhere"),
        ("particulars", "0002_let_another_look_over_what_changed"),
    ]

    operations = [
        migrations.RunPython(bring_together, migrations.RunPython.noop),
        migrations.DeleteModel(name="Emergency"),
        migrations.RemoveField(model_name="homepage", name="out_of_hours"),
    ]

"""Links in templates are named: whoever changes an address changes it in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import Resolver404, resolve

HOUSE = Path(__file__).parents[2] / "src" / "steamie"
LINK = re.compile(r'\b(?:href|action|formaction|hx-get|hx-post)="(/[^"]*)"')
OTHERS = ("/static/", "/media/")  # files


def literals() -> Iterator[tuple[str, str]]:
    """Every address that a template spells out, with the template."""
    for path in HOUSE.rglob("*.html"):
        for address in LINK.findall(path.read_text()):
            if not address.startswith(OTHERS) and "{%" not in address:
                yield path.name, address


def name_of(address: str) -> str:
    """The name under which we answer an address; empty for the landlord's own pages, whose addresses an editor chooses."""
    path = re.split(r"[?#]", re.sub(r"\{\{.*?\}\}", "7", address))[0]
    try:
        name = resolve(path).view_name or ""
    except Resolver404:
        return ""
    return "" if name.startswith("wagtail") else name


def test_no_template_spells_out_an_address_that_has_a_name() -> None:
    assert {(template, address) for template, address in literals() if name_of(address)} == set()


def test_an_address_of_ours_would_be_noticed() -> None:
    assert name_of("/desk/posts/{{ post.pk }}/") == "posts:post"
    assert name_of("/suggest/?from=poster") == "suggestions:suggest"
    assert name_of("/services/complaints/") == ""

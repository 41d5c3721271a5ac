"""Whoever may not know of a thing cannot tell from an answer whether it is there: absent and forbidden answer alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings

from tests.surroundings import THOROUGH

from .test_who_may import rows
from .world import World, build, undone

ABSENT = "987654321"
STRANGERS = ("staff", "forum", "none")  # to whom most of the desk is closed: a run asks of each thing for one of them in turn


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folders = {"DATA": tmp_path_factory.mktemp("data"), "MEDIA_ROOT": tmp_path_factory.mktemp("media")}
    with django_db_blocker.unblock(), undone(), override_settings(**folders):  # whoever keeps files hears of it
        yield build()


def about_one_thing() -> list[str]:
    """Every route of the matrix that names one thing by its number."""
    return list(dict.fromkeys(row.partition("|")[0] for row in rows() if row.startswith("desk/") and "<int:pk>" in row))


def answered(world: World, who: str, method: str, address: str) -> tuple[int, str, str]:
    """Status, where it leads, and what is read: numbers, one-time values and the address itself left out."""
    cache.clear()
    with undone():
        answer = getattr(world.browser(who), method)(address)
    page = "" if answer.streaming else answer.content.decode()
    page = re.sub(r'(nonce|value|action|href)="[^"]*"', "", page)
    return answer.status_code, answer.headers.get("Location", ""), re.sub(r"\d+", "", page)


@pytest.mark.long
@pytest.mark.django_db
def test_absent_and_forbidden_answer_alike(world: World) -> None:
    told_apart = []
    for number, route in enumerate(about_one_thing()):
        there = world.address(route, "officer", "other")
        absent = re.sub(r"/\d+/", f"/{ABSENT}/", there, count=1)
        for who in STRANGERS if THOROUGH else [STRANGERS[number % len(STRANGERS)]]:
            for method in ("get", "post"):
                is_there = answered(world, who, method, there)
                if is_there[0] == 403 and is_there != answered(world, who, method, absent):
                    told_apart.append(f"{who} {method} {route}")
    assert told_apart == [], "\n".join(told_apart)

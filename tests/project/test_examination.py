"""The doctor, asked in a shell of its own about a folder that a house may be running in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

REAL = {"GRAPH_URL": "https://graph.facebook.com", "STAND_IN": False}
Told = Callable[..., dict[str, str]]


@pytest.fixture
def told(db: None, settings: object) -> Told:
    def ask(**known: object) -> dict[str, str]:
        for name, value in known.items():
            setattr(settings, name, value)
        out = StringIO()
        with pytest.raises(SystemExit):
            call_command("doctor", stdout=out)
        return dict(line[5:].split(": ", 1) for line in out.getvalue().splitlines())

    return ask


def test_a_demonstrations_folder_is_known_for_one_whoever_asks(told: Told) -> None:
    assert told(DEMONSTRATION=True, **REAL)["Outside world"].startswith("A stand-in for Facebook, which steamie demo starts")


def test_a_real_folder_reaches_facebook_itself(told: Told) -> None:
    assert told(DEMONSTRATION=False, **REAL)["Outside world"] == "https://graph.facebook.com (Facebook itself)"


@pytest.mark.parametrize(
    ("given", "shown"),
    [("", "0; see /desk/waiting/ on the desk"), ("https://desk.example/", "0; see https://desk.example/desk/waiting/")],
)
def test_no_address_is_told_that_nobody_has_given(told: Told, given: str, shown: str) -> None:
    environment = replace(settings.ENVIRONMENT, public_url=given)
    assert told(ENVIRONMENT=environment)["Posts waiting for a person"] == shown

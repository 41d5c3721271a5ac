"""The doctor, asked in a shell of its own about a folder that a house may be running in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from steamie.desk.actions import dismiss_setup_line
from steamie.people.models import Person
from steamie.project import examination

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


def test_a_fresh_installation_is_told_all_that_is_not_yet_true_and_where_it_is_done(told: Told) -> None:
    environment = replace(settings.ENVIRONMENT, public_url="https://desk.example/")
    said = told(DEMONSTRATION=False, ENVIRONMENT=environment)
    left = {what.removeprefix("Set-up, "): state for what, state in said.items() if what.startswith("Set-up, ")}

    assert left.keys() >= {
        "The strategy", "The Association", "The officer", "A second factor", "E-mail", "A second person", "The website",
        "Facebook Page", "Policies",
    }  # fmt: skip
    assert left["E-mail"] == (
        "Not set up. No letter is sent. The desk shows each link to copy; see https://desk.example/desk/set-up/email/"
    )
    assert left["A second person"].startswith("To do. They confirm a Page that you connect. Invite the chair first; see ")


def test_a_line_of_set_up_is_left_out_once_it_is_done_or_set_aside(told: Told, officer: Person) -> None:
    assert "Set-up, Facebook Page" in told(DEMONSTRATION=False)
    dismiss_setup_line(line="channel-facebook", reason="We do not use it", by=officer)
    said = told(DEMONSTRATION=False)

    assert "Set-up, The officer" not in said
    assert "Set-up, Facebook Page" not in said
    assert "Set-up, The website" in said


@pytest.mark.parametrize(("demonstration", "leaves_with"), [(False, 1), (True, 0)])
def test_what_is_not_yet_set_up_is_by_itself_a_reason_to_leave_with_1(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, demonstration: bool, leaves_with: int
) -> None:
    settings.DEMONSTRATION = demonstration
    of_set_up = [finding for finding in examination.examine(timezone.now()) if finding.what.startswith("Set-up")]
    monkeypatch.setattr(examination, "examine", lambda now: of_set_up)
    with pytest.raises(SystemExit) as left:
        call_command("doctor", stdout=StringIO())
    assert left.value.code == leaves_with

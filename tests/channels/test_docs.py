"""What a plug-in's author reads names everything the contract asks for."""

import inspect
from pathlib import Path

import pytest

from steamie.channels import contract, registry
from steamie.channels.contract import ChannelError, ChannelKind
from steamie.channels.kinds.facebook import data, doctor
from steamie.channels.opening import surroundings

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "adding-a-channel.md").read_text()
VERBS = [name for name, _ in inspect.getmembers(ChannelKind, inspect.isfunction) if not name.startswith("_")]
ERRORS = [
    name
    for name, found in inspect.getmembers(contract, inspect.isclass)
    if issubclass(found, ChannelError) and found is not ChannelError
]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_of_the_contract_is_in_the_table(verb):
    assert f"| `{verb}` |" in PAGE


@pytest.mark.parametrize("error", ERRORS)
def test_every_error_of_the_contract_is_in_the_table(error):
    assert f"| `{error}` |" in PAGE


def test_every_setting_a_kind_is_given_is_named(db, board):
    assert [name for name in surroundings(board) if name != "channel" and f"`{name}`" not in PAGE] == []


@pytest.mark.parametrize("scope", [scope.name for scope in data.SCOPES])
def test_every_permission_is_explained_to_the_officer(scope):
    assert f"| `{scope}` |" in (DOCS / "connecting-facebook.md").read_text()


def test_every_kind_named_in_the_project_loads():
    assert registry.problems() == {}
    assert {"facebook", "paper", "website"} <= registry.kinds().keys()


SAID = [
    "The app ID or the app secret is wrong",
    "a user token posing as a page token",
    "This token belongs to another Page",
    "This token was given to another app than ours",
    "The permission",
    "runs out on",
    "The Page has been renamed",
    "The Page itself is not published",
]


@pytest.mark.parametrize("words", SAID)
def test_what_the_doctor_says_is_what_the_officer_can_look_up(words):
    assert words in inspect.getsource(doctor)
    table = (DOCS / "connecting-facebook.md").read_text().partition("| It says |")[2]
    assert words in table


@pytest.mark.parametrize(
    "button", ["Add an account", "Add to the register", "Begin", "Go on to sign in", "Go on", "Check the connection now"]
)
def test_the_buttons_named_are_on_the_pages(button):
    pages = "".join(path.read_text() for path in (Path(registry.__file__).parent / "templates").rglob("*.html"))
    pages = " ".join(pages.split())
    pages += (Path(registry.__file__).parent / "views" / "register.py").read_text()
    assert (
        f"*{button}" in (DOCS / "connecting-facebook.md").read_text()
        or f", {button}," in (DOCS / "connecting-facebook.md").read_text()
    )
    assert button in pages

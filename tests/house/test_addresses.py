"""Addresses are named: whoever changes one changes it in one place. They are nouns: what is done to them is the method."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import Resolver404, URLPattern, get_resolver, resolve

SOURCE = Path(__file__).parents[2] / "src"
HOUSE = SOURCE / "steamie"
LINK = re.compile(r'\b(?:href|action|formaction|hx-get|hx-post)="(/[^"]*)"')
PRINTED = re.compile(r"(?<![\w/}>.:])(/(?:desk|suggest|strategy|repairs|contact|go|calendar|search)/[\w/.-]*)")  # in a letter
FILES = ("/static/", "/media/")
# What is done is said by the method and by the noun: POST /approval/, never /approve/.
IMPERATIVES = set(
    """
    accept add approve ask bring choose clear close confirm connect correct create delete do edit erase
    forget invite join keep load make mark move open pick publish put remove rotate save send set settle take
    undo unpublish update upload use withdraw write
    """.split()  # noqa: SIM905 -- a list of words is read as words
)


def room_of(path: Path) -> str:
    """The room that a file stands in: "people", "content.posts"; a file beside the rooms has its own name."""
    parts = path.relative_to(HOUSE).parts if path.is_relative_to(HOUSE) else path.relative_to(SOURCE).parts
    return ".".join(parts[:2] if parts[0] == "content" else parts[:1])


def in_templates() -> Iterator[tuple[Path, str]]:
    """Every address that a template or a letter spells out, with its file."""
    for path in (*HOUSE.rglob("templates/**/*.html"), *HOUSE.rglob("templates/**/*.txt"), *HOUSE.rglob("templates/**/*.xml")):
        text = path.read_text()
        for address in (*LINK.findall(text), *PRINTED.findall(re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text))):
            if "{%" not in address:
                yield path, address


def in_python() -> Iterator[tuple[Path, str]]:
    """Every string of the source that begins as an address does, docstrings left out; what is filled in reads as 7."""
    for path in (*HOUSE.rglob("*.py"), *(SOURCE / "steamie_drills").rglob("*.py")):
        for text in strings(path.read_text()):
            yield from ((path, address) for address in addresses_in(text))


def strings(source: str) -> Iterator[str]:
    """Every string of a program that is no docstring, a formatted one as a whole."""
    tree = ast.parse(source)
    aside = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    aside |= {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if node in aside:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def addresses_in(text: str) -> Iterator[str]:
    """What of a string is an address: the whole of one that begins as one, and whatever a link in it leads to."""
    if re.match(r"7?/\w[^\s<>]*$", text):
        yield text.removeprefix("7")
    yield from LINK.findall(text)


def name_of(address: str) -> str:
    """The name under which we answer an address; empty for the landlord's own pages, whose addresses an editor chooses."""
    path = re.split(r"[?#]", re.sub(r"\{\{.*?\}\}", "7", address))[0]
    try:
        name = resolve(path).view_name or ""
    except Resolver404:
        return ""
    return "" if name.startswith("wagtail") else name


def spelt_out() -> dict[str, set[tuple[str, str]]]:
    """Every address of ours that is spelt out, by room."""
    rooms: dict[str, set[tuple[str, str]]] = {}
    for path, address in (*in_templates(), *in_python()):
        if not address.startswith(FILES) and name_of(address):
            rooms.setdefault(room_of(path), set()).add((path.name, address))
    return rooms


def test_nobody_spells_out_an_address_that_has_a_name() -> None:
    assert spelt_out() == {}


def test_an_address_of_ours_would_be_noticed() -> None:
    assert name_of("/desk/posts/{{ post.pk }}/") == "posts:post"
    assert name_of("/suggest/?from=poster") == "suggestions:suggest"
    assert name_of("/services/complaints/") == ""


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ('LINK = "/desk/people/"', "/desk/people/"),
        ('link = f"/desk/posts/{post.pk}/?edition=2"', "/desk/posts/7/?edition=2"),
        ('url = f"{settings.PUBLIC_URL}/suggest/"', "/suggest/"),
        ("""words = f'<a href="/desk/posts/{pk}/">it</a>'""", "/desk/posts/7/"),
    ],
)
def test_an_address_in_a_program_would_be_noticed(source: str, address: str) -> None:
    assert [found for text in strings(source) for found in addresses_in(text)] == [address]
    assert name_of(address)


def test_a_docstring_may_name_an_address() -> None:
    assert list(strings('def page():\n    """Answers /desk/people/."""')) == []


def imperative(route: str) -> set[str]:
    """The words of an address that order somebody to do something."""
    words = set(re.sub(r"<[^>]*>", "", route).strip("/").split("/"))
    return words & IMPERATIVES


def test_an_address_is_a_noun() -> None:
    wrong = {name: route for name, route in own_routes() if imperative(route)}
    assert wrong == {}


def test_an_imperative_would_be_noticed() -> None:
    assert imperative("desk/posts/<int:pk>/approve/") == {"approve"}
    assert imperative("desk/posts/<int:pk>/approval/withdrawal/") == set()


def own_routes() -> Iterator[tuple[str, str]]:
    """The name and the route of every address of ours; those of the editor and of the sign-in are other people's."""
    for space, (prefix, names) in get_resolver().namespace_dict.items():
        for entry in names.url_patterns:
            if isinstance(entry, URLPattern) and entry.callback.__module__.startswith("steamie"):
                yield f"{space}:{entry.name}", f"{prefix}{entry.pattern}"

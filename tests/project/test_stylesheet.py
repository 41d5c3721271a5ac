"""One stylesheet, with nothing in it that no page uses, and no page that names a class it does not have."""

from __future__ import annotations

import re
from pathlib import Path

from steamie.project import settings

HOUSE = Path(settings.__file__).parents[1]
SHEET = HOUSE / "project" / "static" / "steamie.css"
TO_COME = {"st_act", "st_langs", "st_pick", "st_player", "st_say", "st_strip", "st_strip__cols"}  # drawn for pages being written
PLAIN = {  # look like any other of their kind
    "st_banner--bad", "st_edit", "st_form", "st_helped", "st_hint", "st_note__more", "st_people__what", "st_pulse__who"
}  # fmt: skip


def sources(*endings: str) -> str:
    paths = [path for ending in endings for path in sorted(HOUSE.rglob(f"*{ending}")) if "vendor" not in path.parts]
    return "\n".join(path.read_text() for path in paths)


def classes_of_the_sheet() -> set[str]:
    return set(re.findall(r"\.(st_[\w-]+)", re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.S)))


def test_every_class_of_the_sheet_is_used_by_some_page() -> None:
    text = sources(".html", ".py", ".js")
    named = set(re.findall(r"\bst_[\w-]+", text))
    begun = tuple(re.findall(r"\b(st_[\w-]*-)\{", text))  # completed by the page: st_chip--{{ tone }}
    idle = {name for name in classes_of_the_sheet() - TO_COME if name not in named and not name.startswith(begun)}
    assert sorted(idle) == []


def test_every_class_a_page_names_is_in_the_sheet() -> None:
    lists = [re.sub(r"{{.*?}}|{%.*?%}", " ", each, flags=re.S) for each in re.findall(r'class="([^"]*)"', sources(".html"))]
    named = {name for each in lists for name in re.findall(r"\bst_[\w-]+", each) if not name.endswith("-")}
    sheet = classes_of_the_sheet()
    missing = [name for name in named - sheet - PLAIN if not any(own.startswith(f"{name}-") for own in sheet)]
    assert sorted(missing) == []


def test_there_is_one_stylesheet_of_our_own() -> None:
    own = {path.name for path in HOUSE.rglob("static/**/*.css") if "vendor" not in path.parts}
    assert own == {"steamie.css", "site.css", "editor.css"}  # site.css is made of the first; editor.css is for Wagtail's pages

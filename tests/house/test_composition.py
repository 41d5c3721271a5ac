"""A post is one definition: what ``Composition`` declares is in every place that derives from it, or left out with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import Any

import pytest

from steamie.channels.contract import Outgoing
from steamie.content.calendar import sheet
from steamie.content.posts import definition, fingerprint, rendering, telling
from steamie.content.posts.authorship import pieces
from steamie.content.posts.definition import Composition, Declaration, FieldKind, declarations, declare, of_the_row
from steamie.content.posts.forms.correcting import CorrectionForm
from steamie.content.posts.forms.posts import PostForm
from steamie.content.posts.models import Change, Post, PostPicture, PostText
from tests.content.making import TUESDAY

BESIDE = {"texts": PostText, "pictures": PostPicture}
CHANNEL, PICTURE = 1, 7
EVENT = {
    "title": "Open day",
    "share": "community",
    "kind": "event",
    "event_place": "The hall",
    "event_starts": TUESDAY,
    "event_ends": TUESDAY + timedelta(hours=2),
    "link": "https://example.org/",
    "texts": {CHANNEL: "Come along."},
    "pictures": ((PICTURE, "The hall."),),
}
OTHER = {
    FieldKind.LINE: "Other",
    FieldKind.CHOICE: "other",
    FieldKind.FLAG: True,
    FieldKind.MOMENT: TUESDAY + timedelta(hours=1),
    FieldKind.WALL: "2026-11-24T10:00 Europe/London",
    FieldKind.TEXTS: {CHANNEL: "Other words."},
    FieldKind.PICTURES: ((PICTURE, "Another description."),),
}


def columns(model: type) -> set[str]:
    return {one.name for one in model._meta.get_fields() if one.concrete}


def forgotten(of: type[Composition] = Composition, *, of_the_post: set[str] | None = None) -> list[str]:
    """Every place that knows nothing of a field of a post, in words."""
    return [
        *_on_the_rows(of, columns(Post) if of_the_post is None else of_the_post),
        *(
            f"{name}: {missing}"
            for name, declaration in declarations(of).items()
            for missing in (*_declared(name, declaration), *_derived(of, name, declaration))
        ),
    ]


def _on_the_rows(of: type[Composition], of_the_post: set[str]) -> Iterator[str]:
    composed = set(of_the_row(of))
    for name in sorted(of_the_post - composed - set(definition.NOT_COMPOSED)):
        yield f"{name}: on the post, and neither composed nor left out with a reason"
    for name in sorted((composed | set(definition.NOT_COMPOSED)) - of_the_post):
        yield f"{name}: no field of the post"
    beside = {row for declaration in declarations(of).values() for row in declaration.rows} | set(definition.NOT_COMPOSED_ROWS)
    held = {f"{rows}.{name}" for rows, model in BESIDE.items() for name in columns(model)}
    yield from (f"{name}: in one of the rows and the declaration only" for name in sorted(beside ^ held))


def _declared(name: str, declaration: Declaration) -> Iterator[str]:
    """What the declaration names must be there; what it does not name needs its reason."""
    forms = set(PostForm.base_fields) | {"text_", "alt_", "place_", "drop_"}
    if not declaration.label or (declaration.recorded_as or name) not in telling.PARTS:
        yield "without words in the history"
    if not (declaration.form and set(declaration.form) <= forms) and not declaration.why_no_form:
        yield "not in the form of the composer"
    if not (declaration.columns and set(declaration.columns) <= set(sheet.COLUMNS)) and not declaration.why_no_column:
        yield "not in the sheet"
    carriers = {one.name for one in fields(Outgoing)}
    if not (declaration.outgoing and set(declaration.outgoing) <= carriers) and not declaration.why_not_sent:
        yield "not handed to any channel"
    if declaration.correctable:
        part = Change.TEXT if declaration.kind is FieldKind.TEXTS else name
        if part not in dict(Change.PARTS):
            yield "no part of a correction"
        if declaration.kind is not FieldKind.TEXTS and name not in CorrectionForm.base_fields:
            yield "not in the form of a correction"


def _derived(of: type[Composition], name: str, declaration: Declaration) -> Iterator[str]:
    """Another value must be noticed by whatever the declaration says notices it, and by nothing else."""
    before = of(**EVENT)
    after = replace(before, **{name: OTHER[declaration.kind]})
    counted = not declaration.why_not_counted
    if (_mark(before) != _mark(after)) is not counted:
        yield "not in the fingerprint as declared"
    if bool(definition.differences(before, after)) is not counted:
        yield "not among the differences as declared"
    if (_sent(before) != _sent(after)) is not bool(declaration.outgoing):
        yield "does not reach the channel as declared"
    if (pieces(before) != pieces(after)) is not declaration.read:
        yield "not among what people wrote as declared"


def _mark(composition: Composition) -> str:
    return fingerprint.of(composition, edition=1, digests={PICTURE: "d"})


def _sent(composition: Composition) -> Any:
    pictures = tuple(alt for _, alt in composition.pictures)
    return rendering.going_out(composition, CHANNEL, link="https://example.org/go/", pictures=pictures)


def test_no_field_of_a_post_is_forgotten_anywhere() -> None:
    assert forgotten() == []


def test_every_reason_is_a_sentence() -> None:
    reasons = [*definition.NOT_COMPOSED.values(), *definition.NOT_COMPOSED_ROWS.values()]
    for declaration in declarations().values():
        reasons += [declaration.why_not_counted, declaration.why_no_form, declaration.why_no_column, declaration.why_not_sent]
    assert [reason for reason in reasons if reason and not (reason[0].isupper() and reason.endswith("."))] == []


def test_a_field_added_to_the_post_alone_is_noticed() -> None:
    assert forgotten(of_the_post=columns(Post) | {"video"}) == [
        "video: on the post, and neither composed nor left out with a reason"
    ]


@dataclass(frozen=True, slots=True)
class Wider(Composition):
    """A composition with a field that nobody has told the rest of the house about."""

    video: str = field(default="", metadata=declare(kind=FieldKind.LINE, label="the video", since=2))


def test_a_field_added_to_the_composition_alone_is_noticed_in_every_place() -> None:
    assert forgotten(Wider) == [
        "video: no field of the post",
        "video: without words in the history",
        "video: not in the form of the composer",
        "video: not in the sheet",
        "video: not handed to any channel",
    ]
    silent = Wider(**EVENT)
    assert _mark(silent) != _mark(replace(silent, video="https://example.org/film"))
    assert definition.differences(silent, replace(silent, video="x")) == ["video"]


@pytest.mark.parametrize("name", ["title", "share", "link", "credit", "kind", "audience", "purpose", "event_place", "evergreen"])
def test_a_field_taken_out_of_the_form_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delitem(PostForm.base_fields, name)
    assert forgotten() == [f"{name}: not in the form of the composer"]


@pytest.mark.parametrize("name", ["title", "event_place", "event_starts", "event_ends"])
def test_a_field_taken_out_of_the_correction_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delitem(CorrectionForm.base_fields, name)
    monkeypatch.setattr(Change, "PARTS", [part for part in Change.PARTS if part[0] != name])
    assert forgotten() == [f"{name}: no part of a correction", f"{name}: not in the form of a correction"]


@pytest.mark.parametrize("name", ["title", "share", "credit", "text", "event_place", "event_starts", "event_ends"])
def test_a_field_lost_on_the_way_to_a_channel_is_noticed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    whole = rendering.going_out
    monkeypatch.setattr(rendering, "going_out", lambda *args, **told: replace(whole(*args, **told), **{name: ""}))
    composed = "texts" if name == "text" else name
    assert forgotten() == [f"{composed}: does not reach the channel as declared"]


def test_a_column_taken_out_of_the_sheet_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "COLUMNS", [name for name in sheet.COLUMNS if name != "credit"])
    assert forgotten() == ["credit: not in the sheet"]

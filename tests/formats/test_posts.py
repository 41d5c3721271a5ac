"""A post in four formats from one approval: they follow its words, and go when it goes."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.channels.contract import Outgoing
from steamie.formats.actions import look_for_changes, offer
from steamie.people.models import Person
from steamie.website import actions
from steamie.website.models import HomePage
from steamie.website.other_formats import Context, FormatKind, Freshness, OtherFormat, formats_of, other_formats
from tests.pages import in_one_line
from tests.website.making import NOW, publication

WORDS = Outgoing(marker="K4P2T7", title="Food pantry open this Friday", text="Friday, ten until one. Ring 0141 944 3891.")


def test_a_post_comes_in_four_formats_and_each_tells_when_the_words_change(
    home: HomePage, officer: Person, client: Client, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = publication(officer, kind="website")
    client.force_login(officer)
    post = f"/desk/posts/{row.post_id}/"
    assert "its page offers the approved words in large print and read aloud" in in_one_line(client.get(post).content.decode())
    page = actions.add_news(WORDS, shown_at=NOW)
    path = page.get_url()
    monkeypatch.setattr("steamie.website.other_formats._register", dict(_registered()))
    other_formats(_translated)
    offer(path=path, sort="easy read", address="https://example.org/easy", made_by="A studio", by=officer)

    desk = in_one_line(client.get(post).content.decode())
    for words in (
        "Text</a>: as approved",
        "Large print</a>:",
        "Listen</a>:",
        "Polski</a>: Checked by a person",
        "Easy Read</a>:",
    ):
        assert words in desk
    shown = resident.get(path).content.decode()
    assert '<a href="/pl/" lang="pl" dir="ltr" hreflang="pl"' in shown
    assert "Ring 0141 944 3891." in resident.get(f"/formats/large-print{path}").content.decode()
    first = resident.get(f"/formats/audio{path}").content

    actions.change_news(page, Outgoing(marker="K4P2T7", title=WORDS.title, text="Saturday, ten until one."))

    assert "Saturday" in resident.get(f"/formats/large-print{path}").content.decode()
    assert resident.get(f"/formats/audio{path}").content != first
    assert "An older version. The words have changed since." in resident.get(path).content.decode()
    assert "An older version. The words have changed since." in in_one_line(client.get(post).content.decode())
    assert look_for_changes(NOW) == 1

    actions.take_down(page)
    for name in ("audio", "large-print", "pdf", "listening"):
        assert resident.get(f"/formats/{name}{path}").status_code == 404
    gone = resident.get(path)
    assert gone.status_code == 410
    assert 'id="other-formats"' not in gone.content.decode()


def _registered() -> dict[str, object]:
    from steamie.website import other_formats as register  # noqa: PLC0415 -- what is there when the test begins

    formats_of("/")
    return register._register


def _translated(path: str, context: Context | None) -> list[OtherFormat]:
    """A room that translates, for this test."""
    note = "Checked by a person, 12 October 2026"
    return [OtherFormat(FormatKind.TRANSLATION, "Polski", "/pl/", Freshness.CURRENT, note, "pl")]

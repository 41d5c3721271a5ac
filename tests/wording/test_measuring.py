"""The wording check measured on labelled drafts: the command, the board's figures, and the page behind them."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from steamie.people.models import Person
from steamie.rules.standing import State
from steamie.rules.wording.findings import Finding, FindingKind, Subject
from steamie.rules.wording.measuring import DraftClass, LabelledDraft, Proportion, TriedDraft, figures, of_labels
from steamie.wording import labelled
from steamie.wording.actions import edit_list
from steamie.wording.vocabulary import vocabulary
from tests.content.making import NOW
from tests.strategy.papers import stands

CONTROLS = {"S-66": Subject.OFFENSIVE, "S-67": Subject.CONFRONTATIONAL, "S-68": Subject.CONFIDENTIAL}
# What was measured when the rules were last mended, in percent of the development half. Less than this is a step back.
LEAST = {"structured": 98, "addresses": 90, "names and children": 90, "offensive": 90, "quarrelsome": 90, "political": 75}


def measured(*arguments: str) -> str:
    out = StringIO()
    call_command("wording", "measure", *arguments, stdout=out)
    return out.getvalue()


def lines(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def finding(rule: str, start: int, end: int) -> Finding:
    return Finding(rule, FindingKind.CONFIDENTIAL, "", start, end, "")


@pytest.mark.django_db
def test_the_check_is_no_worse_than_it_was() -> None:
    rows = labelled.development(vocabulary())
    found = {group: figures(rows).groups[group].percent for group in LEAST}
    assert {group: share for group, share in found.items() if share < LEAST[group]} == {}
    assert [row.draft.text for row in rows if row.wrong] == []


@pytest.mark.django_db
def test_both_halves_of_the_own_set_are_scored_with_intervals_and_the_makers_name() -> None:
    told = measured()
    about = labelled.about()
    assert about.size == 400
    assert f"{about.name}, made by {about.maker}" in told
    for half in ("Development half: 200 drafts", "Held-out half: 200 drafts"):
        assert half in told
    assert "clean drafts: asked for nothing" in told
    read = json.loads(measured("--json"))
    assert [part["n"] for part in read] == [200, 200]
    for part in read:
        clean = part["classes"]["clean"]
        assert 0 <= clean["low"] <= clean["rate"] <= clean["high"] <= 1
        assert sum(part["classes"][name]["n"] for name in ("catch", "clean", "grey")) == 200


@pytest.mark.django_db
def test_any_labelled_file_is_scored(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(
        lines(
            {"text": "Ring Jean on 07700 900123", "class": "catch", "labels": ["phone"], "spans": [[13, 25]]},
            {"text": "Nothing of it is found", "class": "catch", "labels": ["card"]},
            {"text": "Tea at ten", "class": "clean", "labels": [], "spans": []},
            {"text": "Tell Moira: 07700 900123", "class": "clean"},
            {"text": "Haud on", "class": "grey"},
        )
    )
    (part,) = json.loads(measured(str(file), "--json"))
    assert (part["labels"]["phone"]["asked"], part["labels"]["phone"]["n"]) == (1, 1)
    assert (part["labels"]["card"]["asked"], part["groups"]["structured"]["n"]) == (0, 2)
    assert {name: (row["asked"], row["n"]) for name, row in part["classes"].items()} == {
        "catch": (1, 2),
        "clean": (1, 2),
        "grey": (0, 1),
    }
    assert part["labels"]["phone"]["low"] > 0.15
    told = measured(str(file), "--asked")
    assert "missed card: 'Nothing of it is found'" in told
    assert "asked for nothing: 'Tell Moira: 07700 900123': 07700 900123" in told
    assert json.loads(measured(str(file), "--json", "--ours", "07700 900123"))[0]["classes"]["clean"]["asked"] == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "Line 1 is not JSON"),
        ("[]", "Line 1 has no text"),
        ('{"text": 4}', "Line 1 has no text"),
        ('{"text": "a", "class": "bad"}', "class must be catch, clean or grey, not 'bad'"),
        ('{"text": "a", "class": "catch", "labels": ["rude"]}', "'rude' is no label. Labels are ni, phone"),
        ('{"text": "a", "class": "catch", "labels": "ni"}', "labels must be a list"),
        ('{"text": "a", "class": "catch", "spans": [[0, 2]]}', "the span from 0 to 2 lies outside the text"),
        ('{"text": "a", "class": "catch", "spans": [["x", 2]]}', "a span needs a start and an end"),
        ("", "holds no drafts"),
        (json.dumps({"text": "a" * 63_207, "class": "clean"}), "Line 1 is longer than the 63,206 characters"),
    ],
)
@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_refused_with_its_line(line: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "drafts.jsonl"
    file.write_text(line)
    with pytest.raises(CommandError, match=why.replace("'", ".")):
        measured(str(file))


@pytest.mark.django_db
def test_a_file_that_is_not_there_or_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        measured(str(tmp_path / "nowhere.jsonl"))
    picture = tmp_path / "picture.jsonl"
    picture.write_bytes(b"\xff\xd8\xff")
    with pytest.raises(CommandError, match="is not text in UTF-8"):
        measured(str(picture))


@pytest.mark.parametrize("span", [[3, 6], [3, 6, "phone"], {"start": 3, "end": 6, "label": "phone"}, {"start": 3, "end": 6}])
def test_a_span_may_be_written_in_each_usual_way(span: object, tmp_path: Path) -> None:
    file = tmp_path / "drafts.jsonl"
    file.write_text(lines({"text": "abcdefgh", "class": "catch", "labels": ["phone"], "spans": [span]}))
    (draft,) = labelled.read(file)
    assert draft.places("phone") == [(3, 6)]


def test_a_question_counts_where_it_touches_the_words_it_should_and_in_its_group() -> None:
    draft = LabelledDraft("Ring 1 or 2", DraftClass.CATCH, ("phone",), ((5, 6, frozenset({"phone"})),))
    assert TriedDraft(draft, [finding("phone", 5, 6)]).found("phone")
    assert not TriedDraft(draft, [finding("phone", 10, 11)]).found("phone")
    assert not TriedDraft(draft, [finding("address", 5, 6)]).found("phone")
    assert TriedDraft(LabelledDraft("x", DraftClass.CATCH, ("phone",)), [finding("card", 0, 1)]).found("phone")


def test_a_draft_with_two_labels_of_a_group_counts_once() -> None:
    draft = LabelledDraft("x", DraftClass.CATCH, ("name_private", "health"))
    rows = [TriedDraft(draft, [finding("health", 0, 1)]), TriedDraft(draft, [])]
    assert of_labels(rows, ["name_private", "health"]) == Proportion(1, 2)


@pytest.mark.parametrize(
    ("count", "of", "ends"), [(0, 0, (0, 100)), (0, 10, (0, 28)), (10, 10, (72, 100)), (50, 100, (40, 60)), (2, 100, (1, 7))]
)
def test_the_interval_of_a_share(count: int, of: int, ends: tuple[int, int]) -> None:
    assert Proportion(count, of).range_percent == ends


@pytest.mark.clause("S-66")
@pytest.mark.clause("S-67")
@pytest.mark.clause("S-68")
@pytest.mark.django_db
@pytest.mark.parametrize("clause", CONTROLS)
def test_the_board_shows_the_figure_its_interval_and_whose_set_it_is(clause: str, officer: Person) -> None:
    found = labelled.held_out_of(vocabulary(), CONTROLS[clause]).found
    standing = stands(clause, NOW)
    low, high = found.range_percent
    assert standing.state == State.NOT_MEASURED  # nothing was approved yet: the figure alone is no proof
    assert standing.figure.startswith(
        f"Finds {found.count} of {found.of} labelled drafts ({found.percent}%, likely {low} to {high}%)"
    )
    assert f"{labelled.about().name}, made by {labelled.about().maker}" in standing.figure
    assert standing.link == "/desk/calendar/words/measured/"


@pytest.mark.django_db
def test_an_emptied_list_shows_in_the_figures(officer: Person) -> None:
    before = labelled.held_out_of(vocabulary(), Subject.OFFENSIVE).found
    edit_list(kind="offensive", words="", by=officer, at=NOW)
    assert labelled.held_out_of(vocabulary(), Subject.OFFENSIVE).found.count < before.count


@pytest.mark.django_db
def test_the_page_shows_the_shares_and_no_draft_of_the_held_out_half(client: Client, auditor: Person) -> None:
    client.force_login(auditor)
    page = " ".join(client.get("/desk/calendar/words/measured/").content.decode().split())
    assert f"{labelled.about().size} drafts, each labelled by a person" in page
    development = labelled.development(vocabulary())
    assert page.count('<small class="st_muted">nothing to find:</small>') == sum(row.draft.sort == "clean" for row in development)
    assert page.count('<small class="st_muted">') >= len(development)

"""The typesetter keeps to its own process, its time and its memory, and says plainly why it could not."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from steamie import printing
from steamie.channels.contract import Outgoing, Refused
from steamie.channels.kinds.paper import Paper
from steamie.printing import CannotTypeset, letters, typesetting

HEAD = '#set document(title: "A notice")\n#set text(font: "Atkinson Hyperlegible Next")\n'
ENDLESS = HEAD + "#for i in range(9999) { for j in range(9999) { } }"
WORDS = HEAD + '#heading(json("data.json").words)\n'


def template(folder, source):
    file = folder / "notice.typ"
    file.write_text(source)
    return file


def paper(folder):
    return Paper({}, settings={"folder": folder, "association": "Pineview Housing Association"})


def test_what_people_wrote_is_words_and_never_code(tmp_path):
    made = printing.typeset(template(tmp_path, WORDS), data={"words": "#panic() $x$ *bold*"})
    assert made.startswith(b"%PDF-")


def test_the_typesetter_never_enters_the_process_that_asks(tmp_path):
    printing.typeset(template(tmp_path, WORDS), data={"words": "Bins"})
    assert "typst" not in sys.modules


def test_a_page_that_never_ends_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(typesetting, "SECONDS", 0.5)
    with pytest.raises(CannotTypeset, match="too long"):
        printing.typeset(template(tmp_path, ENDLESS), data={})


@pytest.mark.parametrize(
    ("limit", "value", "source"), [("SECONDS = 10", "SECONDS = 1", ENDLESS), ("MEMORY = 512", "MEMORY = 128", WORDS)]
)
def test_a_page_that_takes_too_much_is_ended_by_the_kernel(tmp_path, monkeypatch, limit, value, source):
    """With less to spend than the real program, so that the test is short."""
    program = Path(typesetting.PROGRAM).read_text()
    assert limit in program
    small = tmp_path / "typesetter.py"
    small.write_text(program.replace(limit, value))
    (tmp_path / "fonts").symlink_to(typesetting.PROGRAM.with_name("fonts"))
    monkeypatch.setattr(typesetting, "PROGRAM", small)
    with pytest.raises(CannotTypeset, match="too much time or memory"):
        printing.typeset(template(tmp_path, source), data={"words": "word " * 150_000})


def test_a_page_cannot_read_what_does_not_lie_beside_it(tmp_path):
    with pytest.raises(CannotTypeset):
        printing.typeset(template(tmp_path, HEAD + '#read("/etc/hostname")'), data={})
    with pytest.raises(CannotTypeset):
        printing.typeset(template(tmp_path, HEAD + '#read("../other/data.json")'), data={})


def test_a_poster_with_letters_we_do_not_have_says_which(tmp_path):
    with pytest.raises(Refused, match="Our printed letters have no “👩”"):
        paper(tmp_path).create(Outgoing("m1", "Title", "See you there 👩‍👩‍👧"))


def test_the_table_of_letters_says_what_the_typesetter_says(tmp_path):
    """Some of the table's letters, taken by chance, and the ends of its first runs; and some that it does not have."""
    chance, (first, last) = Random(2026), letters._ranges()
    runs = list(zip(first, last, strict=True))
    some = {chr(end) for run in runs[:40] for end in run} | {chr(chance.randint(*chance.choice(runs))) for _ in range(200)}
    assert letters.unprintable("".join(some) + "\n\t") == ""
    printing.typeset(template(tmp_path, WORDS), data={"words": " ".join(sorted(some))})

    for letter in ("🎉", "中", "ਪ"):
        assert letters.unprintable(f"Gala day {letter}") == letter
        with pytest.raises(CannotTypeset, match=letter):
            printing.typeset(template(tmp_path, WORDS), data={"words": letter})


def test_a_poster_that_cannot_be_set_leaves_the_one_there_is(tmp_path):
    board = paper(tmp_path)
    board.create(Outgoing("m1", "Title", "First"))
    kept = board.document("m1").content
    with pytest.raises(Refused, match="could not be printed"):
        board.edit("m1", Outgoing("m1", "", "Second"))
    assert board.document("m1").content == kept
    assert board.find(Outgoing("m1", "", ""), since=datetime(2020, 1, 1, tzinfo=UTC))[0].text == "First"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("T" * 2000, "Words"),
        ("Title", "line\n" * 300),
        ("Title", "a" + "\u0301" * 1499),
        ("Title", "\u202e\u2066" * 700),
        ("‮evil", '#include "data.json" \\ ` $ <x>'),
    ],
    ids=["long title", "many lines", "heaped accents", "turned about", "markup"],
)
def test_odd_words_are_printed_as_they_are(tmp_path, title, text):
    board = paper(tmp_path)
    board.create(Outgoing("m1", title, text))
    assert board.document("m1").content.startswith(b"%PDF-")

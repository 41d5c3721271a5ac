"""The noticeboard keeps the contract, and its posters can be read by everyone."""

import io
import json
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from steamie.channels.contract import Outgoing, Refused
from steamie.channels.kinds.paper import Paper
from steamie.channels.kinds.paper.poster import when
from steamie.channels.testing import ChannelSuite, a_picture


def paper(folder):
    return Paper(
        {},
        settings={
            "folder": folder,
            "association": "Pineview Housing Association",
            "document_address": "http://localhost/{}.pdf".format,
        },
    )


class TestPaper(ChannelSuite):
    @pytest.fixture
    def kind(self, tmp_path):
        return paper(tmp_path / "board")

    @pytest.fixture
    def broken(self, tmp_path):
        (tmp_path / "file").write_text("not a folder")
        return paper(tmp_path / "file" / "board")

    def alts(self, kind, remote_id):
        words = _alts(_poster(kind, remote_id))
        return [alt for alt in words if not alt.startswith("A code for a phone")]

    def went_out(self, kind, remote_id):
        """As read from the poster itself, but for what a font has no letter for, which the card keeps."""
        card = json.loads((kind.folder / remote_id / "card.json").read_text())
        printed = "".join("".join(page.extract_text() for page in _poster(kind, remote_id).pages).split())
        assert card["link"].removeprefix("https://").rstrip("/") in printed
        return f"{card['title']} {card['text']} {card['link']}"


def _poster(kind, remote_id):
    return PdfReader(io.BytesIO(kind.document(remote_id).content))


def _alts(reader):
    """Every alternative text in the tags of a PDF."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            found += [str(node["/Alt"])] if "/Alt" in node else []
            waiting += [node["/K"]] if "/K" in node else []
    return found


@pytest.fixture
def made(tmp_path):
    board = paper(tmp_path)
    board.create(
        Outgoing(
            marker="k7f2",
            title="Winter pantry opening",
            text="Bring a bag.\n\nTea and a blether. #tenants *everyone*",
            link="https://www.example.org.uk/go/k7f2/",
            pictures=(a_picture("Shelves of tins"),),
            event_place="Community Hall, 5 Rozelle Avenue",
            event_starts=datetime(2026, 11, 28, 14, tzinfo=UTC),
            event_ends=datetime(2026, 11, 28, 16, 30, tzinfo=UTC),
        )
    )
    return PdfReader(io.BytesIO(board.document("k7f2").content))


def test_a_poster_is_tagged_and_says_its_title_and_language(made):
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower() == "en-gb"
    assert made.metadata.title == "Winter pantry opening"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_a_poster_holds_everything_in_words(made):
    text = " ".join(made.pages[0].extract_text().split())
    for words in (
        "Pineview Housing Association",
        "Winter pantry opening",
        "Saturday 28 November 2026, 2 pm to 4.30 pm",
        "Community Hall, 5 Rozelle Avenue",
        "#tenants *everyone*",
        "www.example.org.uk/go/k7f2",
    ):
        assert words in text
    assert len(made.pages) == 1
    assert "Shelves of tins" in _alts(made)
    assert any("www.example.org.uk/go/k7f2" in alt for alt in _alts(made))


def test_a_picture_that_is_none_is_refused_in_plain_words(tmp_path):
    with pytest.raises(Refused, match="picture"):
        paper(tmp_path).create(
            Outgoing("m1", "Title", "Words", pictures=(a_picture().__class__(b"<svg/>", "image/jpeg", "A door"),))
        )


@pytest.mark.parametrize("marker", ["../../etc", "a/b", "", "a" * 61, ".", "a.b"])
def test_a_marker_cannot_leave_the_folder(tmp_path, marker):
    with pytest.raises(Refused):
        paper(tmp_path).create(Outgoing(marker, "Title", "Words"))


def test_a_poster_that_is_up_is_not_replaced_by_printing_again(tmp_path):
    board = paper(tmp_path)
    board.create(Outgoing("m1", "Title", "First"))
    board.publish("m1")
    assert board.create(Outgoing("m1", "Title", "Second")).visible
    assert board.find(Outgoing("m1", "", ""), since=datetime(2020, 1, 1, tzinfo=UTC))[0].text == "First"


def test_a_long_poster_runs_on_in_large_print(tmp_path):
    board = paper(tmp_path)
    board.create(Outgoing("m1", "Title", "word " * 299, link="https://example.org/go/m1/", pictures=(a_picture(),)))
    pages = PdfReader(io.BytesIO(board.document("m1").content)).pages
    assert len(pages) <= 2


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (datetime(2026, 7, 1, 11, tzinfo=UTC), None, "Wednesday 1 July 2026, 12 noon"),
        (datetime(2026, 12, 1, 0, 5, tzinfo=UTC), None, "Tuesday 1 December 2026, 12.05 am"),
        (
            datetime(2026, 12, 1, 22, tzinfo=UTC),
            datetime(2026, 12, 2, 9, tzinfo=UTC),
            "Tuesday 1 December 2026, 10 pm to Wednesday 2 December 2026, 9 am",
        ),
        (None, None, ""),
    ],
)
def test_times_are_said_in_words(starts, ends, words):
    assert when(starts, ends, zone="Europe/London") == words

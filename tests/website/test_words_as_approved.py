"""What stands on each channel is what was approved, to the last mark: by the public page, the call to Facebook, the poster."""

from __future__ import annotations

import io
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest
from django.test import Client
from pypdf import PdfReader

from steamie.channels.kinds.facebook import FacebookPage
from steamie.channels.kinds.paper import Paper
from steamie.content.publishing.publisher.outgoing import outgoing
from steamie.people.models import Person
from steamie.website.channel import Website
from steamie.website.models import HomePage, NewsPage
from tests.content.making import NOW, make_channel
from tests.content.pretend import planned

TEXTS = [
    "Book a slot (www.example.org/slots), or ring. See the map (https://example.org/map). Then come!",
    "Read https://example.org/O'Neill and mygov.scot/housing, or “https://example.org/q”.",
    "First, a line.\nThen another (at noon).\n\nA new paragraph, ‘quoted’.\n\n\nAnd one after a gap: <b>not bold</b> & plain…",
]


class Body(HTMLParser):
    """The text of the article of a page, with its breaks."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.text += "\n" if tag == "br" else ""

    def handle_endtag(self, tag: str) -> None:
        self.text += "\n\n" if tag == "p" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", TEXTS)
def test_on_the_public_page(home: HomePage, officer: Person, text: str) -> None:
    sent = outgoing(planned(officer, make_channel(), text=text))
    website = Website({})
    website.publish(website.create(sent).remote_id)
    page = Client().get(NewsPage.objects.get(marker=sent.marker).get_url()).content.decode()
    assert f"{text}\n\n" in Body(page).text


@pytest.mark.parametrize("text", TEXTS)
def test_in_the_message_to_facebook(officer: Person, db: None, text: str) -> None:
    asked: list[dict[str, list[str]]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(parse_qs(request.content.decode()))
        return httpx.Response(200, json={"id": "1_2", "success": True})

    settings = {"graph_url": "https://graph.facebook.com", "transport": httpx.MockTransport(answer)}
    page = FacebookPage({"app_id": "1", "app_secret": "s", "page_id": "1", "page_token": "t"}, settings=settings)
    sent = outgoing(planned(officer, make_channel("facebook"), text=text))
    made = page.create(sent)
    page.edit(made.remote_id, sent)
    assert [form["message"] for form in asked] == [[text], [text]]


@pytest.mark.parametrize("text", TEXTS)
def test_on_the_poster(officer: Person, db: None, tmp_path: Path, text: str) -> None:
    """A poster breaks its lines where the paper ends, so the room between words is not compared."""
    board = Paper({}, settings={"folder": tmp_path, "association": "Pineview"})
    sent = outgoing(planned(officer, make_channel("paper"), text=text))
    made = board.create(sent)
    (seen,) = board.find(sent, since=NOW - timedelta(days=9999))
    assert seen.text == text
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(board.document(made.remote_id).content)).pages)
    assert "".join(text.split()) in "".join(printed.split())

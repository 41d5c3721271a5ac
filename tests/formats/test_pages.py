"""Every public page in large print and read aloud: found by the page's own strip, made from the words as they are now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Page

from steamie.formats import pages, recordings, speaking
from steamie.formats.models import FormatTotal, Recording
from steamie.formats.speaking import CannotSpeak
from steamie.strategy.models import Edition
from steamie.website.models import HomePage, ServicePage
from tests.pages import in_one_line

MADE = [
    "/strategy/",
    "/about-our-figures/",
    "/you-said-we-did/",
    "/consultations/",
    "/projects/",
    "/house-rules/",
    "/complaints/",
]


def audio_of(path: str) -> str:
    return f"/formats/audio{path}"


def test_every_page_with_the_strip_has_its_formats_and_no_other(home: HomePage, strategy: Edition, resident: Client) -> None:
    sorts = {type(page): page.get_url() for page in Page.objects.live().filter(depth__gt=1).specific()}
    own = [address for address in sorts.values() if address != "/contact/"]  # a form of its own
    for path in [*own, *MADE]:
        page = resident.get(path).content.decode()
        assert page.count('id="other-formats"') == 1, path
        for address in re.findall(r'href="(/(?:formats|strategy)/(?:large-print|listening)/[^"]*)"', page):
            large = resident.get(address)
            assert large.status_code == 200, address
            assert 'id="other-formats"' not in large.content.decode()
            assert large.content.decode().count("<h1") == 1, address
    for path in ("/search/", "/contact/", "/repairs/", "/no-such-page/", "/suggest/", "/formats/"):
        assert 'id="other-formats"' not in resident.get(path).content.decode(), path
        assert resident.get(f"/formats/listening{path}").status_code == 404, path


def test_a_page_is_read_aloud_once_and_follows_its_words(home: HomePage, resident: Client) -> None:
    page = ServicePage.objects.get(slug="complaints")
    path = page.get_url()

    first = resident.get(audio_of(path), headers={"range": "bytes=0-"})
    assert (first.status_code, first["Content-Type"], first["Cache-Control"]) == (206, "audio/mpeg", "no-cache")
    assert first.content[:2] in (b"\xff\xf3", b"\xff\xfb")  # the first frame of an MP3
    row = Recording.objects.get()
    assert (row.size, row.made_at is not None) == (len(first.content), True)
    assert first["Content-Range"] == f"bytes 0-{row.size - 1}/{row.size}"
    resident.get(audio_of(path))
    resident.get(audio_of(path), headers={"range": "bytes=0-1"})
    part = resident.get(audio_of(path), headers={"range": "bytes=100-199"})
    assert part.content == first.content[100:200]
    assert resident.get(audio_of(path), headers={"range": f"bytes={row.size}-"}).status_code == 416
    assert resident.get(audio_of(path), headers={"if-none-match": first["ETag"]}).status_code == 304
    assert Recording.objects.count() == 1  # made once
    assert FormatTotal.objects.get().number == 1  # and listened to once

    beside = in_one_line(resident.get(f"/formats/listening{path}").content.decode())
    assert f"{row.length}, {row.megabytes}. A computer voice reads the words below." in beside
    assert "zero one four one, nine four four, three eight nine one" in beside

    page.body = "<p>Something else.</p>"
    page.save_revision().publish()
    second = resident.get(audio_of(path))
    assert second.content != first.content
    page.unpublish()
    for name in ("audio", "listening", "large-print", "pdf"):
        assert resident.get(f"/formats/{name}{path}").status_code == 404, name
    assert recordings.forget(Recording.objects.latest("asked_at").asked_at.replace(year=2030)) == 2
    assert not list(Path(settings.DATA).glob(f"formats/{row.key}*"))


def test_large_print_keeps_its_rules_on_the_screen_and_on_paper(home: HomePage, resident: Client) -> None:
    page = ServicePage.objects.get(slug="complaints")
    page.body = "".join(
        f"<h2>Part {number}</h2><p><i>Lean</i> and <b>strong</b>: YOU MUST NOT SHOUT AT PEOPLE. FOI and SPSO stay.</p>"
        '<ul><li>One</li><li><a href="/contact/">Two</a></li></ul>'
        for number in "1234"
    )
    page.save_revision().publish()

    screen = resident.get(f"/formats/large-print{page.get_url()}").content.decode()
    main = screen[screen.index("<article") : screen.index("</article>")]
    assert 'class="st_public st_large"' in screen
    assert not re.search(r"<(i|em|u)\b", main)
    assert "You must not shout at people. FOI and SPSO stay." in main
    assert main.count("#part-") == 6  # the four, and those of the boxes beside the page
    assert '<a href="/contact/">Two</a>' in main
    assert resident.get(f"/formats/large-print{page.get_url()}")["Cache-Control"] == "public, max-age=60"

    paper = resident.get(f"/formats/pdf{page.get_url()}")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    assert paper["Content-Disposition"] == 'inline; filename="Complaints, large print.pdf"'
    assert FormatTotal.objects.get(format="large print").number == 1


def test_without_a_voice_every_page_says_how_to_ask(
    home: HomePage, strategy: Edition, resident: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(speaking, "find_spec", lambda name: None)
    monkeypatch.setattr(settings, "DATA", tmp_path)  # no sound was ever made here

    page = resident.get("/services/complaints/").content.decode()
    assert "<audio" not in page
    assert "A recording" in page
    listen = resident.get("/formats/listening/services/complaints/").content.decode()
    assert "We have no computer voice here yet." in in_one_line(listen)
    assert resident.get(audio_of("/services/complaints/")).status_code == 404
    with pytest.raises(CannotSpeak):
        speaking.speak("Words.", "en-gb-scotland")


def test_a_voice_nobody_has_a_text_too_long_and_a_crowd_are_refused_kindly(
    home: HomePage, resident: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CannotSpeak, match="No voice reads this language"):
        speaking.speak("Words.", "no-such-voice")
    path = "/services/complaints/"
    monkeypatch.setattr(recordings, "LONGEST", 10)
    assert "too long to be read in one go" in resident.get(f"/formats/listening{path}").content.decode()
    assert resident.get(audio_of(path)).status_code == 404

    monkeypatch.setattr(recordings, "LONGEST", 20_000)
    monkeypatch.setattr(recordings, "AT_ONCE", 10)
    assert "Have it read aloud" in resident.get(f"/formats/listening{path}").content.decode()
    assert "Come back in about ten minutes" in in_one_line(resident.post(f"/formats/listening{path}").content.decode())
    waits = resident.get(audio_of(path))
    assert (waits.status_code, waits["Retry-After"]) == (503, "60")
    assert Recording.objects.waiting().count() == 1

    monkeypatch.setattr("steamie.formats.views.public.MOST", 0)
    assert resident.get(audio_of(path)).status_code == 429
    assert pages.titles_of(["/no/such/page/"]) == {"/no/such/page/": "/no/such/page/"}

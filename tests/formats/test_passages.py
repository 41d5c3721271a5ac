"""What a page says, taken from its HTML in reading order."""

from __future__ import annotations

from steamie.formats import large_print
from steamie.formats.passages import direction_of, read

PAGE = """<!doctype html><html lang="en-GB"><body><header>Menu</header><main>
<nav>Crumbs</nav><h1>Bins  and
bikes</h1><p>Lead <b>strong</b> and <a href="/x/">a link</a>.</p>
<ul><li>One</li><li><b>Two</b><p>more of two</p></li></ul><ol><li>First</li></ol>
<dl><dt>When</dt><dd>Friday</dd></dl><p>5 Street<br>Glasgow</p>
<img src="a.jpg" alt="A green bin"><img src="b.jpg" alt="">
<table><caption>Times</caption><thead><tr><th>Day</th><th>Hour</th></tr></thead>
<tbody><tr><th>Monday</th><td>9am</td></tr><tr><td></td><td></td></tr></tbody></table>
<form><p>Ask</p></form><section class="st_strip st_noprint">Strip</section><p aria-hidden="true">Arrow</p>
<script>1</script><audio>Sound</audio></main><footer>Foot</footer></body></html>"""


def test_every_part_is_there_once_in_order_and_the_furniture_is_not() -> None:
    reading = read(PAGE)
    assert reading is not None
    assert (reading.title, reading.language) == ("Bins and bikes", "en-GB")
    assert [(one.kind, one.text) for one in reading.passages] == [
        ("heading", "Bins and bikes"),
        ("text", "Lead strong and a link."),
        ("item", "One"),
        ("item", "Two"),
        ("item", "more of two"),
        ("number", "First"),
        ("term", "When"),
        ("text", "Friday"),
        ("text", "5 Street"),
        ("text", "Glasgow"),
        ("text", "Picture: A green bin"),
        ("term", "Times"),
        ("item", "Day: Monday, Hour: 9am"),
    ]
    lead = reading.passages[1]
    assert [(run.text, run.href, run.strong) for run in lead.runs] == [
        ("Lead ", "", False),
        ("strong", "", True),
        (" and ", "", False),
        ("a link", "/x/", False),
        (".", "", False),
    ]
    assert (lead.as_sentence, reading.passages[2].as_sentence) == ("Lead strong and a link.", "One.")


def test_the_space_around_a_drawing_in_a_link_is_no_link_of_its_own() -> None:
    reading = read(
        '<html><body><main><p>Ring<a href="tel:105"> <svg></svg><bdi> </bdi><bdi>105</bdi></a></p></main></body></html>'
    )
    assert reading is not None
    runs = reading.passages[0].runs
    assert [run.text for run in runs if run.href] == ["105"]
    assert reading.passages[0].text == "Ring 105"


def test_small_print_under_a_word_is_a_sentence_of_its_own() -> None:
    item = "<li><div><strong>Smell gas</strong><small>Open windows.</small></div><a href='tel:999'>999</a></li>"
    reading = read(f"<html><body><main><ul>{item}</ul></main></body></html>")
    assert reading is not None
    assert [passage.as_sentence for passage in reading.passages] == ["Smell gas. Open windows.", "999."]


def test_a_page_without_a_main_part_says_nothing_and_a_page_in_urdu_runs_from_the_right() -> None:
    assert read("<html><body><p>Words</p></body></html>") is None
    urdu = read('<html lang="en-GB"><body><main><article lang="ur" dir="rtl"><h1>نمی</h1></article></main></body></html>')
    assert urdu is not None
    assert (urdu.language, urdu.direction) == ("ur", "rtl")
    assert [direction_of(tag) for tag in ("ar", "pa-Arab", "pa-Guru", "gd", "fa-IR", "argot")] == [
        "rtl", "rtl", "ltr", "ltr", "rtl", "ltr",
    ]  # fmt: skip


def test_large_print_skips_no_step_of_headings_where_the_page_hid_one() -> None:
    hidden = '<h1>News</h1><h2 class="visually-hidden">All</h2><h3>One</h3><h4>Of it</h4><h2>Two</h2><h6>Deep</h6>'
    reading = read(f"<html><body><main>{hidden}</main></body></html>")
    assert reading is not None
    assert [block.kind for block in large_print.blocks(reading.passages)] == ["h2", "h3", "h2", "h3"]
    assert large_print.pdf(reading.title, reading.passages, language="en-GB").startswith(b"%PDF-")

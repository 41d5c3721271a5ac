"""Templates are indented for their readers, and pages leave without it."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import Client

from steamie.project.loading import flattened


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("<ul>\n  <li>One\n    word</li>\n</ul>\n", "<ul><li>One word</li></ul>"),
        ("<p>\n  Some <b>bold</b>\n  <i>words</i>\n</p>", "<p>Some <b>bold</b> <i>words</i></p>"),
        ('<button\n   class="a\n   b">Go</button>', '<button class="a b">Go</button>'),
        ("<p>{% if a > b %}\n  x{% endif %}</p>", "<p>{% if a > b %} x{% endif %}</p>"),
        ('<div class="{% if a %}b{% endif %}">\n  <p>x</p></div>', '<div class="{% if a %}b{% endif %}"><p>x</p></div>'),
        ("<pre>\n  as it\n  is</pre>\n<p>x</p>", "<pre>\n  as it\n  is</pre><p>x</p>"),
        ("<textarea>\n a\n</textarea>", "<textarea>\n a\n</textarea>"),
        ("<script>\n// a\nb()\n</script>", "<script>\n// a\nb()\n</script>"),
        ("One line,  two spaces", "One line,  two spaces"),
        ("<p " + "{" * 5000, "<p " + "{" * 5000),
    ],
)
def test_indentation_is_for_readers_of_templates(written: str, sent: str) -> None:
    assert flattened(written) == sent


@pytest.mark.django_db
def test_a_page_of_the_house_leaves_without_indentation(client: Client) -> None:
    lines = client.get("/suggest/").content.decode().splitlines()
    assert sum(line.startswith("    ") for line in lines) == 0
    assert len(lines) < 20


def test_templates_of_libraries_are_left_alone() -> None:
    assert "\n" in engines["django"].engine.get_template("wagtailadmin/admin_base.html").source

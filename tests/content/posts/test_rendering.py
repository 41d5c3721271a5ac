"""What is published is what was approved, character by character; and the preview is made by what publishes."""

from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from steamie.channels import registry
from steamie.channels.contract import ChannelKind, Outgoing, OutgoingPicture
from steamie.channels.kinds.bluesky import Bluesky
from steamie.channels.kinds.bluesky.words import facets
from steamie.channels.kinds.facebook import FacebookPage
from steamie.channels.kinds.paper import Paper
from steamie.channels.kinds.paper.poster import _data
from steamie.channels.models import Channel
from steamie.content.posts.composition import lookup, of_post
from steamie.content.posts.models import Post, PostPicture
from steamie.content.posts.rendering import previews
from steamie.content.publishing.publisher.outgoing import outgoing
from steamie.people.models import Person
from steamie.website.channel import Website
from steamie.website.markup import to_text
from tests.content.making import TUESDAY, make_channel, make_picture
from tests.content.pretend import planned

BRACKETS = "Book a slot (www.example.org/slots), or ring. See the map (https://example.org/map). Then come!"
QUOTES = "Read https://example.org/O'Neill and mygov.scot/housing, or “https://example.org/q”."
PIECES = st.sampled_from(
    [
        "the",
        "boiler",
        "check",
        "is",
        "yearly,",
        "see",
        "and/or",
        "ring",
        "(",
        ")",
        "[",
        "]",
        "“",
        "”",
        "‘",
        "’",
        "'",
        '"',
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        "…",
        "–",
        "&",
        "<",
        ">",
        "&amp;",
        "<b>",
        "</p>",
        "<br>",
        "@",
        "#",
        "*",
        "_",
        "~",
        "\\",
        "$",
        "https://example.org/O'Neill",
        "www.example.org/slots",
        "mygov.scot/housing",
        "https://example.org/a?b=1&c=2#d",
        "http://example.org/(x)",
        "repairs@example.org.uk",
        "£5",
        "é",
        "한",
        "🏠",
        "0141",
    ]
)
SENTENCES = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "\n", "\n\n", "\n\n\n", "  "])), min_size=1, max_size=25)
TEXTS = SENTENCES.map(lambda pieces: "".join(word + gap for word, gap in pieces).strip())


class Words(HTMLParser):
    """The text content of a piece of HTML, as it is read: a paragraph ends in a blank line, a break in a new one."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.text, self.links = "", []
        self.feed(body)
        self.close()
        self.text = self.text.removesuffix("\n\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += "\n" if tag == "br" else ""
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_endtag(self, tag: str) -> None:
        self.text += "\n\n" if tag == "p" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


@given(TEXTS)
@example(BRACKETS)
@example(QUOTES)
def test_the_website_shows_every_character(text: str) -> None:
    rendered = Website({}).preview(Outgoing("m", "Headline", text))
    assert rendered.text == text
    assert Words(rendered.html).text == text
    assert to_text(rendered.html) == text


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (BRACKETS, ["https://www.example.org/slots", "https://example.org/map"]),
        (QUOTES, ["https://example.org/O'Neill", "https://mygov.scot/housing", "https://example.org/q"]),
        ("<script>https://example.org/?a=1&b=2</script>", ["https://example.org/?a=1&b=2"]),
    ],
)
def test_addresses_are_linked_whole(text: str, links: list[str]) -> None:
    assert Words(Website({}).preview(Outgoing("m", "Headline", text)).html).links == links


@pytest.mark.parametrize("kind", [FacebookPage, Bluesky])
@given(TEXTS, st.sampled_from(["", "https://example.org/go/k7f2/"]), st.booleans())
@example(BRACKETS, "", False)
@example(QUOTES, "", False)
def test_facebook_and_bluesky_get_every_character(kind: type[ChannelKind], text: str, link: str, pictured: bool) -> None:
    pictures = (OutgoingPicture(b"", "image/jpeg", "A boiler."),) if pictured else ()
    message = kind({}).preview(Outgoing("m", "Headline", text, link=link, pictures=pictures)).text
    assert message.startswith(text)
    assert message.removeprefix(text) in ("", f"\n\n{link}" if pictured else "")


@given(TEXTS)
@example(BRACKETS)
@example(QUOTES)
def test_bluesky_links_the_same_addresses_as_the_website_by_their_place_in_the_bytes(text: str) -> None:
    marked = facets(text)
    written = text.encode()
    places = [(one["index"]["byteStart"], one["index"]["byteEnd"]) for one in marked]
    shown = [written[first:end].decode() for first, end in places]
    targets = [one["features"][0]["uri"] for one in marked]
    assert all(target in (words, f"https://{words}") for words, target in zip(shown, targets, strict=True))
    assert places == sorted(places)
    website = Words(Website({}).preview(Outgoing("m", "Headline", text)).html).links
    assert targets == [link for link in website if not link.startswith("mailto:")]


def test_an_address_without_http_and_one_in_curly_quotes_are_linked_whole_on_bluesky() -> None:
    targets = [one["features"][0]["uri"] for one in facets(QUOTES)]
    assert targets == ["https://example.org/O'Neill", "https://mygov.scot/housing", "https://example.org/q"]


@given(TEXTS)
@example(BRACKETS)
@example(QUOTES)
def test_a_poster_says_every_character(text: str) -> None:
    seen = Paper({}).preview(Outgoing("m", "Headline", text))
    paragraphs = _data(seen, association="Pineview")["paragraphs"]
    assert "\n\n".join("\n".join(lines) for lines in paragraphs) == text
    assert seen.text == text


@pytest.fixture
def channels(db: None) -> list[Channel]:
    return [make_channel(kind, kind.title()) for kind in ("website", "facebook", "paper")]


@pytest.mark.parametrize("pictured", [False, True])
@pytest.mark.parametrize("kind", ["information", "event"])
@pytest.mark.parametrize("text", [BRACKETS, QUOTES, "One line.\n\n\nTwo & <three>."])
def test_the_preview_shows_what_is_published(
    officer: Person, channels: list[Channel], text: str, kind: str, pictured: bool
) -> None:
    """Only the link differs: there is no short one before the approval."""
    event = {"event_place": "The hall", "event_starts": TUESDAY, "event_ends": TUESDAY + timedelta(hours=2)}
    for channel in channels:
        post = planned(officer, channel, text=text, kind=kind, credit="Citizens Advice", **event).post
        if pictured:
            PostPicture.objects.create(post=post, picture=make_picture(), alt="A teal square.")
        sent = outgoing(post.publications.get())
        published = registry.kind(channel.kind)({}).preview(sent)
        (shown,) = (one.preview for one in previews(of_post(post), lookup(post)))
        assert shown.text.replace(post.link, sent.link) == published.text
        assert (shown.headline, shown.html, shown.when) == (published.headline, published.html, published.when)
        assert (shown.place, shown.credit) == (published.place, published.credit)
        assert shown.link in (published.link, sent.target)
        assert bool(shown.when) is (kind == "event" and channel.kind != "facebook")


def test_only_an_event_has_a_place_and_a_time(officer: Person, channels: list[Channel]) -> None:
    """The place of what was once an event stays in the form, and is shown nowhere."""
    post = planned(officer, channels[0], kind="news", event_place="The old hall", event_starts=TUESDAY).post
    sent = outgoing(post.publications.get())
    assert (sent.event_place, sent.event_starts, sent.event_ends) == ("", None, None)
    assert Post.objects.get().event_place == "The old hall"

"""One conformance suite for every kind of channel: subclass it in the kind's tests (docs/adding-a-channel.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import httpx
import pytest
from PIL import Image

from .contract import ChannelError, ChannelKind, Outgoing, OutgoingPicture, Refused, Seen, Unknown

LINK = "https://www.example.org.uk/go/"
LONG_AGO = timedelta(days=1)


def a_picture(alt: str = "A red door with the number five") -> OutgoingPicture:
    """A small real picture with its description."""
    drawn = BytesIO()
    Image.new("RGB", (64, 48), (140, 40, 40)).save(drawn, "JPEG")
    return OutgoingPicture(drawn.getvalue(), "image/jpeg", alt)


class Watching(httpx.BaseTransport):
    """A line to the outside that nothing may use: it notes where a call would have gone, and answers nothing."""

    def __init__(self) -> None:
        self.called: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Note the address."""
        self.called.append(str(request.url))
        raise httpx.ConnectError("Nothing may be called.", request=request)


class ChannelSuite:
    """What every kind must do. Give fixtures ``kind`` (opened, working) and ``broken`` (opened, not working).

    A kind with an address also gives ``silent``: opened, having reached its channel a moment ago, which now takes every call and
    answers none.
    """

    @pytest.fixture(autouse=True)
    def _keep_keys(self, request: pytest.FixtureRequest) -> None:
        """The house keeps one key for each publication; so does the suite, for each marker."""
        self._keys: dict[str, str] = {}
        self._keyed: type[ChannelKind] | None = None
        if "kind" in request.fixturenames:
            kind: ChannelKind = request.getfixturevalue("kind")
            self._keyed = type(kind) if kind.can.keyed else None

    @pytest.fixture
    def silent(self) -> ChannelKind | None:
        """None: the kind calls nobody, so that nobody can be silent."""
        return None

    def alts(self, kind: ChannelKind, remote_id: str) -> Sequence[str]:
        """The descriptions that went out with a post; each kind knows where to look."""
        raise NotImplementedError

    def went_out(self, kind: ChannelKind, remote_id: str) -> str:
        """Everything that went out with a post, as one text, its addresses included; each kind knows where to look."""
        raise NotImplementedError

    def outgoing(self, marker: str = "k7f2ab", **changes: object) -> Outgoing:
        """A post with a link that carries its marker, under the key kept for it where the kind takes one."""
        fields: dict[str, object] = {"title": "Bins", "text": f"Bin day moves to Tuesday ({marker}).", "link": f"{LINK}{marker}/"}
        fresh = self._keyed.new_key(now=datetime.now(UTC)) if self._keyed else ""
        key = self._keys.setdefault(marker, fresh)
        return Outgoing(marker=marker, key=key, **{**fields, **changes})  # type: ignore[arg-type]

    def since(self) -> datetime:
        """Early enough to find everything the suite makes."""
        return datetime.now(UTC) - LONG_AGO

    def test_it_says_what_it_is(self, kind: ChannelKind) -> None:
        assert kind.kind
        assert kind.label
        assert all(field.label for field in kind.credentials)
        assert not (kind.can.stage and kind.can.keyed), "either act may be repeated; one of them is the kind's own"
        assert kind.can.find or not kind.can.keyed, "what is made under a key is looked for by it"

    def test_what_is_made_is_unseen_until_it_is_shown(self, kind: ChannelKind) -> None:
        receipt = kind.create(self.outgoing())
        assert receipt.remote_id
        assert receipt.visible is not kind.can.stage
        shown = kind.publish(receipt.remote_id)
        assert (shown.remote_id, shown.visible) == (receipt.remote_id, True)
        assert shown.url

    def test_showing_twice_is_harmless(self, kind: ChannelKind) -> None:
        receipt = kind.create(self.outgoing())
        assert kind.publish(receipt.remote_id) == kind.publish(receipt.remote_id)
        if kind.can.find:
            assert [seen.remote_id for seen in kind.find(self.outgoing(), since=self.since())] == [receipt.remote_id]

    def test_taking_down_twice_is_harmless(self, kind: ChannelKind) -> None:
        if not kind.can.withdraw:
            pytest.skip("this kind cannot take down")
        receipt = kind.create(self.outgoing())
        kind.publish(receipt.remote_id)
        kind.withdraw(receipt.remote_id)
        kind.withdraw(receipt.remote_id)
        if kind.can.find:
            assert not [seen for seen in kind.find(self.outgoing(), since=self.since()) if seen.visible]

    def test_what_is_unseen_can_be_taken_down(self, kind: ChannelKind) -> None:
        if not (kind.can.withdraw and kind.can.stage):
            pytest.skip("this kind makes nothing unseen")
        receipt = kind.create(self.outgoing())
        kind.withdraw(receipt.remote_id)

    def test_it_is_found_unseen_and_seen(self, kind: ChannelKind) -> None:
        if not kind.can.find:
            pytest.skip("this kind cannot look")
        assert not kind.find(self.outgoing(), since=self.since())
        receipt = kind.create(self.outgoing())
        kind.create(self.outgoing("other1"))
        assert self._found(kind) == [(receipt.remote_id, not kind.can.stage)]
        kind.publish(receipt.remote_id)
        assert self._found(kind) == [(receipt.remote_id, True)]

    def test_it_is_found_with_pictures(self, kind: ChannelKind) -> None:
        if not (kind.can.find and kind.limits.pictures):
            pytest.skip("this kind cannot look, or takes no pictures")
        receipt = kind.create(self.outgoing(pictures=(a_picture(),)))
        assert [seen.remote_id for seen in kind.find(self.outgoing(), since=self.since())] == [receipt.remote_id]

    def test_nothing_made_before_then_is_found(self, kind: ChannelKind) -> None:
        if not kind.can.find:
            pytest.skip("this kind cannot look")
        kind.create(self.outgoing())
        assert not kind.find(self.outgoing(), since=datetime.now(UTC) + timedelta(hours=1))

    def test_too_long_is_refused_and_makes_nothing(self, kind: ChannelKind) -> None:
        with pytest.raises(Refused):
            kind.create(self.outgoing(text="a" * (kind.limits.text + 1)))
        if kind.can.find:
            assert not kind.find(self.outgoing(), since=self.since())

    def test_as_much_as_fits_is_taken(self, kind: ChannelKind) -> None:
        assert kind.create(self.outgoing(text="word " * (kind.limits.text // 10))).remote_id

    def test_too_many_pictures_are_refused(self, kind: ChannelKind) -> None:
        with pytest.raises(Refused):
            kind.create(self.outgoing(pictures=(a_picture(),) * (kind.limits.pictures + 1)))

    def test_a_picture_goes_with_its_description(self, kind: ChannelKind) -> None:
        if not kind.limits.pictures:
            pytest.skip("this kind takes no pictures")
        pictures = tuple(a_picture(f"Picture {number}, a door") for number in range(min(3, kind.limits.pictures)))
        receipt = kind.create(self.outgoing(pictures=pictures))
        assert list(self.alts(kind, receipt.remote_id)) == [picture.alt for picture in pictures]

    def test_a_picture_without_a_description_is_refused(self, kind: ChannelKind) -> None:
        with pytest.raises(Refused):
            kind.create(self.outgoing(pictures=(a_picture(alt=" "),)))

    def test_markup_is_only_text(self, kind: ChannelKind) -> None:
        receipt = kind.create(self.outgoing(title='<script>"#', text="<b>#panic()</b> $x$ *y* \\ `z`\n\n- 1 & 2"))
        assert receipt.remote_id

    def test_words_can_be_changed(self, kind: ChannelKind) -> None:
        receipt = kind.create(self.outgoing())
        if not kind.can.edit:
            with pytest.raises(Refused):
                kind.edit(receipt.remote_id, self.outgoing(text="Other words."))
            return
        kind.edit(receipt.remote_id, self.outgoing(text="Other words."))
        if kind.can.find:
            assert [seen.text for seen in kind.find(self.outgoing(), since=self.since())] == ["Other words."]

    def test_what_residents_see_is_listed(self, kind: ChannelKind) -> None:
        if not kind.can.list:
            with pytest.raises(Refused):
                kind.shown(since=self.since())
            return
        unseen, receipt = kind.create(self.outgoing("unseen")), kind.create(self.outgoing())
        kind.publish(receipt.remote_id)
        listed = [seen.remote_id for seen in kind.shown(since=self.since())]
        assert receipt.remote_id in listed
        assert (unseen.remote_id in listed) is not kind.can.stage
        assert not kind.shown(since=datetime.now(UTC) + timedelta(hours=1))

    def test_what_never_was_gives_a_typed_error(self, kind: ChannelKind) -> None:
        with pytest.raises(ChannelError):
            kind.publish("999999_999999")

    def test_a_working_connection_is_said_to_work(self, kind: ChannelKind) -> None:
        probe = kind.probe(now=datetime.now(UTC))
        assert probe.working, probe.problems
        assert probe.summary

    def test_a_broken_connection_is_named_with_its_remedy(self, broken: ChannelKind) -> None:
        probe = broken.probe(now=datetime.now(UTC))
        assert not probe.working
        assert probe.problems
        assert all(wrong and remedy for wrong, remedy in probe.problems)

    def test_a_reading_says_what_it_counted(self, kind: ChannelKind) -> None:
        if not kind.can.readings:
            assert not kind.readings([], day=datetime.now(UTC).date())
            return
        receipt = kind.create(self.outgoing())
        kind.publish(receipt.remote_id)
        figures = kind.readings([receipt.remote_id, "999999_999999"], day=datetime.now(UTC).date())
        assert any(figure.remote_id == receipt.remote_id and figure.value is not None for figure in figures)
        assert all(figure.value is None for figure in figures if figure.remote_id == "999999_999999")
        assert all(figure.definition and (figure.value is not None or figure.problem) for figure in figures)

    def test_made_twice_under_one_key_it_is_one_post(self, kind: ChannelKind) -> None:
        if not kind.can.keyed:
            pytest.skip("this kind takes no keys of ours")
        receipt = kind.create(self.outgoing())
        with suppress(ChannelError):
            kind.create(self.outgoing())
        with suppress(ChannelError):
            kind.create(self.outgoing(text="Other words, under the same key."))
        assert [(seen.remote_id, seen.text) for seen in self._seen(kind)] == [(receipt.remote_id, self.outgoing().text)]
        if kind.can.list:
            assert [seen.remote_id for seen in kind.shown(since=self.since())] == [receipt.remote_id]

    def test_two_keys_are_two_posts(self, kind: ChannelKind) -> None:
        if not kind.can.keyed:
            pytest.skip("this kind takes no keys of ours")
        same = {"text": "The same words."}
        first, second = kind.create(self.outgoing("first1", **same)), kind.create(self.outgoing("second", **same))
        assert first.remote_id != second.remote_id
        for marker, receipt in (("first1", first), ("second", second)):
            assert [seen.remote_id for seen in kind.find(self.outgoing(marker, **same), since=self.since())] == [
                receipt.remote_id
            ]

    def test_without_a_key_nothing_is_made(self, kind: ChannelKind) -> None:
        if not kind.can.keyed:
            pytest.skip("this kind takes no keys of ours")
        with pytest.raises(Refused):
            kind.create(replace(self.outgoing(), key=""))

    def test_a_link_and_a_picture_both_go_out(self, kind: ChannelKind) -> None:
        if not kind.limits.pictures:
            pytest.skip("this kind takes no pictures")
        both = self.outgoing(pictures=(a_picture(),))
        receipt = kind.create(both)
        assert list(self.alts(kind, receipt.remote_id)) == [both.pictures[0].alt]
        assert both.link in self.went_out(kind, receipt.remote_id)
        seen = kind.preview(both)
        assert both.link in f"{seen.text} {seen.link}"
        assert seen.pictures == both.pictures

    def test_a_link_alone_goes_out(self, kind: ChannelKind) -> None:
        receipt = kind.create(self.outgoing())
        assert self.outgoing().link in self.went_out(kind, receipt.remote_id)

    @pytest.mark.parametrize("pictures", [0, 1])
    def test_as_much_as_fits_goes_out_whole_with_its_link_or_is_refused(self, kind: ChannelKind, pictures: int) -> None:
        """What the words leave no room for is said before anything is approved, and never cut off."""
        text = ("word " * kind.limits.text)[: kind.limits.text - 1] + "."
        full = self.outgoing(text=text, pictures=(a_picture(),) * min(pictures, kind.limits.pictures))
        if kind.unfit(full):
            with pytest.raises(Refused):
                kind.create(full)
            return
        out = self.went_out(kind, kind.create(full).remote_id)
        assert "".join(text.split()) in "".join(out.split())
        assert full.link in out

    def test_what_does_not_fit_is_said_before_it_is_sent(self, kind: ChannelKind) -> None:
        too_long = self.outgoing(text="a" * (kind.limits.text + 1))
        too_many = self.outgoing(pictures=(a_picture(),) * (kind.limits.pictures + 1))
        undescribed = self.outgoing(pictures=(a_picture(alt=" "),))
        unopened = type(kind)({})
        assert all(unopened.unfit(one) for one in (too_long, too_many, undescribed))
        assert not unopened.unfit(self.outgoing())

    def test_the_preview_shows_exactly_what_goes_out(self, kind: ChannelKind) -> None:
        plain_words = (
            "The close is swept on Monday (or Tuesday). See https://www.example.org.uk/closes?a=1&b=2, or ask: it’s “free”! 🧹"
        )
        words = self._showable(kind, plain_words)
        for pictures in ((), (a_picture(),) * min(1, kind.limits.pictures)):
            outgoing = self.outgoing(f"words{len(pictures)}", text=words, pictures=pictures)
            seen = type(kind)({}).preview(outgoing)
            assert words in seen.text
            receipt = kind.create(outgoing)
            if kind.can.find:
                post = next(one for one in kind.find(outgoing, since=self.since()) if one.remote_id == receipt.remote_id)
                assert post.text == seen.text
            out = self.went_out(kind, receipt.remote_id)
            assert "".join(seen.text.split()) in "".join(out.split())
            assert all(part in out for part in (seen.headline, seen.link, seen.link_title))

    def test_a_time_out_is_unknown(self, silent: ChannelKind | None, kind: ChannelKind) -> None:
        if silent is None:
            assert kind.address is None, "a kind that calls somebody gives a silent one to the suite"
            pytest.skip("this kind calls nobody")
        with pytest.raises(Unknown):
            silent.create(self.outgoing())

    def test_trying_it_works_and_leaves_nothing_behind(self, kind: ChannelKind) -> None:
        before = self._everything(kind)
        probe = kind.probe_effects(now=datetime.now(UTC))
        assert probe.working, probe.summary
        assert self._everything(kind) == before

    def test_what_does_not_work_is_said_with_what_to_do(self, broken: ChannelKind) -> None:
        probe = broken.probe_effects(now=datetime.now(UTC))
        assert not probe.working
        assert probe.summary
        assert all(what and remedy for what, remedy in probe.problems)
        assert probe.problems

    def _everything(self, kind: ChannelKind) -> list[str]:
        """All that residents see there, where the kind can list it."""
        return sorted(seen.remote_id for seen in kind.shown(since=self.since())) if kind.can.list else []

    def test_the_counts_are_those_it_declares(self, kind: ChannelKind) -> None:
        receipt = kind.create(self.outgoing())
        kind.publish(receipt.remote_id)
        figures = kind.readings([receipt.remote_id], day=datetime.now(UTC).date())
        declared = {(measure.code, measure.of_a_post) for measure in kind.measures}
        assert {(figure.measure, bool(figure.remote_id)) for figure in figures} == declared
        assert bool(declared) is kind.can.readings
        assert all(measure.label and measure.definition and measure.field and measure.version for measure in kind.measures)

    def test_the_demonstration_calls_nobody(self, kind: ChannelKind) -> None:
        line = Watching()
        real = {"address": kind.address.real} if kind.address else {}
        shown = type(kind)(kind.details, settings={**kind.settings, **real, "transport": line, "demonstration": True})
        now = datetime.now(UTC)
        remote_id = "k7f2ab"
        calls: list[Callable[[], object]] = [
            lambda: shown.create(self.outgoing()),
            lambda: shown.publish(remote_id),
            lambda: shown.edit(remote_id, self.outgoing()),
            lambda: shown.find(self.outgoing(), since=self.since()),
            lambda: shown.shown(since=self.since()),
            lambda: shown.readings([remote_id], day=now.date()),
            lambda: shown.withdraw(remote_id),
            lambda: shown.account(),
            lambda: shown.accounts(code="code", callback="https://www.example.org.uk/"),
            lambda: shown.probe(now=now),
            lambda: shown.probe_effects(now=now),
            lambda: shown.comments(since=self.since()),
            lambda: shown.messages(since=self.since()),
            lambda: shown.read(remote_id),
            lambda: shown.answer(remote_id, "Hello", key=""),
            lambda: shown.answer_privately(remote_id, "Hello"),
            lambda: shown.hide(remote_id),
            lambda: shown.ban(remote_id),
            lambda: shown.probe_listening(now=now),
        ]
        for call in calls:
            with suppress(ChannelError):
                call()
        assert line.called == []

    def test_what_it_does_not_hear_or_say_it_refuses(self, kind: ChannelKind) -> None:
        unable: list[tuple[bool, Callable[[], object]]] = [
            (kind.can.listen, lambda: kind.comments(since=self.since())),
            (kind.can.messages, lambda: kind.messages(since=self.since())),
            (kind.can.answer, lambda: kind.answer("1", "Hello")),
            (kind.can.answer_privately, lambda: kind.answer_privately("1", "Hello")),
            (kind.can.hide, lambda: kind.hide("1")),
            (kind.can.ban, lambda: kind.ban("1")),
        ]
        for able, act in unable:
            if not able:
                with pytest.raises(Refused):
                    act()

    def test_listening_to_nothing_hears_nothing(self, kind: ChannelKind) -> None:
        if not kind.can.listen:
            pytest.skip("this kind does not listen")
        assert not kind.comments(since=self.since()).heard

    def _showable(self, kind: ChannelKind, text: str) -> str:
        """The words without what the channel says it cannot show."""
        while kind.limits.unshowable and (letter := kind.limits.unshowable(text)):
            text = text.replace(letter, "")
        return text

    def _seen(self, kind: ChannelKind) -> Sequence[Seen]:
        return kind.find(self.outgoing(), since=self.since())

    def _found(self, kind: ChannelKind) -> list[tuple[str, bool]]:
        return [(seen.remote_id, seen.visible) for seen in self._seen(kind)]

"""One conformance suite for every kind of channel: subclass it in the kind's tests (docs/adding-a-channel.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from .contract import ChannelError, ChannelKind, Outgoing, Picture, Refused

LINK = "https://www.example.org.uk/go/"
LONG_AGO = timedelta(days=1)


def a_picture(alt: str = "A red door with the number five") -> Picture:
    """A small real picture with its description."""
    drawn = BytesIO()
    Image.new("RGB", (64, 48), (140, 40, 40)).save(drawn, "JPEG")
    return Picture(drawn.getvalue(), "image/jpeg", alt)


class ChannelSuite:
    """What every kind must do. Give a fixture ``kind`` (opened, working) and ``broken`` (opened, not working)."""

    def alts(self, kind: ChannelKind, remote_id: str) -> Sequence[str]:
        """The descriptions that went out with a post; each kind knows where to look."""
        raise NotImplementedError

    def outgoing(self, marker: str = "k7f2ab", **changes: object) -> Outgoing:
        """A post with a link that carries its marker."""
        given: dict[str, object] = {"title": "Bins", "text": f"Bin day moves to Tuesday ({marker}).", "link": f"{LINK}{marker}/"}
        return Outgoing(marker=marker, **{**given, **changes})  # type: ignore[arg-type]

    def since(self) -> datetime:
        """Early enough to find everything the suite makes."""
        return datetime.now(UTC) - LONG_AGO

    def test_it_says_what_it_is(self, kind: ChannelKind) -> None:
        assert kind.kind
        assert kind.label
        assert all(field.label for field in kind.credentials)

    def test_what_is_made_is_unseen_until_it_is_shown(self, kind: ChannelKind) -> None:
        made = kind.create(self.outgoing())
        assert made.remote_id
        assert made.visible is not kind.can.stage
        shown = kind.publish(made.remote_id)
        assert (shown.remote_id, shown.visible) == (made.remote_id, True)
        assert shown.url

    def test_showing_twice_is_harmless(self, kind: ChannelKind) -> None:
        made = kind.create(self.outgoing())
        assert kind.publish(made.remote_id) == kind.publish(made.remote_id)
        if kind.can.find:
            assert [seen.remote_id for seen in kind.find(self.outgoing(), since=self.since())] == [made.remote_id]

    def test_taking_down_twice_is_harmless(self, kind: ChannelKind) -> None:
        if not kind.can.withdraw:
            pytest.skip("this kind cannot take down")
        made = kind.create(self.outgoing())
        kind.publish(made.remote_id)
        kind.withdraw(made.remote_id)
        kind.withdraw(made.remote_id)
        if kind.can.find:
            assert not [seen for seen in kind.find(self.outgoing(), since=self.since()) if seen.visible]

    def test_what_is_unseen_can_be_taken_down(self, kind: ChannelKind) -> None:
        if not (kind.can.withdraw and kind.can.stage):
            pytest.skip("this kind makes nothing unseen")
        made = kind.create(self.outgoing())
        kind.withdraw(made.remote_id)

    def test_it_is_found_unseen_and_seen(self, kind: ChannelKind) -> None:
        if not kind.can.find:
            pytest.skip("this kind cannot look")
        assert not kind.find(self.outgoing(), since=self.since())
        made = kind.create(self.outgoing())
        kind.create(self.outgoing("other1"))
        assert self._found(kind) == [(made.remote_id, not kind.can.stage)]
        kind.publish(made.remote_id)
        assert self._found(kind) == [(made.remote_id, True)]

    def test_it_is_found_with_pictures(self, kind: ChannelKind) -> None:
        if not (kind.can.find and kind.limits.pictures):
            pytest.skip("this kind cannot look, or takes no pictures")
        made = kind.create(self.outgoing(pictures=(a_picture(),)))
        assert [seen.remote_id for seen in kind.find(self.outgoing(), since=self.since())] == [made.remote_id]

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
        made = kind.create(self.outgoing(pictures=pictures))
        assert list(self.alts(kind, made.remote_id)) == [picture.alt for picture in pictures]

    def test_a_picture_without_a_description_is_refused(self, kind: ChannelKind) -> None:
        with pytest.raises(Refused):
            kind.create(self.outgoing(pictures=(a_picture(alt=" "),)))

    def test_markup_is_only_text(self, kind: ChannelKind) -> None:
        made = kind.create(self.outgoing(title='<script>"#', text="<b>#panic()</b> $x$ *y* \\ `z`\n\n- 1 & 2"))
        assert made.remote_id

    def test_words_can_be_changed(self, kind: ChannelKind) -> None:
        made = kind.create(self.outgoing())
        if not kind.can.edit:
            with pytest.raises(Refused):
                kind.edit(made.remote_id, self.outgoing(text="Other words."))
            return
        kind.edit(made.remote_id, self.outgoing(text="Other words."))
        if kind.can.find:
            assert [seen.text for seen in kind.find(self.outgoing(), since=self.since())] == ["Other words."]

    def test_what_residents_see_is_listed(self, kind: ChannelKind) -> None:
        if not kind.can.list:
            with pytest.raises(Refused):
                kind.shown(since=self.since())
            return
        unseen, made = kind.create(self.outgoing("unseen")), kind.create(self.outgoing())
        kind.publish(made.remote_id)
        listed = [seen.remote_id for seen in kind.shown(since=self.since())]
        assert made.remote_id in listed
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
        made = kind.create(self.outgoing())
        kind.publish(made.remote_id)
        figures = kind.readings([made.remote_id, "999999_999999"], day=datetime.now(UTC).date())
        assert any(figure.remote_id == made.remote_id and figure.value is not None for figure in figures)
        assert all(figure.value is None for figure in figures if figure.remote_id == "999999_999999")
        assert all(figure.definition and (figure.value is not None or figure.problem) for figure in figures)

    def _found(self, kind: ChannelKind) -> list[tuple[str, bool]]:
        return [(seen.remote_id, seen.visible) for seen in kind.find(self.outgoing(), since=self.since())]

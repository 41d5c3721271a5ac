"""What a correction would make of a post: its changes as rows, the post as it would be, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from steamie.channels import registry
from steamie.channels.contract import Can
from steamie.channels.models import Channel
from steamie.content.posts import fingerprint
from steamie.content.posts.composition import Composition, of_post
from steamie.content.posts.definition import FieldKind, canonical, correctable
from steamie.content.posts.models import Amendment, Change, Correction, Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.posts.rendering import limits
from steamie.rules.correcting import RESTING

TEXT = Change.TEXT
IN_WORDS = (TEXT, "title", "event_place")
SLIP = 4  # words before and after together: what is more, a person explains
OVER = {Step.WITHDRAWN, Step.REFUSED}


def can(channel: Channel) -> Can:
    """What the channel is able to do; nothing at all when its kind is not installed."""
    kind = registry.kinds().get(channel.kind)
    return kind.can if kind else Can()


@dataclass(frozen=True, slots=True)
class Reach:
    """Which channels of a sent post a correction can reach."""

    follow: tuple[Publication, ...]  # sent, and able to change
    not_gone: tuple[Publication, ...]  # still to go: they go with the new words
    keep: tuple[Publication, ...]  # sent, and not able to change
    moving: tuple[Publication, ...]  # being sent, or unconfirmed: nobody can say what they show

    @property
    def channels(self) -> list[Channel]:
        """Those whose words may be written."""
        return [row.channel for row in (*self.follow, *self.not_gone)]


def reach(post: Post) -> Reach:
    """Sort the publications of a post by what a correction can do for them."""
    rows = [row for row in post.publications.all() if row.step not in OVER]
    sent = [row for row in rows if row.step == Step.PUBLISHED]
    not_gone = [row for row in rows if row.step in {Step.APPROVED, Step.HELD} and not row.remote_id]
    return Reach(
        follow=tuple(row for row in sent if can(row.channel).edit and not row.channel.closed_at),
        not_gone=tuple(not_gone),
        keep=tuple(row for row in sent if not can(row.channel).edit or row.channel.closed_at),
        moving=tuple(row for row in rows if row not in sent and row not in not_gone),
    )


def hindrance(post: Post, reached: Reach | None = None, *, read: Sequence[Correction] | None = None) -> str:
    """Why the post cannot be corrected now, in words fit for the screen; empty when it can.

    ``read``: its corrections, when they were read ``whole()`` already.
    """
    reached_now = reached or reach(post)
    if hasattr(post, "withdrawal"):
        return "It was withdrawn, so there is nothing to correct."
    if not reached_now.follow and not reached_now.keep:
        return "Nothing of it has been sent yet: change the post itself."
    if reached_now.moving:
        return f"{reached_now.moving[0].channel} is not settled yet. Wait a moment, or decide about it first."
    if not reached_now.follow:
        unable = " and ".join(str(row.channel) for row in reached_now.keep)
        return f"{unable} cannot change a post once it is sent. Withdraw it, then write a new one."
    unfinished = _unfinished(post, read)
    if unfinished is None:
        return ""
    return f"The last correction has not settled on {unfinished.publication.channel}. Wait a moment, or decide about it first."


def _unfinished(post: Post, read: Sequence[Correction] | None) -> Amendment | None:
    if read is not None:
        return next((row for one in read for row in one.amendments.all() if row.stage not in RESTING), None)
    return Amendment.objects.unfinished().filter(publication__post=post).select_related("publication__channel").first()


def changes(post: Post, corrected: Composition, channels: Sequence[Channel]) -> list[Change]:
    """What is different, as rows not yet saved. Only what a correction may change is looked at."""
    now = of_post(post)
    rows = []
    for name, declaration in correctable().items():
        if declaration.kind is FieldKind.TEXTS:
            words = ((channel, getattr(now, name), getattr(corrected, name)) for channel in channels)
            rows += [_change(TEXT, old.get(one.pk), new.get(one.pk), declaration.kind, one) for one, old, new in words]
        else:
            rows.append(_change(name, getattr(now, name), getattr(corrected, name), declaration.kind))
    return [change for change in rows if change.before != change.after]


def _change(part: str, before: object, after: object, kind: FieldKind, channel: Channel | None = None) -> Change:
    written = (str(value).strip() if kind is FieldKind.TEXTS else canonical(value, kind) for value in (before or "", after or ""))
    return Change(part=part, channel=channel, **dict(zip(("before", "after"), written, strict=True)))


def moment(written: str) -> datetime | None:
    """A moment as a change holds it."""
    return datetime.fromisoformat(written) if written else None


def with_changes(post: Post, rows: Sequence[Change], side: str = "after") -> Composition:
    """What the post says with these changes made, or with ``side="before"`` taken back."""
    corrected = of_post(post)
    texts: Mapping[int, str] = {row.channel_id: getattr(row, side) for row in rows if row.part == TEXT and row.channel_id}
    others: dict[str, Any] = {row.part: _value(row.part, getattr(row, side)) for row in rows if row.part != TEXT}
    return replace(corrected, texts={**corrected.texts, **texts}, **others)


def _value(part: str, written: str) -> str | datetime | None:
    return moment(written) if is_moment(part) else written


def is_moment(part: str) -> bool:
    """Whether a change of this part is of a moment, written in ISO 8601."""
    declaration = correctable().get(part)
    return declaration is not None and declaration.kind is FieldKind.MOMENT


def fingerprint_of(correction: Correction) -> str:
    """The hash an approval of this correction is bound to: of the whole post as it would be."""
    post = correction.post
    corrected = with_changes(post, list(correction.changes.all()))
    return fingerprint.of(corrected, edition=post.edition + 1, digests=fingerprint.digests(post))


def shown_on(publication: Publication) -> str:
    """The words a channel shows, as far as we know: those of the last correction that reached it."""
    last = publication.amendments.order_by("pk").last()
    return last.shown if last else words_for(publication.post, publication.channel_id)


def words_for(post: Post, channel: int) -> str:
    """The words of a post for a channel."""
    return next((text.text for text in post.texts.all() if text.channel_id == channel), "")


def to_amend(post: Post, reached: Reach, rows: Sequence[Change]) -> Iterator[tuple[Publication, str, str]]:
    """Each channel that must follow, with the words it shows and the words it is to show."""
    texts = with_changes(post, rows).texts
    beside = any(row.part != "text" for row in rows)
    for publication in reached.follow:
        before, after = shown_on(publication), texts.get(publication.channel_id, "")
        if before != after or (beside and limits(publication.channel).headline):
            yield publication, before, after


def slip(rows: Sequence[Change]) -> str:
    """What was wrong, where it is a word or two and the change says it all; empty where a person must say."""
    pairs = {pair for row in rows if row.part in IN_WORDS for pair in replaced(row.before, row.after)}
    words = sum(len(f"{before} {after}".split()) for before, after in pairs)
    if words > SLIP or not all(all(pair) for pair in pairs) or any(row.part not in IN_WORDS for row in rows):
        return ""
    listed = "; ".join(sorted(f"“{before}” became “{after}”" for before, after in pairs))
    return f"{listed}." if listed else ""


def replaced(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Each run of words that was put in the place of another; one left out or put in has nothing on the other side."""
    old, new = before.split(), after.split()
    for kind, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield " ".join(old[first:last]), " ".join(new[start:end])


def marked(before: str, after: str) -> list[tuple[str, bool]]:
    """The words after a change in pieces, each with whether it is new."""
    old, new = before.split(" "), after.split(" ")
    pieces = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return [(" ".join(new[first:last]), kind != "equal") for kind, _, _, first, last in pieces if first != last]

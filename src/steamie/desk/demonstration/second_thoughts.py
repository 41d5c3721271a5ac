"""Posts of the year that did not go straight: one put right after it was sent, one withdrawn, one sent back to its author."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from steamie.content.posts.actions import approval, correcting
from steamie.content.posts.actions.notes import write_note
from steamie.content.posts.composition import of_post
from steamie.content.posts.correcting import changes
from steamie.content.posts.models import Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.actions import withdrawals
from steamie.content.publishing.models import Attempt
from steamie.content.publishing.verbs import Verb
from steamie.evidence.actors import PUBLISHER
from steamie.evidence.in_force import Citation
from steamie.rules.correcting import Stage
from steamie.rules.situation import PACE

from .posts import Desk, Draft, due_moment
from .year import LONDON, next_day

SETTLED = timedelta(days=6)  # a post older than this has been seen to, whatever holidays there were
# What was wrong as first sent, what it should have said, and how we know. By headline: the latest of these is the one put right.
SLIPS = {
    "Food pantry hours": ("from ten until two", "from ten until one", "The pantry shuts at one. A volunteer told us."),
    "Digital drop-in at the library": ("Tuesday and Thursday", "Monday and Thursday", "The library rang: it is Mondays."),
    "Road works on the main road": ("for three weeks", "for two weeks", "The council's notice says two weeks."),
    "Bin days change over the holiday": ("a day earlier", "a day later", "We read the council's page the wrong way round."),
    "Paying your rent, your way": ("by card at the office", "by card at the shop", "The card machine is in the shop, not here."),
    "Our repairs figures this quarter": ("Of 421 repairs", "Of 412 repairs", "Two figures had changed places."),
    "Smoke alarms: press the button": ("Once a year", "Once a month", "The alarm's own leaflet says once a month."),
    "Kitchens: who is next": ("Twenty-seven kitchens", "Twenty-two kitchens", "Five of them are next year's."),
    "Know where your stopcock is": ("under the bath", "under the kitchen sink", "Our plumber put us right."),
    "Close cleaning starts again": ("from Tuesday", "from Monday", "The cleaners begin a day sooner than we said."),
}
CALLED_OFF = {
    "Bus diversions next week": "The works were put off, and the buses run as usual.",
    "The swing park is open again": "It shut again the next day for a loose bolt. We will say when it opens.",
    "New crossing by the school": "The council has moved the start. We will post the new date when we have it.",
    "Roof and gutter checks before the winter": "The wind was too strong for the cherry picker. New dates are to come.",
    "The library stays open later": "The later hours begin next month, not this one.",
    "Film night for all ages": "The projector has given up. A new date is to come.",
    "Tea dance": "The band had to call off. We will find another date.",
}
NOTE = "Their letter has the times. The poster in the window is last year's."
SEND_BACK = "Nearly there. Say in the first line who this is for, and please add who to ask."


def slip(desk: Desk, drafts: Iterable[Draft]) -> None:
    """Let the latest post that can be got wrong go out wrong. Asked before any word is kept."""
    wrong = [draft for draft in drafts if draft.post.title in SLIPS and due_moment(draft.post) < desk.now - SETTLED]
    if wrong:
        wrong_words, meant, _ = SLIPS[wrong[-1].post.title]
        wrong[-1].topic = replace(wrong[-1].topic, text=wrong[-1].topic.text.replace(meant, wrong_words))


def have_all(desk: Desk) -> None:
    """In the order of time, each with the minutes of everything before it."""
    steps = [(due_moment(post), _put_right, post) for post in _sent(desk, SLIPS) if _is_wrong(post)]
    steps += [(due_moment(post), _withdraw, post) for post in _sent(desk, CALLED_OFF)][-1:]
    for _, step, post in sorted(steps, key=lambda one: one[0]):
        step(desk, post)
    _send_back(desk)


def _sent(desk: Desk, titles: Iterable[str]) -> list[Post]:
    rows = Post.objects.filter(title__in=titles, due_at__lt=desk.now - SETTLED).exclude(publications__step=Step.NEEDS_A_PERSON)
    return list(rows.whole(desk.cast.officer).order_by("due_at"))


def _is_wrong(post: Post) -> bool:
    return any(SLIPS[post.title][0] in text.text for text in post.texts.all())


def _put_right(desk: Desk, post: Post) -> None:
    """Written by the author the next working day, approved by the officer, and shown a little later wherever it stands."""
    wrong_words, meant, reason = SLIPS[post.title]
    at = _next_working_morning(post)
    desk.minutes.write(until=at)
    composition = of_post(post)
    composition = replace(
        composition, texts={channel: text.replace(wrong_words, meant) for channel, text in composition.texts.items()}
    )
    written = correcting.propose(post=post, composition=composition, reason=reason, by=post.author, at=at)
    mark, agreed = changes.fingerprint_of(written), at + timedelta(minutes=25)
    correcting.approve_correction(correction=written, fingerprint=mark, by=desk.cast.officer, at=agreed)
    for row in written.amendments.select_related("publication__channel"):
        row.stage, row.corrected_at = Stage.CORRECTED, agreed + PACE.undo + timedelta(seconds=2)
        row.save()
        _done(desk, row.publication, "edit", mark, row.corrected_at)
        row.publication.fingerprint = mark
        row.publication.save()
        facts: dict[str, Any] = {"channel": row.publication.channel_id, "correction": written.pk, "remote": row.publication.code}
        desk.minutes.add(
            row.corrected_at,
            by=PUBLISHER,
            verb=Verb.CORRECT,
            clause=Citation("content.answered_for"),
            subject=row.publication,
            **facts,
        )


def _withdraw(desk: Desk, post: Post) -> None:
    """By the officer the next working day; gone from every channel a moment later."""
    at = _next_working_morning(post)
    desk.minutes.write(until=at)
    withdrawals.withdraw(post=post, reason=CALLED_OFF[post.title], by=desk.cast.officer, at=at)
    for row in post.publications.select_related("channel"):
        gone = at + timedelta(seconds=2)
        _done(desk, row, "withdraw", row.fingerprint, gone)
        row.step = Step.WITHDRAWN
        row.save()
        facts: dict[str, Any] = {"channel": row.channel_id, "from": Step.PUBLISHED.value, "remote": row.code}
        desk.minutes.add(gone, by=PUBLISHER, verb=Verb.TAKE_DOWN, clause=Citation("content.approved"), subject=row, **facts)


def _done(desk: Desk, row: Publication, verb: str, mark: str, at: datetime) -> None:
    row.wake_at = None
    times = {"started_at": at - timedelta(seconds=1), "ended_at": at}
    Attempt.objects.create(publication=row, verb=verb, fingerprint=mark, outcome="done", **times)


def _send_back(desk: Desk) -> None:
    """The first of the drafts went to the officer as soon as it was written, and came back."""
    post = Post.objects.drafts().filter(due_at__gt=desk.now).order_by("due_at").first()
    if post is None:
        return
    at = post.made_at + timedelta(minutes=40)
    desk.minutes.write(until=at)
    approval.submit(post=post, by=post.author, at=at)
    approval.send_back(post=post, reason=SEND_BACK, by=desk.cast.officer, at=at + timedelta(minutes=50))
    write_note(post=post, words=NOTE, by=desk.cast.officer, at=at + timedelta(minutes=55))


def _next_working_morning(post: Post) -> datetime:
    return datetime.combine(next_day(due_moment(post)), time(9, 15), LONDON)

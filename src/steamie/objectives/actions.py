"""What this room writes: the aims of the business plan, and what each post serves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act

from .goals import goals
from .models import BusinessAim, ServedAim, StaffStory
from .verbs import Verb

ASKED_BY = Citation("posts.by_aim")


@action(none="it serves the same as before")
def say_what_it_serves(
    *, post: Post, codes: Collection[str], by: Person, staff_story: bool | None = None, now: datetime | None = None
) -> list[ServedAim]:
    """Write down all that a post serves, in place of what was written before. Its approval stands. ``codes`` are of goals.

    ``staff_story``: whether it tells a story of our staff; None leaves that as it is.
    """
    moment = now or timezone.now()
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    require(by, Act.DRAFT, own=post.author_id == by.pk)
    before = {row.code: row for row in post.served.all()}
    offered = {goal.code for goal in goals(timezone.localdate(moment))} | set(before)
    if unknown := set(codes) - offered:
        raise NotReady([Problem(f"{', '.join(sorted(unknown))}: there is no such objective or aim.", "codes")])
    ended, new = [row.pk for code, row in before.items() if code not in codes], sorted(set(codes) - set(before))
    story = staff_story is not None and _mark_story(post, staff_story, by, moment)
    if not ended and not new and not story:
        return list(before.values())
    ServedAim.objects.filter(pk__in=ended).delete()
    ServedAim.objects.bulk_create([_row(post, code, by, moment) for code in new])
    facts = {"before": sorted(before), "now": sorted(codes)} | ({"staff story": staff_story} if story else {})
    record(by=by, verb=Verb.SAY_WHAT_IT_SERVES, clause=ASKED_BY, subject=post, facts=facts, at=moment)
    return list(post.served.all())


def _mark_story(post: Post, is_one: bool, by: Person, moment: datetime) -> bool:
    """Mark a post as a story of our staff, or take the mark off; whether that changed anything."""
    rows = StaffStory.objects.filter(post=post)
    if not is_one:
        return bool(rows.delete()[0])
    return StaffStory.objects.get_or_create(post=post, defaults={"by": by, "at": moment})[1]


def _row(post: Post, code: str, by: Person, moment: datetime) -> ServedAim:
    sort, _, number = code.partition("-")
    return ServedAim(post=post, by=by, at=moment, **{"objective" if sort == "objective" else "aim_id": int(number)})


@action()
def add_aim(*, words: str, by: Person, now: datetime | None = None) -> BusinessAim:
    """Add an aim of the business plan, from today on."""
    moment = now or timezone.now()
    require(by, Act.EDIT_STRATEGY)
    words, day = " ".join(words.split()), timezone.localdate(moment)
    if not words:
        raise NotReady([Problem("Write the aim as the business plan has it.", "words")])
    if BusinessAim.objects.in_force(day).filter(words__iexact=words).exists():
        raise NotReady([Problem("That aim is here already.", "words")])
    aim = BusinessAim.objects.create(words=words, since=day, by=by, at=moment)
    record(by=by, verb=Verb.ADD_AIM, clause=ASKED_BY, subject=aim, facts={"aim": words}, at=moment)
    return aim


@action(none="it was ended before")
def end_aim(*, aim: BusinessAim, by: Person, now: datetime | None = None) -> BusinessAim:
    """End an aim from today on. The posts that served it keep saying so."""
    moment = now or timezone.now()
    require(by, Act.EDIT_STRATEGY)
    if aim.until is None:
        aim.until = timezone.localdate(moment)
        aim.save(update_fields=["until"])
        record(by=by, verb=Verb.END_AIM, clause=ASKED_BY, subject=aim, facts={"aim": aim.words}, at=moment)
    return aim

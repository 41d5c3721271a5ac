"""Writing and changing posts. An edit voids every earlier approval; once a post has begun to go out it is not edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from steamie.channels.models import Channel
from steamie.content.plan.models import Occasion, Quarter, Slot
from steamie.content.posts import authorship
from steamie.content.posts import composition as composing
from steamie.content.posts.composition import Composition
from steamie.content.posts.definition import differences
from steamie.content.posts.models import Post, PostPicture, PostText
from steamie.content.posts.verbs import Verb
from steamie.content.suggestions.models import Suggestion
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import Changed
from steamie.rules.permissions import Act

from .approval import release


@action()
def draft(
    *,
    composition: Composition,
    by: Person,
    slot: Slot | None = None,
    suggestion: Suggestion | None = None,
    occasion: Occasion | None = None,
    again_from: Post | None = None,
    at: datetime | None = None,
) -> Post:
    """Begin a post. Nothing is asked of a draft but a headline; what is missing is asked for before approval.

    ``again_from``: the earlier post whose words it says again; they are still those of whoever wrote them.
    """
    moment = at or timezone.now()
    require(by, Act.DRAFT, own=True, on=timezone.localdate(moment))
    post = Post(author=by, edited_by=by, made_at=moment, edited_at=moment, suggestion=suggestion, slot=slot)
    post.occasion = occasion
    composing.put_into(post, composition)
    _place(post, by, moment)
    post.save()
    _keep_parts(post, composition)
    whose = authorship.of_a_suggestion(suggestion) if suggestion else []
    if again_from:
        whose = authorship.of_an_earlier(again_from)
    authorship.begin(post, composing.of_post(post), by=by, at=moment, before=whose)
    facts = {"share": post.share, "suggestion": suggestion.pk if suggestion else None}
    record(by=by, verb=Verb.DRAFT, clause=Citation("content.approved"), subject=post, facts=facts, at=moment)
    return post


def draft_from_suggestion(
    *, suggestion: Suggestion, by: Person, slot: Slot | None = None, share: str = "", at: datetime | None = None
) -> Post:
    """Begin a post with a suggestion's words and picture, crediting whoever sent it (S-59).

    ``share``: what it counts as; left out, what the suggestion was read as.
    """
    channels = list(Channel.objects.active().values_list("pk", flat=True))
    composition = composing.of_suggestion(suggestion, channels, share)
    return draft(composition=composition.on(slot.day) if slot else composition, by=by, slot=slot, suggestion=suggestion, at=at)


def draft_again(*, post: Post, by: Person, slot: Slot, share: str = "", at: datetime | None = None) -> Post:
    """Begin a new post with the words of an evergreen one, counted as ``share`` or as it was. An event's time is asked anew."""
    composition = replace(composing.of_post(post), share=share or post.share, event_starts=None, event_ends=None)
    return draft(composition=composition.on(slot.day), by=by, slot=slot, suggestion=post.suggestion, again_from=post, at=at)


def copy_of(*, post: Post, by: Person, due: Composition | None = None, at: datetime | None = None) -> Post:
    """Begin a new draft with the words, pictures and particulars of a post, whatever became of that one.

    ``due``: a composition whose time it takes; without one, its day is asked anew. What was answered about it, kept for a
    reason or said of people on its pictures is asked anew too.
    """
    due_at, due_wall = (due.due_at, due.due_wall) if due else (None, "")
    composition = replace(composing.of_post(post), due_at=due_at, due_wall=due_wall)
    return draft(composition=composition, by=by, again_from=post, at=at)


@action(none="nothing was changed")
def edit(*, post: Post, composition: Composition, by: Person, edition: int | None = None, at: datetime | None = None) -> Post:
    """Change a post. ``edition`` is the one the editor was looking at; if it has moved on, ``Changed`` is raised."""
    moment = at or timezone.now()
    post = Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    require(by, Act.DRAFT, own=post.author_id == by.pk, on=timezone.localdate(moment))
    if edition is not None and edition != post.edition:
        raise Changed(f"{_who_changed(post, by)} Your words are below, not saved yet.")
    before = composing.of_post(post)
    composing.put_into(post, composition)
    _keep_parts(post, composition)
    after = composing.of_post(post)
    if changed := differences(before, after):
        release(post)
        post.edition += 1
        post.edited_at, post.edited_by = moment, by
        authorship.change(post, before, after, by=by, at=moment)
        record(
            by=by,
            verb=Verb.EDIT,
            clause=Citation("content.approved"),
            subject=post,
            facts={"edition": post.edition, "changed": changed},
            at=moment,
        )
    _place(post, by, moment)
    post.save()
    return post


def _who_changed(post: Post, reader: Person) -> str:
    """Who changed a post while its reader was writing, in a sentence."""
    if post.edited_by_id == reader.pk:
        return "You changed this post in another window."
    return f"{post.edited_by.name if post.edited_by else 'Somebody'} changed this post while you were writing."


def _keep_parts(post: Post, composition: Composition) -> None:
    _keep_texts(post, {channel: text.strip() for channel, text in composition.words.items()})
    now = [(used.picture_id, used.alt) for used in post.pictures.all()]
    if now != list(composition.pictures):
        post.pictures.all().delete()
        PostPicture.objects.bulk_create(
            PostPicture(post=post, picture_id=number, alt=alt, position=place)
            for place, (number, alt) in enumerate(composition.pictures)
        )


def _keep_texts(post: Post, texts: Mapping[int, str]) -> None:
    post.texts.exclude(channel_id__in=texts).delete()
    for channel, text in texts.items():
        PostText.objects.update_or_create(post=post, channel_id=channel, defaults={"text": text})


def _place(post: Post, by: Person, moment: datetime) -> None:
    """Give a dated post its place in the quarter; after the plan was approved, a new place is a supplement (S-73)."""
    day = timezone.localdate(post.due_at) if post.due_at else (post.slot.day if post.slot else None)
    post.quarter = Quarter.objects.holding(day).first() if day else None
    if day is None or post.quarter is None:
        post.slot = None
    elif post.slot and post.slot.quarter_id == post.quarter_id:
        if post.slot.day != day:
            post.slot.day, post.slot.moved_by = day, by
            post.slot.save(update_fields=["day", "moved_by"])
    else:
        post.slot = _slot_for(post, post.quarter, day, by=by, at=moment)


def _slot_for(post: Post, quarter: Quarter, day: date, *, by: Person, at: datetime) -> Slot:
    empty = quarter.slots.filter(day=day, share=post.share, post__isnull=True).first()
    return empty or Slot.objects.create(
        quarter=quarter,
        day=day,
        share=post.share,
        planned=not hasattr(quarter, "approval"),
        source=post.suggestion.group if post.suggestion else "team",
        made_at=at,
        made_by=by,
    )

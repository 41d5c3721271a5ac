"""Saying who can be recognised on a picture, before it is approved (S-68)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.content.posts.models import PeopleShown, Post, Recognised
from steamie.content.posts.verbs import Verb
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.files.models import Picture
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.rules.permissions import Act


@action(none="the same was said already")
def say_who_is_shown(*, post: Post, picture: Picture, answer: str, by: Person, at: datetime | None = None) -> PeopleShown:
    """Write down whether anyone on a picture of the post can be recognised, and has agreed. Raises NotAllowed or NotReady."""
    moment = at or timezone.now()
    require(by, Act.DRAFT, own=post.author_id == by.pk, on=timezone.localdate(moment))
    if answer not in set(Recognised):
        raise NotReady([Problem("Say whether anyone can be recognised, or take the picture out.", f"people_{picture.pk}")])
    if not post.pictures.filter(picture=picture).exists():
        raise NotReady([Problem("That picture is no longer on the post.", "picture")])
    last = post.people_shown.filter(picture=picture).last()
    if last and (last.answer, last.by_id) == (answer, by.pk):
        return last  # the button pressed twice
    statement = PeopleShown.objects.create(post=post, picture=picture, answer=answer, by=by, at=moment)
    facts = {"picture": picture.pk, "digest": picture.digest, "answer": answer}
    clause = Citation("checks.avoid", "confidential")
    record(by=by, verb=Verb.SAY_WHO_IS_SHOWN, clause=clause, subject=post, facts=facts, at=moment)
    return statement

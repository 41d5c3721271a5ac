"""What people are written about posts: one that waits for their yes, and what became of their own."""

from __future__ import annotations

from collections.abc import Iterator

from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.notifying import NoticeTopic, WorkNotice, notifies, subject_of, who_may
from steamie.rules.permissions import Act

from .models import Correction, Post
from .verbs import Verb


def _waits(event: Event) -> bool:
    post = subject_of(event, Post)
    return post is not None and Post.objects.awaiting_approval().filter(pk=post.pk).exists()


@notifies(NoticeTopic.APPROVAL, Verb.SUBMIT, holds=_waits)
def post_to_approve(event: Event) -> Iterator[WorkNotice]:
    """Whoever may approve it."""
    if post := subject_of(event, Post):
        for person in who_may(Act.APPROVE, event.at):
            yield WorkNotice(person, f"“{post}” waits for your approval", post.get_absolute_url())


def _correction_waits(event: Event) -> bool:
    return Correction.objects.awaiting_approval().filter(pk=event.facts.get("correction")).exists()


@notifies(NoticeTopic.APPROVAL, Verb.WRITE_A_CORRECTION_OF, holds=_correction_waits)
def correction_to_approve(event: Event) -> Iterator[WorkNotice]:
    """Whoever may approve it: residents read the earlier words meanwhile."""
    correction = Correction.objects.filter(pk=event.facts.get("correction")).select_related("post").first()
    if correction is not None:
        for person in who_may(Act.APPROVE, event.at):
            yield WorkNotice(
                person, f"A correction of “{correction.post}” waits for your approval", correction.get_absolute_url()
            )


@notifies(NoticeTopic.OWN_WORK, Verb.APPROVE)
def post_approved(event: Event) -> Iterator[WorkNotice]:
    """Its author."""
    if post := subject_of(event, Post):
        yield WorkNotice(post.author, f"Your post “{post}” is approved", post.get_absolute_url())


@notifies(NoticeTopic.OWN_WORK, Verb.SEND_BACK)
def post_sent_back(event: Event) -> Iterator[WorkNotice]:
    """Its author. The reason stands on the page."""
    if post := subject_of(event, Post):
        yield WorkNotice(post.author, f"Your post “{post}” was sent back to you", post.get_absolute_url())


@notifies(NoticeTopic.SECOND_PERSON, Verb.ASK_A_COLLEAGUE)
def asked_to_look(event: Event) -> Iterator[WorkNotice]:
    """The colleague who was asked for a second pair of eyes."""
    post, person = subject_of(event, Post), Person.objects.filter(pk=event.facts.get("asks"), is_active=True).first()
    if post is not None and person is not None:
        yield WorkNotice(person, f"You are asked to look at “{post}”", post.get_absolute_url())

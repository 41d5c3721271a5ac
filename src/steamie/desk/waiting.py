"""The rows behind the first page, each asked for once: the to-do list and the cards beside it share them."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from steamie.channels.models import Channel, ConnectionCheck
from steamie.content.models import Approval, Difference, Post, Publication, Quarter, Submission, Suggestion
from steamie.content.models.publications import Step
from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.rules.permissions import Act

TROUBLED = [Step.NEEDS_A_PERSON, Step.HELD, Step.REFUSED]


class Waiting:
    """What waits at a moment, for a person."""

    def __init__(self, person: Person, now: datetime) -> None:
        self.person, self.now = person, now
        self.today: date = timezone.localdate(now)

    def may(self, act: Act) -> bool:
        """Whether this person may do something about it."""
        return ruling(self.person, act, on=self.today).allowed

    @cached_property
    def _troubled(self) -> list[Publication]:
        rows = Publication.objects.filter(step__in=TROUBLED, post__withdrawal__isnull=True)
        return list(rows.select_related("post", "channel").order_by("due_at")[:40])

    @property
    def unconfirmed(self) -> list[Publication]:
        """Publications that only a look at the channel can settle."""
        return [row for row in self._troubled if row.step == Step.NEEDS_A_PERSON]

    @property
    def held(self) -> list[Publication]:
        """Publications that are late, stopped or refused."""
        return [row for row in self._troubled if row.step != Step.NEEDS_A_PERSON]

    @cached_property
    def channels(self) -> list[Channel]:
        """Accounts in use, with ``works`` (None: never looked at) and ``last_words`` of the last look."""
        last = ConnectionCheck.objects.filter(channel=OuterRef("pk")).order_by("-at")
        looked = (
            Channel.objects.active()
            .select_related("confirmation")
            .annotate(works=Subquery(last.values("working")[:1]), last_words=Subquery(last.values("summary")[:1]))
        )
        return list(looked.order_by("pk"))

    @cached_property
    def differences(self) -> list[Difference]:
        """What a channel shows that is not as we left it, and nobody has explained."""
        return list(Difference.objects.unexplained().select_related("channel")[:20])

    @cached_property
    def to_approve(self) -> list[Post]:
        """Posts that wait for a yes, soonest first."""
        return list(Post.objects.awaiting_approval().order_by("due_at")[:20])

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """Suggestions without an answer, oldest first."""
        return list(Suggestion.objects.unanswered()[:50])

    @cached_property
    def quarters_approved(self) -> set[date]:
        """First days of the quarters, from this one on, whose plan is approved."""
        return set(Quarter.objects.filter(last__gte=self.today, approval__isnull=False).values_list("first", flat=True))

    @cached_property
    def next_out(self) -> list[Post]:
        """The next five posts, each with ``approved`` and ``asked``: whether its present edition was approved or submitted."""
        approved = Approval.objects.in_force().filter(post=OuterRef("pk"), edition=OuterRef("edition"))
        asked = Submission.objects.filter(post=OuterRef("pk"), edition=OuterRef("edition"))
        posts = Post.objects.live().filter(due_at__gte=self.now).annotate(approved_now=Exists(approved), asked_now=Exists(asked))
        return list(posts.order_by(F("due_at").asc())[:5])

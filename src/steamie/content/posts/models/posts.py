"""A post: one thing to say, with words for each channel it goes to."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from steamie.channels.models import Channel
from steamie.content.plan.models import Occasion, Quarter, Slot
from steamie.content.suggestions.models import Suggestion, group_title
from steamie.files.models import Picture
from steamie.rules import wall_clock
from steamie.rules.situation import Step
from steamie.strategy.reading import newest_digest

from .standings import PostStanding, standing_of


class PostQuerySet(models.QuerySet["Post"]):
    """Reads of what is being written, waiting, going out and gone out."""

    def live(self) -> PostQuerySet:
        """Everything not withdrawn."""
        return self.filter(withdrawal__isnull=True)

    def approved(self) -> PostQuerySet:
        """Posts with an approval of the present edition."""
        return self.live().filter(_approved_as_it_is())

    def awaiting_approval(self) -> PostQuerySet:
        """Submitted, not sent back since, and not approved as they now are."""
        return self._unapproved().filter(_in_the_queue())

    def drafts(self) -> PostQuerySet:
        """Being written: never submitted, or sent back to the author."""
        return self._unapproved().exclude(_in_the_queue())

    def published(self) -> PostQuerySet:
        """Seen by the public on at least one channel."""
        seen = Post.objects.filter(publications__published_at__isnull=False)
        return self.filter(pk__in=seen.values("pk"))

    def published_between(self, first: date, last: date) -> PostQuerySet:
        """Seen by the public for the first time on one of these days, inclusive."""
        begins, ends = wall_clock.days(first, last)
        first_seen = Post.objects.annotate(shown_at=Min("publications__published_at"))
        return self.filter(pk__in=first_seen.filter(shown_at__gte=begins, shown_at__lt=ends).order_by().values("pk"))

    def counted_between(self, first: date, last: date) -> PostQuerySet:
        """Those of them that residents can still see: a withdrawn post counts in no share (S-74 to S-76)."""
        return self.live().published_between(first, last)

    def counts(self) -> dict[str, int]:
        """How many of these posts are of each share, by its code."""
        return dict(self.order_by().values_list("share").annotate(number=Count("pk")))

    def in_quarter(self, quarter: Quarter) -> PostQuerySet:
        """Planned for the quarter."""
        return self.filter(quarter=quarter)

    def in_days(self, first: date, last: date) -> PostQuerySet:
        """Due, or planned in a slot, on these days inclusive."""
        begins, ends = wall_clock.days(first, last)
        due = Q(due_at__gte=begins, due_at__lt=ends)
        moved = Post.objects.filter(publications__due_at__gte=begins, publications__due_at__lt=ends)
        return self.filter(
            due | Q(pk__in=moved.order_by().values("pk")) | Q(due_at__isnull=True, slot__day__gte=first, slot__day__lte=last)
        )

    def going_after(self, now: datetime) -> PostQuerySet:
        """Posts of which something is still to go, soonest first. ``next_at`` is when, also where it was given another time."""
        rows = _rows_of("publications").filter(post=OuterRef("pk"))
        going = rows.filter(step__in=[Step.APPROVED, Step.CREATING, Step.CREATED, Step.PUBLISHING]).order_by("due_at")
        gone = rows.filter(published_at__isnull=False)
        own_time = Case(When(~Exists(gone), then=F("due_at")))
        annotated = self.live().annotate(next_at=Coalesce(Subquery(going.values("due_at")[:1]), own_time))
        return annotated.filter(next_at__gte=now).order_by("next_at", "pk")

    def with_standing(self) -> PostQuerySet:
        """Bring, in two queries, all from which ``post.standing`` follows."""
        rows = {"post": OuterRef("pk")}
        submissions, returns = _rows_of("submissions"), _rows_of("returns")
        approvals = _rows_of("approvals")
        annotated = {
            "asked_at": Subquery(submissions.filter(**rows).order_by("-at").values("at")[:1]),
            "returned_at": Subquery(returns.filter(**rows).order_by("-at").values("at")[:1]),
            "approved_now": Exists(approvals.in_force().filter(edition=OuterRef("edition"), **rows)),
        }
        return self.select_related("withdrawal").annotate(**annotated).prefetch_related(_with_channel("publications"))

    def whole(self, reader: models.Model) -> PostQuerySet:
        """Bring everything one page about a post shows its reader, and whether it is their work."""
        related = ("author", "edited_by", "slot", "quarter", "suggestion")
        corrections = _rows_of("corrections").filter(post=OuterRef("pk"))
        approvals = _rows_of("approvals").in_force().filter(post=OuterRef("pk"), edition=OuterRef("edition"))
        returns = _rows_of("returns").filter(post=OuterRef("pk")).order_by("-at")
        annotated = {
            "is_corrected": Exists(corrections),
            "returned_because": Subquery(returns.values("reason")[:1]),
            "approved_by": Subquery(approvals.order_by("-at").values("by")[:1]),
            "approved_at": Subquery(approvals.order_by("-at").values("at")[:1]),
            "reader": Value(reader.pk),
            "readers_work": _work_of(reader),
            "in_force": Subquery(newest_digest()),  # what a post counts as is the strategy's
        }
        return self.with_standing().annotate(**annotated).select_related(*related).prefetch_related(*_parts())

    def work_of(self, person: models.Model) -> PostQuerySet:
        """Posts of whose standing words this person wrote any."""
        return self.filter(_work_of(person))

    def _unapproved(self) -> PostQuerySet:
        return self.live().exclude(_approved_as_it_is())


def _rows_of(name: str) -> Any:
    """The manager of the rows that point at a post under this name: their models are declared after it, and on it."""
    return getattr(Post, name).rel.related_model.objects


def _work_of(person: models.Model) -> Case:
    """Whether any of the words that stand are this person's. A post without rows of authorship is all its author's."""
    rows = _rows_of("authorships").filter(post=OuterRef("pk"))
    theirs = Exists(rows.filter(by=person, stands=True)) | Q(~Exists(rows), author=person)
    return Case(When(theirs, then=Value(True)), default=Value(False), output_field=models.BooleanField())


def _with_channel(rows: str) -> Prefetch[str]:
    """Rows of a post with their channel, in one query."""
    return Prefetch(rows, _rows_of(rows).select_related("channel__confirmation"))


def _parts() -> tuple[Prefetch[str], Prefetch[str]]:
    return _with_channel("texts"), Prefetch("pictures", PostPicture.objects.select_related("picture"))


def _approved_as_it_is() -> Q:
    return Q(pk__in=Post.objects.filter(approvals__edition=F("edition"), approvals__undo__isnull=True).values("pk"))


def _in_the_queue() -> Q:
    latest = Post.objects.annotate(asked=Max("submissions__at"), returned=Max("returns__at"))
    waiting = latest.filter(Q(returned__isnull=True) | Q(asked__gt=F("returned")), asked__isnull=False)
    return Q(pk__in=waiting.order_by().values("pk"))


class Post(models.Model):
    """What will be said. Its standing (draft, approved, sent …) follows from the rows around it."""

    KINDS = [("information", "Information"), ("news", "News"), ("event", "Event")]

    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=KINDS, default="information")  # S-52; an event needs a place and a time
    share = models.CharField(max_length=20, blank=True)  # code of a share of the strategy it was written under
    audience = models.CharField(max_length=40)  # code of an audience in the strategy document
    purpose = models.CharField(max_length=40)  # code of a purpose in the strategy document
    link = models.URLField(blank=True, max_length=500)
    credit = models.CharField(max_length=120, blank=True)
    event_starts = models.DateTimeField(null=True, blank=True)
    event_ends = models.DateTimeField(null=True, blank=True)
    event_place = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)  # in UTC; the wall time it was asked for is below
    due_wall = models.CharField(max_length=40, blank=True)  # "2026-10-25T01:30 Europe/London, first"
    quarter = models.ForeignKey(Quarter, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    slot = models.OneToOneField(Slot, null=True, blank=True, on_delete=models.SET_NULL, related_name="post")
    suggestion = models.ForeignKey(Suggestion, null=True, blank=True, on_delete=models.PROTECT, related_name="posts")
    # The day of the year it was written for (S-27).
    occasion = models.ForeignKey(Occasion, null=True, blank=True, on_delete=models.SET_NULL, related_name="posts")
    evergreen = models.BooleanField(default=False)  # may be offered again in a later quarter
    edition = models.PositiveIntegerField(default=1)  # one more at each edit: an edit voids every earlier approval
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = PostQuerySet.as_manager()

    if TYPE_CHECKING:  # what the reads above add
        seen: datetime  # with the moment it was first seen
        asked_at: datetime | None  # with_standing, down to approved_now
        returned_at: datetime | None
        approved_now: bool
        is_corrected: bool  # whole, from here on
        returned_because: str
        approved_by: int | None
        approved_at: datetime | None
        reader: int
        readers_work: bool
        in_force: str | None
        notes_read: list[dict[str, Any]]  # for its page, down to typed_rows
        colleagues: list[dict[str, Any]]
        typed_rows: list[dict[str, Any]]
        sent_back_because: str  # of those sent back to their author, on Today

    class Meta:
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The post's own page on the desk."""
        return reverse("posts:post", args=[self.pk])

    def is_work_of(self, person: models.Model) -> bool:
        """Whether this person wrote any of the words that stand: they may not approve it, save the officer (S-60)."""
        if getattr(self, "reader", None) == person.pk:
            return self.readers_work
        return person.pk in self.writers

    @property
    def writers(self) -> set[int]:
        """Who wrote any of the words that stand. A post without rows of authorship is all its author's."""
        rows = list(self.authorships.all())
        return {row.by_id for row in rows if row.stands} if rows else {self.author_id}

    @property
    def standing(self) -> PostStanding:
        """What can be said of it now, from the rows around it; no query after ``with_standing()``."""
        return standing_of(self)

    @property
    def state(self) -> str:
        """Its standing in words; of one that is sent, in the words of its channels where they all use the same."""
        standing = self.standing
        if standing is not PostStanding.SENT:
            return standing.label
        states = {row.state for row in self.publications.all() if row.step == Step.PUBLISHED}
        return states.pop() if len(states) == 1 else standing.label

    @property
    def goes_at(self) -> datetime | None:
        """When it is first to be seen: its own time, or the one its publications were given since it was held."""
        times = [row.due_at for row in self.publications.all() if row.step not in {Step.HELD, Step.REFUSED, Step.WITHDRAWN}]
        return min(times, default=self.due_at)

    @property
    def is_moved(self) -> bool:
        """Whether it goes at another time than it was approved for."""
        return self.due_at is not None and self.goes_at != self.due_at

    @property
    def source(self) -> str:
        """The group it came from (S-73): the suggestion's, or the team itself."""
        return group_title(self.suggestion.group if self.suggestion else "team")


class PostText(models.Model):
    """The words of a post on one channel. A post goes to the channels it has words for."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="texts")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "channel"], name="one_text_a_channel")]

    def __str__(self) -> str:
        return f"{self.post} on {self.channel}"


class PostPicture(models.Model):
    """A picture on a post, with its description."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="uses")
    alt = models.CharField(max_length=500)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.alt

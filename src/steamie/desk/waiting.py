"""The rows behind the first page, each asked for once: the to-do list, the cards beside it and the frame share them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property, reduce
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from steamie.channels.models import Channel, ConnectionCheck
from steamie.content.plan.models import Quarter
from steamie.content.posts.models import Amendment, Correction, Post, Publication, Return
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.models import Difference
from steamie.content.suggestions.models import Suggestion
from steamie.people.models import FreshStart, Grant, Person, Recertification
from steamie.people.permissions import ruling
from steamie.rules.access import access_quarter
from steamie.rules.permissions import Act, Office
from steamie.rules.quarters import Span, following, quarter_of
from steamie.rules.standing import State
from steamie.strategy.models import ClauseStanding

WORK_OF = ("author", "edited_by")  # whose work a post is, as Post.is_work_of has it
ASKED = ("risks.scored", "reference.checked")  # what the strategy asks the officer to do again and again
PLAN_AHEAD = timedelta(days=21)  # ask for the next quarter's plan three weeks before it starts


class Waiting:
    """What waits at a moment, for a person. Properties that end in ``_rows`` are not yet asked of the database."""

    def __init__(self, person: Person, now: datetime) -> None:
        self.person, self.now = person, now
        self.today: date = timezone.localdate(now)
        self._rulings: dict[Act, bool] = {}

    def may(self, act: Act) -> bool:
        """Whether this person may do something about it."""
        if act not in self._rulings:
            self._rulings[act] = ruling(self.person, act, on=self.today).allowed
        return self._rulings[act]

    @property
    def unconfirmed_rows(self) -> QuerySet[Publication]:
        """Publications that only a look at the channel can settle."""
        return self._publications.filter(step=Step.NEEDS_A_PERSON)

    @property
    def refused_rows(self) -> QuerySet[Publication]:
        """Publications a channel would not take."""
        return self._publications.filter(step=Step.REFUSED)

    @property
    def held_rows(self) -> QuerySet[Publication]:
        """Publications that are late or stopped."""
        return self._publications.filter(step=Step.HELD)

    @property
    def broken_rows(self) -> QuerySet[Channel]:
        """Accounts in use that surely do not work; out of reach once is not yet that."""
        return _looked_at(Channel.objects.active()).filter(broken=True)

    @property
    def account_rows(self) -> QuerySet[Channel]:
        """Accounts that somebody else connected and no second person has called ours yet."""
        rows = Channel.objects.active().filter(needs_confirmation=True, confirmation__isnull=True)
        return rows.exclude(connected_by=self.person).order_by("pk")

    @property
    def difference_rows(self) -> QuerySet[Difference]:
        """What a channel shows that is not as we left it, and nobody has explained."""
        return Difference.objects.unexplained().select_related("channel")

    @property
    def second_person_rows(self) -> QuerySet[Grant]:
        """Offices that wait for a second person, who may be this one."""
        waits = Grant.objects.awaiting_confirmation(self.today)
        return waits.exclude(granted_by=self.person).exclude(person=self.person).select_related("person").order_by("since", "pk")

    @property
    def approval_rows(self) -> QuerySet[Post]:
        """Posts that wait for a yes, soonest first."""
        return self._of_others(Post.objects.awaiting_approval(), *WORK_OF).order_by("due_at")

    @property
    def correction_rows(self) -> QuerySet[Correction]:
        """Corrections of sent posts that wait for a yes, oldest first."""
        rows = Correction.objects.awaiting_approval().select_related("post").order_by("at")
        return self._of_others(rows, "by", *(f"post__{name}" for name in WORK_OF))

    @property
    def amendment_rows(self) -> QuerySet[Amendment]:
        """Corrections that a channel has not followed, and that only a person can settle."""
        rows = Amendment.objects.waiting_for_a_person().select_related("publication__post", "publication__channel")
        return self._of_others(rows, "correction__by", *(f"publication__post__{name}" for name in WORK_OF)).order_by("pk")

    @property
    def lost_factor_rows(self) -> QuerySet[FreshStart]:
        """Colleagues who lost their second factor, and for whom this person may be the second to say so (S-15)."""
        return self.unconfirmed_lost_factor_rows.waiting(self.now).select_related("person", "asked_by")

    @property
    def unconfirmed_lost_factor_rows(self) -> QuerySet[FreshStart]:
        """The same with those that have lapsed: what is asked once is asked for a whole day."""
        return FreshStart.objects.unconfirmed().exclude(asked_by=self.person).exclude(person=self.person)

    @property
    def returned_rows(self) -> QuerySet[Post]:
        """This person's posts that were sent back and not handed in again, with the ``reason``."""
        last = Return.objects.filter(post=OuterRef("pk")).order_by("-at", "-pk")
        mine = Post.objects.drafts().filter(Exists(last), author=self.person)
        return mine.annotate(reason=Subquery(last.values("reason")[:1])).order_by(F("due_at").asc(nulls_last=True), "pk")

    @property
    def suggestion_rows(self) -> QuerySet[Suggestion]:
        """Suggestions without an answer, oldest first."""
        return Suggestion.objects.unanswered()

    @property
    def held_back_rows(self) -> QuerySet[Suggestion]:
        """Suggestions that looked like a machine's work: their sender was told that a person reads them."""
        return Suggestion.objects.held().order_by("received_at", "pk")

    @property
    def access_rows(self) -> QuerySet[Grant]:
        """Offices held since before this quarter that nobody has looked at in it (S-58); never this person's own."""
        quarter = access_quarter(self.today)
        seen = Recertification.objects.filter(grant=OuterRef("pk"), quarter=quarter.code)
        held = Grant.objects.in_force(self.today).filter(since__lt=quarter.first, person__is_active=True)
        left = held.filter(~Exists(seen)).exclude(person=self.person)
        if not self.may(Act.MANAGE_PEOPLE):
            left = left.filter(office=Office.OFFICER)
        return left if self.may(Act.CONFIRM_OFFICE) else left.exclude(office=Office.OFFICER)

    @property
    def strategy_rows(self) -> QuerySet[ClauseStanding]:
        """A risk to score again, or a document whose link is broken or that should be read again."""
        asked = ClauseStanding.objects.filter(capability__in=ASKED)
        return asked.filter(state__in=[State.BREACHED, State.AT_RISK]).order_by("clause")

    @property
    def spans(self) -> list[Span]:
        """The quarters whose plan should be approved by now: this one, and the next when it is near."""
        current = quarter_of(self.today)
        near = following(current).first - self.today <= PLAN_AHEAD
        return [current, following(current)] if near else [current]

    def plan_rows(self, span: Span) -> QuerySet[Quarter]:
        """The approved plan of a quarter, when there is one."""
        return Quarter.objects.filter(first=span.first, approval__isnull=False)

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """Suggestions without an answer, oldest first; fifty at most."""
        return list(self.suggestion_rows[:50])

    @cached_property
    def channels(self) -> list[Channel]:
        """Accounts in use, with ``works`` (None: never looked at), ``broken`` and ``last_words`` of the last look."""
        return list(_looked_at(Channel.objects.active()).select_related("confirmation").order_by("pk"))

    @cached_property
    def next_out(self) -> list[Post]:
        """The next five posts, each with ``approved_now`` and ``asked_now``: approved as it is, or waiting to be."""
        this = {"pk": OuterRef("pk")}
        approved, asked = Post.objects.approved().filter(**this), Post.objects.awaiting_approval().filter(**this)
        posts = Post.objects.going_after(self.now).annotate(approved_now=Exists(approved), asked_now=Exists(asked))
        return list(posts[:5])

    @property
    def _publications(self) -> QuerySet[Publication]:
        rows = Publication.objects.filter(post__withdrawal__isnull=True).select_related("post", "channel")
        return self._of_others(rows, *(f"post__{name}" for name in WORK_OF)).order_by("due_at", "pk")

    def _of_others(self, rows: QuerySet[Any], *makers: str) -> QuerySet[Any]:
        """Without a deputy's own work: only the officer decides about that, so it does not need the deputy (S-60)."""
        if Office.OFFICER in self.person.offices(self.today):
            return rows
        return reduce(lambda left, maker: left.exclude(**{maker: self.person}), makers, rows)


def _looked_at(channels: QuerySet[Any]) -> QuerySet[Any]:
    last = ConnectionCheck.objects.filter(channel=OuterRef("pk")).order_by("-at", "-pk")
    told = {"works": "working", "broken": "broken", "last_words": "summary"}
    return channels.annotate(**{name: Subquery(last.values(field)[:1]) for name, field in told.items()})

"""What conversations put in the inbox: those that wait for us, the most pressing first, as far as a person may read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from steamie.casework.inbox import InboxSource, enter, placed
from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.rules.cases import Rank
from steamie.rules.due_words import Pressure, due_words, pressure
from steamie.rules.permissions import Act
from steamie.rules.typed_numbers import whole_number

from .actions.handling import mark_read
from .models import Conversation
from .urgency import COMPLAINT, ICONS, LABELS

CODE = "conversation"


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One conversation in a list."""

    conversation: Conversation
    due: str
    pressure: Pressure | None
    template: str = "conversations/inbox_row.html"

    @property
    def rank(self) -> int:
        """Where it stands in the inbox."""
        return self.conversation.rank

    @property
    def address(self) -> str:
        """Its own page."""
        return self.conversation.get_absolute_url()

    @property
    def may_tick(self) -> bool:
        """Whether it can be read in a bunch: one with a clock cannot."""
        return self.conversation.rank == Rank.NO_CLOCK and not self.conversation.masked and self.conversation.is_open

    @property
    def label(self) -> str:
        """What it is about."""
        return LABELS.get(self.conversation.primary, "Comment")

    @property
    def may_be_a_complaint(self) -> bool:
        """Whether its words read like a complaint beside what it is taken for."""
        one = self.conversation
        return COMPLAINT in one.labels and one.primary != COMPLAINT and not one.masked

    @property
    def icon(self) -> str:
        """Of what it is about."""
        return ICONS.get(self.conversation.primary, "talk")


def row_of(conversation: Conversation, now: datetime) -> ConversationRow:
    """A conversation as a list shows it."""
    due = conversation.next_due
    return ConversationRow(conversation, due_words(due, now) if due else "No clock", pressure(due, now) if due else None)


def may_read(person: Person) -> bool:
    """Whether comments and messages are any of this person's business."""
    return ruling(person, Act.READ_COMMENTS).allowed


def in_view(view: str, person: Person) -> Q:
    """Which conversations stand in a view of the inbox. One that goes on as a case stands there as the case."""
    ours = Q(ended_at__isnull=True, waiting_since__isnull=False, case__isnull=True)
    today = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.min.time()))
    return {
        "all": ours,
        "mine": ours & Q(handler=person),
        "nobody": ours & Q(handler__isnull=True),
        "waiting": Q(ended_at__isnull=True, waiting_since__isnull=True),
        "finished": Q(ended_at__gte=today, ended_at__lt=today + timedelta(days=1), case__isnull=True),
    }.get(view, Q(pk__in=[]))


class Conversations(InboxSource):
    """The source."""

    code = CODE

    def counts(self, person: Person) -> Mapping[str, int]:
        """How many stand in each view, in one query."""
        if not may_read(person):
            return {}
        views = ("all", "mine", "nobody", "waiting", "finished")
        return Conversation.objects.aggregate(**{view: Count("pk", filter=in_view(view, person)) for view in views})

    def places(self, person: Person, view: str) -> QuerySet[Any] | None:
        """What stands in a view."""
        return placed(Conversation.objects.filter(in_view(view, person)), CODE) if may_read(person) else None

    def rows(self, person: Person, keys: Collection[int], now: datetime) -> Mapping[int, ConversationRow]:
        """The rows of these keys."""
        return {one.pk: row_of(one, now) for one in Conversation.objects.filter(pk__in=keys).whole()}

    def pages(self, person: Person) -> Sequence[tuple[str, str]]:
        """How we listen, what was hidden, saved replies; and adding a comment by hand."""
        if not may_read(person):
            return ()
        names = {"add": "Add a comment by hand", "listening": "Listening", "hidden": "House rules", "replies": "Saved replies"}
        names |= {"own_words": "Our own words", "pictures": "Whom our pictures show"}
        names |= {"totals": "Comments in figures"}
        return [(title, reverse(f"conversations:{name}")) for name, title in names.items()]

    def read(self, person: Person, keys: Sequence[str]) -> int:
        """End what was ticked, where nothing has a clock."""
        numbers = [number for key in keys if (number := whole_number(key)) is not None]
        ticked = Conversation.objects.open().filter(rank=Rank.NO_CLOCK, next_due=None, masked=False, pk__in=numbers)
        return len([mark_read(conversation=one, by=person) for one in ticked])


enter(Conversations())

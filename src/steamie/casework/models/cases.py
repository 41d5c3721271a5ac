"""A case: one person's matter; who they are, who has it, what it is linked to, and how it ended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from steamie.casework.kinds import CaseKind, kind_of
from steamie.files.models import Picture
from steamie.people.models import Person
from steamie.rules.cases import Rank, Way
from steamie.rules.permissions import Office

from .teams import Membership, Team

WAYS = [
    (Way.WEB.value, "Website"),
    (Way.EMAIL.value, "E-mail"),
    (Way.PHONE.value, "Phone"),
    (Way.LETTER.value, "Letter"),
    (Way.VISIT.value, "Visit"),
    (Way.COMMENT.value, "Comment"),
    (Way.MESSAGE.value, "Message"),
    (Way.TEXT.value, "Text message"),
]
OPEN = Q(ended_at__isnull=True, held_because="")  # not ended, and not held back as a machine's
HELD_BACK = Q(ended_at__isnull=True) & ~Q(held_because="")
THEIR_TURN = OPEN & Q(their_turn_since__isnull=False)
SEE_ALL = (Office.OFFICER, Office.AUDITOR)  # the standing of every case; how much more is for ``rules.cases.sight``


def ended_on(day: date) -> Q:
    """What ended on a day."""
    start = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    return Q(ended_at__gte=start, ended_at__lt=start + timedelta(days=1))


def seen_by(person: Person, day: date) -> Q:
    """Cases of which a person sees at least the standing."""
    return Q() if set(SEE_ALL) & set(person.offices(day)) else _at_work_on(person, day)


def worded_for(person: Person, day: date) -> Q:
    """Cases whose words a person reads."""
    words = _at_work_on(person, day)
    return words | Q(way=Way.COMMENT.value, masked=False) if Office.OFFICER in person.offices(day) else words


def _at_work_on(person: Person, day: date) -> Q:
    teams = Membership.objects.in_force(day).filter(person=person).values("team")
    return Q(team__in=teams) | Q(handler=person, masked=False)


def leads_to(cases: Q, through: str = "case") -> Q:
    """Rows of another sort that lead to one of these cases. Looked up for each such row: by ``case__in`` the database would
    gather the cases of many years first, and find hardly any of those rows."""
    return Q(Exists(Case.objects.filter(cases, pk=OuterRef(through))))


class CaseQuerySet(models.QuerySet["Case"]):
    """Reads of cases."""

    def locked(self, case: Case) -> Case:
        """The case as it is now, held until the transaction ends: two people may press a button at once."""
        return self.select_for_update(no_key=True).get(pk=case.pk)

    def whole(self) -> CaseQuerySet:
        """With what a list shows of each."""
        return self.select_related("team", "handler", "party")

    def seen_by(self, person: Person, day: date) -> CaseQuerySet:
        """Cases of which this person sees at least the standing."""
        return self.filter(seen_by(person, day))

    def worded_for(self, person: Person, day: date) -> CaseQuerySet:
        """Cases whose words this person reads, for searching in them."""
        return self.filter(worded_for(person, day))

    def open(self) -> CaseQuerySet:
        """Not ended, and not held back as a machine's."""
        return self.filter(OPEN)

    def in_order(self) -> CaseQuerySet:
        """People first, then the law, then time."""
        return self.order_by("rank", models.F("next_due").asc(nulls_last=True), "received_at", "pk")

    def held_back(self) -> CaseQuerySet:
        """Held back as a machine's work until a person has looked."""
        return self.filter(HELD_BACK)

    def waiting_for_them(self) -> CaseQuerySet:
        """We answered or asked, and it is their turn."""
        return self.filter(THEIR_TURN)

    def unread_since(self, moment: datetime) -> CaseQuerySet:
        """Open cases that came before a moment and that nobody has read."""
        return self.open().filter(read_at__isnull=True, received_at__lt=moment)

    def ended_on(self, day: date) -> CaseQuerySet:
        """Cases that ended on a day."""
        return self.filter(ended_on(day))

    def in_teams(self, codes: Collection[str]) -> CaseQuerySet:
        """Cases of these teams."""
        return self.filter(team__code__in=codes)


class Case(models.Model):
    """One person's matter. What is worked out from its rows (``rank``, ``next_due``) is kept here so that a list is one query."""

    reference = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=WAYS)
    summary = models.CharField(max_length=160)  # a few words for a list
    words = models.TextField(blank=True)  # as they came, kept word for word
    received_at = models.DateTimeField()  # when we came to know of it, by whatever way; clocks count from here
    written_down_at = models.DateTimeField()
    written_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submission = models.CharField(max_length=64, unique=True, null=True)  # the form it came by: sent twice, it is one case
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases")
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="cases")
    dangerous = models.BooleanField(default=False)
    why_first = models.CharField(max_length=300, blank=True)  # the words that moved it up, or a person's reason
    masked = models.BooleanField(default=False)  # its words are for the team's members alone
    held_because = models.CharField(max_length=200, blank=True)  # it looks like a machine's; a person looks
    rank = models.PositiveSmallIntegerField(choices=[(rank.value, rank.heading) for rank in Rank], default=Rank.NO_CLOCK)
    next_due = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)  # first read by somebody who reads its words
    their_turn_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_test = models.BooleanField(default=False)  # a trial of the form by staff: counted apart
    pictures = models.ManyToManyField(Picture, blank=True, related_name="cases")

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["ended_at", "rank", "next_due"], name="case_inbox"),
            models.Index(fields=["received_at", "kind"], name="case_received"),
            models.Index(fields=["team", "ended_at"], name="case_of_team"),
            models.Index(fields=["handler", "ended_at"], name="case_of_handler"),
        ]

    def __str__(self) -> str:
        return f"{self.sort.label} {self.reference}"

    @property
    def sort(self) -> CaseKind:
        """Its kind, with label, icon and clock."""
        return kind_of(self.kind)

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None


class Party(models.Model):
    """Whose matter it is and how to reach them, apart from the case: it can be forgotten while the case stays."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="party")
    name = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    reach_by = models.CharField(max_length=120, blank=True)  # how they asked to be reached, in their words or ours
    needs = models.CharField(max_length=300, blank=True)  # large print, an interpreter, nobody at home before noon
    safe_contact = models.CharField(max_length=300, blank=True)  # how it is safe to reach them; empty: nothing to mind
    address_on_list = models.BooleanField(null=True)  # None: not looked up

    class Meta:
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.name or "no name given"

    @property
    def can_be_reached(self) -> bool:
        """Whether there is any way to answer."""
        return bool(self.email or self.phone or self.address)


class Assignment(models.Model):
    """A case went to a team, or into somebody's hands: by whom, and why. The newest holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=80)  # a reference, as in the record
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case_id} to {self.team}"


class Outcome(models.TextChoices):
    """How a case ended."""

    DONE = "done", "Done"
    ANSWERED = "answered", "Answered"
    REFERRED = "referred", "Passed to somebody else"
    NOT_OURS = "not ours", "Not ours to do"
    WITHDRAWN = "withdrawn", "They withdrew it"
    NO_REPLY = "no reply", "They did not reply"
    DUPLICATE = "duplicate", "Told twice"
    SPAM = "spam", "A machine’s work"


class Ending(models.Model):
    """A case ended, with an outcome; and perhaps it was opened again."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="endings")
    outcome = models.CharField(max_length=20, choices=Outcome)
    words = models.CharField(max_length=500, blank=True)  # why, where nothing was answered
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.CharField(max_length=80, blank=True)  # a reference; the resident's own is "visitor"
    reopened_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.get_outcome_display()


class CaseLink(models.Model):
    """Two cases belong together: the same matter told twice, one that grew out of the other, or neighbours of one fault."""

    earlier = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="later_links")
    later = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="earlier_links")
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["earlier", "later"], name="linked_once")]

    def __str__(self) -> str:
        return self.why

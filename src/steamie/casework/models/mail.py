"""What became of each letter that came in by e-mail."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q

from steamie.casework.kinds import kind_of
from steamie.letters.models import IncomingLetter
from steamie.people.models import Person

from .cases import Case, leads_to, worded_for
from .teams import Membership, MembershipQuerySet
from .trail import TrailEntry

OPENS = "enquiry"  # the kind of case that a letter opens; its team sorts what a machine cannot


class Became(models.TextChoices):
    """What became of a letter."""

    OPENED = "opened", "It opened a case"
    ADDED = "added", "It was added to a case"
    RETURNED = "returned", "It says that a letter of ours came back"
    MACHINE = "machine", "A machine wrote it"
    REPEATED = "repeated", "It had come before"
    HELD = "held", "Held until somebody has looked"
    NOT_FOR_US = "not for us", "Not for us"


class Doubt(models.TextChoices):
    """Why a letter is held."""

    SPAM = "spam", "Suspected"
    THEIRS = "theirs", "Is this theirs?"
    MACHINE = "machine", "Perhaps a machine"
    UNREADABLE = "unreadable", "Could not be read"


class SortedLetterQuerySet(models.QuerySet["SortedLetter"]):
    """Reads of what became of letters."""

    def held(self) -> SortedLetterQuerySet:
        """Waiting for a person."""
        return self.filter(became=Became.HELD)

    def of_machines(self) -> SortedLetterQuerySet:
        """What machines wrote, and what came twice: nobody needs to do anything about it."""
        return self.filter(became__in=[Became.MACHINE, Became.RETURNED, Became.REPEATED])

    def not_for_us(self) -> SortedLetterQuerySet:
        """What somebody has put away."""
        return self.filter(became=Became.NOT_FOR_US)

    def seen_by(self, person: Person, day: date) -> SortedLetterQuerySet:
        """Letters that a person may read: whoever sorts the mail, all that are in no case of others; and those of their own."""
        sorts = Q(Exists(sorters(day).filter(person=person)))
        return self.filter(leads_to(worded_for(person, day)) | sorts & (Q(case=None) | Q(became=Became.HELD, case__masked=False)))


def sorters(day: date) -> MembershipQuerySet:
    """Who is in the team that deals with what comes by e-mail."""
    return Membership.objects.in_force(day).filter(team__code=kind_of(OPENS).team)


class SortedLetter(models.Model):
    """What became of one letter: by itself, and then perhaps by a person's decision."""

    letter = models.OneToOneField(IncomingLetter, on_delete=models.CASCADE, related_name="sorting")
    became = models.CharField(max_length=10, choices=Became)
    doubt = models.CharField(max_length=10, choices=Doubt, blank=True)
    why = models.CharField(max_length=300, blank=True)  # a sentence
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="mail")  # while it is held: perhaps this one
    entry = models.OneToOneField(TrailEntry, null=True, on_delete=models.PROTECT, related_name="mail")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)  # of whoever decided

    objects = SortedLetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["became", "at"], name="mail_became")]

    def __str__(self) -> str:
        return self.get_became_display()

    @property
    def is_held(self) -> bool:
        """Whether it waits for a person."""
        return self.became == Became.HELD

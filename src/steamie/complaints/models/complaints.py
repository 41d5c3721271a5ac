"""A complaint: what it is about, whose it is, and who speaks for them. Its trail and its clocks are those of its case."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome, leads_to, seen_by, worded_for
from steamie.people.models import Person
from steamie.rules.regimes.complaints import ComplaintRegime, complaint_regimes


class ChildPart(models.TextChoices):
    """Whether a child has a part in a complaint."""

    NO = "no", "No child is part of it"
    BY = "by", "Somebody under 18 made it"
    ABOUT = "about", "It is about, or affects, somebody under 18"


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Reads of complaints."""

    def counted(self) -> ComplaintQuerySet:
        """Without trials of the form, machines' work, what was told twice, and what turned out to be no complaint."""
        real = self.filter(case__is_test=False, case__held_because="", other_way="")
        ended_so = models.Q(case__endings__outcome__in=[Outcome.SPAM, Outcome.DUPLICATE], case__endings__reopened_at__isnull=True)
        return real.exclude(pk__in=Complaint.objects.filter(ended_so).values("pk"))

    def seen_by(self, person: Person, day: date) -> ComplaintQuerySet:
        """Complaints of which this person sees at least the standing."""
        return self.filter(leads_to(seen_by(person, day)))

    def worded_for(self, person: Person, day: date) -> ComplaintQuerySet:
        """Complaints whose words this person reads."""
        return self.filter(leads_to(worded_for(person, day)))


class Complaint(models.Model):
    """A case that is a complaint. One that turned out to be none keeps its row, with the way it went."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="complaint")
    regime = models.SlugField(max_length=40)  # the procedure it is dealt with by, from its first day to its last
    received_at = models.DateTimeField()  # when they complained; the first stage counts from here
    service = models.SlugField(max_length=40, blank=True)  # a code of the landlord's list
    factoring = models.BooleanField(default=False)  # an owner's, about factoring: another body looks at it in the end
    points = models.TextField(blank=True)  # what we look into, as agreed with them
    wants = models.TextField(blank=True)  # what they want to come of it
    known_since = models.DateField(null=True)  # when they first knew of what it is about
    late_because = models.CharField(max_length=300, blank=True)  # why it is taken though it came after the procedure's time
    child = models.CharField(max_length=10, choices=ChildPart, default=ChildPart.NO)
    child_words = models.TextField(blank=True)  # the child's own
    child_contact = models.CharField(max_length=200, blank=True)  # whom the child chose to be in touch with, and how
    child_adult = models.CharField(max_length=200, blank=True)  # the adult who is with them
    child_heard = models.CharField(max_length=500, blank=True)  # how the child's view was heard
    other_way = models.SlugField(max_length=40, blank=True)  # a code of the landlord's list; empty: it is a complaint
    other_way_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)  # its words were, after the years they are kept; its figures stay
    from_case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="complaints_made")  # a repair, say

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["received_at"], name="complaint_received")]

    def __str__(self) -> str:
        return f"Complaint {self.case.reference}"

    @property
    def procedure(self) -> ComplaintRegime:
        """The procedure it is dealt with by."""
        return complaint_regimes()[self.regime]

    @property
    def speaker(self) -> Representative | None:
        """Whoever speaks for them, with their consent; None where nobody may."""
        day = timezone.localdate()
        named = [one for one in self.representatives.all() if one.consent_on and not (one.ended_on and one.ended_on <= day)]
        return named[-1] if named else None


class Representative(models.Model):
    """Somebody who speaks for whoever complained. We write to them only once there is consent."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="representatives")
    name = models.CharField(max_length=160)
    relation = models.CharField(max_length=160, blank=True)  # a son, an advice worker, a councillor
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    consent_on = models.DateField(null=True)  # None: not given yet, so nothing of the matter is told to them
    consent_how = models.CharField(max_length=200, blank=True)  # a signed form, said on the phone
    ended_on = models.DateField(null=True)  # from this day on they speak no more
    written_down_at = models.DateTimeField()
    written_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

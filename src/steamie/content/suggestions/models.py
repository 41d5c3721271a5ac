"""Suggestions from staff, committee, forum and residents, and the answer each one gets (S-59)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from steamie.evidence.in_force import office_title
from steamie.files.models import Picture

GROUPS = [
    ("staff", "Staff"),
    ("committee", "Committee"),
    ("forum", "Forum"),
    ("team", "Our team"),
    ("residents", "Tenants and residents"),
    ("partners", "Local groups and partners"),
]
OFFICES = ("staff", "committee", "forum")  # groups that are offices have the strategy's own words


def group_title(code: str) -> str:
    """A group in the strategy's own words."""
    return office_title(code) if code in OFFICES else dict(GROUPS).get(code, code)


def group_titles() -> list[tuple[str, str]]:
    """Every group with its title."""
    return [(code, group_title(code)) for code, _ in GROUPS]


class SuggestionWay(models.TextChoices):
    """How a suggestion reached us."""

    ACCOUNT = "account", "On the desk"
    LINK = "link", "By a link"
    SITE = "site", "On the website"
    PHONE = "phone", "By phone"
    EMAIL = "email", "By e-mail"
    PERSON = "person", "In person"
    PAPER = "paper", "On paper"


class SuggestionOutcome(models.TextChoices):
    """What we say back to a suggestion."""

    USED = "used", "We will use it"
    LATER = "later", "Kept for later"
    NO = "no", "Not used"


class SuggestionLinkQuerySet(models.QuerySet["SuggestionLink"]):
    """Reads of links."""

    def live(self, at: datetime) -> SuggestionLinkQuerySet:
        """Links that still open the form."""
        return self.filter(expires_at__gt=at, ended_at__isnull=True)


class SuggestionLink(models.Model):
    """A personal link, or a printed poster with a QR code, that lets someone suggest without an account."""

    label = models.CharField(max_length=120)  # "Forum meeting, October" or a person's name
    group = models.CharField(max_length=20, choices=GROUPS)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret part; the secret is shown once
    personal = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SuggestionLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def group_title(self) -> str:
        """Whose suggestions come by it, in the strategy's own words."""
        return group_title(self.group)

    def live(self, at: datetime) -> bool:
        """Whether it still opens the form."""
        return self.ended_at is None and at < self.expires_at


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Reads of suggestions. Whatever is held back is left out unless asked for."""

    def held_back(self) -> SuggestionQuerySet:
        """Held back, to be looked at by a person."""
        return self.filter(hold__isnull=False, hold__released_at__isnull=True, hold__left_at__isnull=True)

    def left_out(self) -> SuggestionQuerySet:
        """Held back, looked at, and taken for a machine's work."""
        return self.filter(hold__released_at__isnull=True, hold__left_at__isnull=False)

    def received(self) -> SuggestionQuerySet:
        """Everything neither held back nor left out."""
        return self.exclude(hold__isnull=False, hold__released_at__isnull=True)

    def unanswered(self) -> SuggestionQuerySet:
        """Waiting for an answer, the oldest first."""
        return self.received().filter(answer__isnull=True).order_by("received_at", "pk")

    def answered(self) -> SuggestionQuerySet:
        """Answered, the newest answer first."""
        return self.received().filter(answer__isnull=False).order_by("-answer__at", "-pk")

    def whole(self) -> SuggestionQuerySet:
        """With everything a row of the list shows, in one query."""
        return self.select_related("answer__by", "picture", "person", "came_by", "hold")


class Suggestion(models.Model):
    """Something someone thinks we should post."""

    reference = models.CharField(max_length=12, unique=True)  # told to the sender, e.g. "S-4K7P2"
    title = models.CharField(max_length=120)
    text = models.TextField(max_length=4000)
    group = models.CharField(max_length=20, choices=GROUPS)
    share = models.CharField(max_length=20, blank=True)  # the officer's or the rules' reading of it
    wanted_on = models.DateField(null=True, blank=True)  # dated items: the day it is about
    link = models.URLField(blank=True, max_length=500)
    picture = models.ForeignKey(Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions")
    alt = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions"
    )
    way = models.CharField(max_length=10, choices=SuggestionWay, default=SuggestionWay.ACCOUNT)
    taken_by = models.ForeignKey(  # who wrote it down, when someone told us by phone or in person
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submission = models.CharField(max_length=64, unique=True, null=True, blank=True)  # one signed form, one suggestion
    came_by = models.ForeignKey(SuggestionLink, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestions")
    credit = models.CharField(max_length=120, blank=True)  # how they wish to be thanked in public
    email = models.EmailField(blank=True)  # only if they want the answer by e-mail
    received_at = models.DateTimeField(db_index=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def group_title(self) -> str:
        """Whose suggestion it is, in the strategy's own words."""
        return group_title(self.group)


class SuggestionAnswer(models.Model):
    """What we said back: used, kept for later, or not used; always with a reason."""

    suggestion = models.OneToOneField(Suggestion, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=10, choices=SuggestionOutcome)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.suggestion}: {self.get_outcome_display()}"


class SuggestionHold(models.Model):
    """Held back as it came in, because it looked like a machine's work. Nothing is thrown away: a person lets it in, or leaves it
    out, and may let it in even then."""

    suggestion = models.OneToOneField(Suggestion, on_delete=models.PROTECT, related_name="hold")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.reason


class Nudge(models.Model):
    """A reminder sent to a group that has suggested nothing this quarter (S-59)."""

    group = models.CharField(max_length=20, choices=GROUPS)
    at = models.DateTimeField()
    letters = models.PositiveIntegerField()  # how many people it was written to

    class Meta:
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{group_title(self.group)}, reminded"

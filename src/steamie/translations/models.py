"""Languages that we offer, and translations: of what, into which, by whom, checked by whom, from which English words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q

from steamie.rules.segments import TextPart, of_data
from steamie.rules.written_languages import WrittenLanguage, languages


class OfferedLanguageQuerySet(models.QuerySet["OfferedLanguage"]):
    """Reads of the languages that we offer."""

    def in_force(self, now: datetime) -> OfferedLanguageQuerySet:
        """Those that are offered at this moment."""
        return self.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=now), since__lte=now)

    def unended(self) -> OfferedLanguageQuerySet:
        """Those that nobody has ended: the same rows as now in force, for none begins or ends at a set time."""
        return self.filter(ended_at__isnull=True)


class OfferedLanguage(models.Model):
    """A language that somebody asked for: from then on the policy is to be had in it."""

    tag = models.CharField(max_length=12)
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_for = models.CharField(max_length=300)  # why it is offered, without names
    ended_at = models.DateTimeField(null=True)

    objects = OfferedLanguageQuerySet.as_manager()

    class Meta:
        ordering = ["tag", "pk"]
        constraints = [models.UniqueConstraint(fields=["tag"], condition=Q(ended_at__isnull=True), name="one_offer_a_language")]

    def __str__(self) -> str:
        return self.language.name

    @property
    def language(self) -> WrittenLanguage:
        """Its names and direction."""
        return languages()[self.tag]


class TranslationQuerySet(models.QuerySet["Translation"]):
    """Reads of translations."""

    def of(self, kind: str, key: str) -> TranslationQuerySet:
        """Of one text."""
        return self.filter(kind=kind, key=key)

    def standing(self) -> TranslationQuerySet:
        """Neither replaced by a later one nor taken down."""
        return self.filter(replaced_at__isnull=True, taken_down_at__isnull=True)

    def checked(self) -> TranslationQuerySet:
        """What the public may read."""
        return self.standing().filter(checked_at__isnull=False)

    def waiting(self) -> TranslationQuerySet:
        """Brought in, and not approved yet."""
        return self.standing().filter(checked_at__isnull=True)


class Translation(models.Model):
    """One text in one language. The English it was made from stands beside it: so it stays what it was when that changes."""

    kind = models.CharField(max_length=20)  # of the source: page, post, policy, …
    key = models.CharField(max_length=80)  # which of them
    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)  # of the English it was made from
    source = models.JSONField()  # the parts of that English
    words = models.JSONField()  # the same parts, translated; empty where one is missing
    translator = models.CharField(max_length=120)
    by_machine = models.BooleanField(default=False)
    brought_in_at = models.DateTimeField()
    brought_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    being_checked_since = models.DateTimeField(null=True)
    ready_on = models.DateField(null=True)  # when the check is expected
    checker = models.CharField(max_length=120, blank=True)  # who read it and knows the language
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)
    taken_down_at = models.DateTimeField(null=True)
    taken_down_because = models.CharField(max_length=300, blank=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "key", "language", "pk"]
        indexes = [models.Index(fields=["kind", "key", "language"], name="translations_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} in {languages()[self.language].name}"

    @cached_property
    def segments(self) -> tuple[TextPart, ...]:
        """The English it was made from, in parts."""
        return of_data(self.source)

    @property
    def parts_done(self) -> int:
        """How many parts are translated."""
        return sum(1 for words in self.words if words)

    @property
    def is_whole(self) -> bool:
        """Whether every part is translated."""
        return self.parts_done == len(self.words)

    @property
    def pairs(self) -> Sequence[tuple[TextPart, str]]:
        """Each part with its translation."""
        return list(zip(self.segments, self.words, strict=True))

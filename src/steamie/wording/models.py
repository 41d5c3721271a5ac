"""What the wording check looks for."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class WordList(models.Model):
    """Words the officer wants shown before approval. Editable; matched whole-word, without regard to case (S-66, S-67)."""

    KINDS = [
        ("offensive", "Offensive"),
        ("confrontational", "Confrontational"),
        ("topic", "Sensitive topic"),
        ("shown", "May be shown"),  # public numbers and addresses that are nobody's secret (S-68)
    ]

    kind = models.CharField(max_length=20, choices=KINDS, unique=True)
    words = models.TextField(help_text="One word or phrase a line.")
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.get_kind_display()


class AllowedDetail(models.Model):
    """A number, mailbox or address that is public: the check lets it stand in every post (S-68)."""

    words = models.CharField(max_length=300, unique=True)
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    allowed_at = models.DateTimeField()

    class Meta:
        ordering = ("words",)

    def __str__(self) -> str:
        return self.words


class SensitiveWindow(models.Model):
    """Dates on which certain subjects need a second thought, such as an election."""

    title = models.CharField(max_length=120)
    first = models.DateField()
    last = models.DateField()
    words = models.TextField(help_text="One word or phrase a line. Empty: every post in the window is asked about.", blank=True)
    reason = models.TextField()

    def __str__(self) -> str:
        return self.title

"""Wording: word lists and dates to take care on, and how well the check does."""

from django.apps import AppConfig


class WordingConfig(AppConfig):
    """Wording: word lists and dates to take care on, and how well the check does."""

    name = "steamie.wording"

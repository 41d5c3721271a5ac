"""Equality: what goes public is checked against the equality commitments first."""

from django.apps import AppConfig


class EqualityConfig(AppConfig):
    """Equality: what goes public is checked against the equality commitments first."""

    name = "steamie.equality"

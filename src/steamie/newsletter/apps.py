"""News by e-mail, for people who asked for it and confirmed it."""

from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    """News by e-mail."""

    name = "steamie.newsletter"

"""Content: Content: suggestions, the quarter, posts, approval, publication."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Content: Content: suggestions, the quarter, posts, approval, publication."""

    name = "steamie.content"

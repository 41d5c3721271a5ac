"""Posts: writing, checks, approval and correcting: what exactly will be seen."""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    """Posts: writing, checks, approval and correcting: what exactly will be seen."""

    name = "steamie.content.posts"

    def ready(self) -> None:
        """Tell what became of suggestions, and which pictures are public."""
        from . import outcomes, pictures  # noqa: F401, PLC0415 -- needs the models of the rooms below

"""Website: the public site, its news, and the website channel."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WebsiteConfig(AppConfig):
    """Website: the public site, its news, and the website channel."""

    name = "steamie.website"

    def ready(self) -> None:
        """Say where a post's page is and what stands there once it is withdrawn; draw the editor's choosers without scripts."""
        from . import (  # noqa: PLC0415 -- it needs the models of the rooms below
            editor_marks,
            pages_of_posts,  # noqa: F401
            panel,  # noqa: F401
            stamping,
        )

        editor_marks.use()
        post_migrate.connect(stamping.install, sender=self)

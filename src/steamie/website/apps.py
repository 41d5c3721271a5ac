"""Website: the public site, its news, and the website channel."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Website: the public site, its news, and the website channel."""

    name = "steamie.website"

    def ready(self) -> None:
        """Give the page of a withdrawn post what residents read instead, and draw the editor's choosers without scripts."""
        from . import (  # noqa: PLC0415 -- it needs the models of the rooms below
            editor_marks,
            panel,  # noqa: F401
        )

        editor_marks.use()

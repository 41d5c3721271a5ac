"""Project: settings, addresses, commands, clock."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Project: settings, addresses, commands, clock."""

    name = "steamie.project"

    def ready(self) -> None:
        """Our forms' manners, and one thing Django need not ask SQLite.

        It asks each connection once whether SQLite knows JSON, in a transaction, and takes a locked database for a "no", for
        as long as the process lives. ``readiness`` has asked before the house opened.
        """
        from django.db.backends.sqlite3.base import DatabaseWrapper  # noqa: PLC0415 -- settings must be ready

        from .manners import speak  # noqa: PLC0415 -- forms need the apps to be ready

        speak()
        setattr(DatabaseWrapper.features_class, "supports_json_field", True)  # noqa: B010 -- a property to the type checker

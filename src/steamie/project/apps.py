"""Project: settings, addresses, commands, clock."""

from functools import partial
from types import ModuleType

from django.apps import AppConfig
from django.conf import settings

from . import lighter

lighter.load()  # Django makes this before Wagtail, which would load the whole of them


class ProjectConfig(AppConfig):
    """Project: settings, addresses, commands, clock."""

    name = "steamie.project"

    def __init__(self, app_name: str, app_module: ModuleType) -> None:
        """Before any room is loaded, our forms' manners: a field takes its words when it is made, and some are made early."""
        from .manners import speak  # noqa: PLC0415 -- Django's forms need the settings

        speak()
        super().__init__(app_name, app_module)

    def ready(self) -> None:
        """Who makes anchors, and one thing Django need not ask SQLite.

        It asks each connection once whether SQLite knows JSON, in a transaction, and takes a locked database for a "no", for
        as long as the process lives. ``readiness`` has asked before the house opened.
        """
        from django.db.backends.sqlite3.base import DatabaseWrapper  # noqa: PLC0415 -- settings must be ready

        from steamie.evidence import anchoring  # noqa: PLC0415 -- tasks need the apps to be ready

        from . import tasks, witnesses  # noqa: F401, PLC0415 -- as above; the letters to the auditor enter themselves
        from .engines.patience import ask  # noqa: PLC0415 -- as above

        if not settings.TESTING:  # a test that wants anchors after its approvals says so
            anchoring.ask_by(partial(ask, tasks.anchor_at_once.enqueue))
        setattr(DatabaseWrapper.features_class, "supports_json_field", True)  # noqa: B010 -- a property to the type checker

"""Casework: one person's matter, however it came: who has it, when it is due, what was done, and how it ended."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Casework: one person's matter, from the day it came to the day it ended."""

    name = "steamie.casework"

    def ready(self) -> None:
        """Let whoever reads a case see its photos."""
        from . import pictures  # noqa: F401, PLC0415 -- needs the models of the rooms below

"""Whether the tables are those that this version works with, said in a sentence before anything else is tried."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import steamie

COPIES = "before-upgrades"  # the folder of copies made before migrating, inside the data folder


@dataclass(frozen=True, slots=True)
class SchemaComparison:
    """The migrations that the database has and this version lacks, and the other way round. ``empty``: no table at all."""

    later: tuple[str, ...]
    missing: int
    empty: bool

    @property
    def problem(self) -> str:
        """Why this version cannot work with the database, and what to do; empty when it can."""
        if self.later:
            return (
                f"This database was made by a later version of Steamie than {steamie.__version__}: it has {self.later[0]}, which "
                f"this version does not know. Install that later version, or put back the copy in {copies()} that was made "
                "before the upgrade."
            )
        if self.empty:
            return "The database has no tables yet. Has the house been opened once? Run: steamie up"
        if self.missing:
            return (
                f"This database was made by an earlier version of Steamie: {self.missing} steps are missing. "
                "Run steamie up, or steamie migrate; a copy is made first."
            )
        return ""


def copies() -> Path:
    """Where the copies made before migrating are kept."""
    return Path(settings.DATA) / COPIES


def compare() -> SchemaComparison:
    """Read which migrations the database has, and compare with those of this version."""
    executor = MigrationExecutor(connection)
    applied, here = set(executor.loader.applied_migrations), set(executor.loader.disk_migrations)
    later = sorted(f"{label} {name}" for label, name in applied - here if _ours(label))
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return SchemaComparison(tuple(later), missing, not applied)


def _ours(label: str) -> bool:
    return label in apps.app_configs and apps.get_app_config(label).name.startswith("steamie.")

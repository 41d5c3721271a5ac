"""The models and the migrations agree, and every migration says what it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOMS = [app.label for app in apps.get_app_configs() if app.name.startswith("steamie.") and app.models_module]
SOURCE = Path(__file__).parents[2] / "src" / "steamie"


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", *ROOMS, check=True, dry_run=True, verbosity=0)


def test_migrations_are_named() -> None:
    assert [path.name for path in SOURCE.rglob("migrations/0*.py") if "_auto_" in path.name] == []

"""A visit keeps the hour it began in: its minute and second, beside those of a form, could say whose it was."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.db import migrations
from django.db.models.functions import TruncHour


def round_to_the_hour(apps: Any, schema_editor: Any) -> None:
    """Visits that were written to the second lose it."""
    apps.get_model("visits", "Visit").objects.update(at=TruncHour("at", tzinfo=UTC))


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_take_over_visits_and_count_forms")]

    operations = [migrations.RunPython(round_to_the_hour, migrations.RunPython.noop)]

"""Visits, views of pages and recent callers belong to the room ``visits`` now; their tables take its name and keep every row."""

from django.db import migrations

TABLES = ["Visit", "PageView", "RecentCaller"]


class Migration(migrations.Migration):

    dependencies = [("website", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable(name, f"visits_{name.lower()}") for name in TABLES],
            state_operations=[migrations.DeleteModel(name) for name in TABLES],
        ),
    ]

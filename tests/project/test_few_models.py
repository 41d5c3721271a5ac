"""A migration that draws few models makes the tables that Django makes, and a step of Python sees every model."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections, migrations, models
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.state import ProjectState

from steamie.project import few_models

pytestmark = pytest.mark.django_db


class Migration(migrations.Migration):
    operations = [
        migrations.CreateModel("House", [("number", models.IntegerField(primary_key=True)), ("name", models.TextField())]),
        migrations.CreateModel("Elsewhere", [("id", models.BigAutoField(primary_key=True))]),
        migrations.CreateModel(
            "Garden",
            [
                ("house", models.OneToOneField("few.House", models.CASCADE, primary_key=True)),
                ("seen", models.ManyToManyField("few.Elsewhere")),
            ],
        ),
        migrations.CreateModel("Shed", [("garden", models.ForeignKey("few.Garden", models.CASCADE))]),
        migrations.CreateModel("Castle", [("towers", models.IntegerField())], bases=("few.house",)),
        migrations.AddField("shed", "beside", models.ForeignKey("few.Shed", models.SET_NULL, null=True)),
        migrations.AddIndex("shed", models.Index("garden", name="by_garden")),
        migrations.AddConstraint("castle", models.CheckConstraint(condition=models.Q(towers__gt=0), name="a_tower")),
        migrations.AlterField("house", "number", models.CharField(primary_key=True, max_length=9)),
        migrations.RenameField("house", "name", "title"),
        migrations.AlterUniqueTogether("house", {("number", "title")}),
        migrations.RemoveField("shed", "beside"),
        migrations.DeleteModel("elsewhere"),
    ]
    operations[-1:-1] = [migrations.RemoveField("garden", "seen")]


def tables(apply: Callable[..., Any], *more: migrations.RunPython) -> dict[str, set[str]]:
    """What stands in an empty database after the migration and ``more``: the columns of each table, in whatever order."""
    empty = DatabaseWrapper({**connection.settings_dict, "NAME": ":memory:", "OPTIONS": {}}, alias="few")
    migration = Migration("0001_initial", "few")
    migration.operations = [*migration.operations, *more]
    connections["few"] = empty
    try:
        with empty.schema_editor(atomic=True) as editor:
            apply(migration, ProjectState(), editor)
        with empty.cursor() as cursor:
            rows = cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    finally:
        empty.close()
        del connections["few"]
    return {name: set(re.split(r", (?=\")", sql[sql.index("(") + 1 : -1])) for name, sql in rows}


def test_the_tables_are_those_that_django_makes() -> None:
    by_django = tables(lambda migration, state, editor: migration.apply(state, editor))

    assert tables(few_models.apply) == by_django
    assert any("varchar(9)" in column for column in by_django["few_shed"])  # it went along, behind the garden


def test_a_step_of_python_sees_every_model_and_who_points_to_it() -> None:
    seen: list[str] = []

    def look(apps: Any, editor: Any) -> None:
        seen.extend(model.__name__ for model in apps.get_models())
        seen.extend(each.name for each in apps.get_model("few", "house")._meta.related_objects)

    tables(few_models.apply, migrations.RunPython(look))

    assert sorted(seen) == ["Castle", "Garden", "House", "Shed", "castle", "garden"]

"""The version of what the public sees. Its triggers are put in place after every migration, since a rebuilt table loses them."""

from typing import Any

from django.db import migrations, models


def first_row(apps: Any, editor: Any) -> None:
    """The one row, at nought."""
    apps.get_model("website", "PublicVersion").objects.create(pk=1)


class Migration(migrations.Migration):

    dependencies = [("website", "0002_hand_visits_to_their_own_room")]

    operations = [
        migrations.CreateModel(
            name="PublicVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(first_row, migrations.RunPython.noop),
    ]

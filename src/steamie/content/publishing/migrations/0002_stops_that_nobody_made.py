"""A stop may be made by the installation itself, when it notices that its database was put back from a copy."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("publishing", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="stop",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="difference",
            name="kind",
            field=models.CharField(
                choices=[
                    ("gone", "Gone from the channel"),
                    ("changed", "Changed on the channel"),
                    ("strange", "Posted outside the desk"),
                    ("fewer", "Comments gone"),
                    ("shown", "Shown, though it was not to be"),
                ],
                max_length=10,
            ),
        ),
    ]

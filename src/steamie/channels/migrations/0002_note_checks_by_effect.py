"""A look at a connection says whether it only looked, or did what publishing does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Earlier checks only looked."""

    dependencies = [("channels", "0001_initial")]

    operations = [
        migrations.AddField(model_name="connectioncheck", name="by_effect", field=models.BooleanField(default=False)),
    ]

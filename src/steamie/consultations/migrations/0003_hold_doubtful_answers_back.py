import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("consultations", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="consultationanswer", name="doubt", field=models.CharField(blank=True, max_length=120)
        ),
        migrations.AddField(model_name="consultationanswer", name="counts", field=models.BooleanField(default=True)),
        migrations.AddField(model_name="consultationanswer", name="looked_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="consultationanswer",
            name="looked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]

"""The days of policy and awareness campaigns that a new installation starts with (S-27). The officer edits them."""

from django.db import migrations

OCCASIONS = [
    ("World Homeless Day", 10, 10, "World Homeless Day"),
    ("Challenge Poverty Week", 10, 5, "The Poverty Alliance"),
    ("16 Days of Activism begins", 11, 25, "UN Women"),
    ("Book Week Scotland", 11, 16, "Scottish Book Trust"),
    ("Human Rights Day", 12, 10, "United Nations"),
    ("Big Energy Saving Week", 1, 17, "Citizens Advice"),
    ("Time to Talk Day", 2, 5, "See Me Scotland"),
    ("International Women’s Day", 3, 8, "United Nations"),
    ("World Health Day", 4, 7, "World Health Organization"),
    ("Mental Health Awareness Week", 5, 11, "Mental Health Foundation"),
    ("Carers Week", 6, 8, "Carers Scotland"),
    ("Refugee Festival Scotland", 6, 19, "Scottish Refugee Council"),
    ("Gas Safety Week", 9, 14, "Gas Safe Register"),
    ("Scottish Housing Day", 9, 16, "CIH Scotland"),
]


def load(apps, schema_editor):
    occasion = apps.get_model("content", "Occasion")
    for title, month, day, body in OCCASIONS:
        occasion.objects.get_or_create(title=title, defaults={"month": month, "day": day, "body": body})


class Migration(migrations.Migration):
    dependencies = [("content", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]

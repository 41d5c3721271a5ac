"""Awareness days that are another day each year: computed where there is a rule, else marked as to be checked.

A day that the officer has changed is left as it is.
"""

from django.db import migrations, models

MONDAY, WEDNESDAY, THURSDAY = 0, 2, 3
COMPUTED = [  # title, month and day as they were, those it is counted from now, weekday
    ("Time to Talk Day", (2, 5), (2, 1), THURSDAY),  # the first Thursday of February
]
CHECKED = [  # title, month and day, the weekday it usually begins on
    ("Challenge Poverty Week", 10, 5, MONDAY),
    ("Book Week Scotland", 11, 16, MONDAY),
    ("Big Energy Saving Week", 1, 17, MONDAY),
    ("Mental Health Awareness Week", 5, 11, MONDAY),
    ("Carers Week", 6, 8, MONDAY),
    ("Refugee Festival Scotland", 6, 19, None),
    ("Gas Safety Week", 9, 14, MONDAY),
    ("Scottish Housing Day", 9, 16, WEDNESDAY),
]


def mark(apps, schema_editor):
    occasion = apps.get_model("content", "Occasion")
    for title, (month, day), (first_month, first_day), weekday in COMPUTED:
        rows = occasion.objects.filter(title=title, month=month, day=day)
        rows.update(month=first_month, day=first_day, weekday=weekday)
    for title, month, day, weekday in CHECKED:
        occasion.objects.filter(title=title, month=month, day=day).update(weekday=weekday, moves=True)


class Migration(migrations.Migration):
    dependencies = [("content", "0005_left_out")]
    operations = [
        migrations.AddField("occasion", "weekday", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField("occasion", "moves", models.BooleanField(default=False)),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]

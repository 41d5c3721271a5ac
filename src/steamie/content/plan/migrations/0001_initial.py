"""The plan, and the days of policy and awareness campaigns that a new installation starts with (S-27). The officer edits them."""

import django.db.models.deletion
from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db import migrations, models

MONDAY, WEDNESDAY, THURSDAY = 0, 2, 3
OCCASIONS = [  # title, month, day, who holds it
    ("World Homeless Day", 10, 10, "World Homeless Day"),
    ("Challenge Poverty Week", 10, 5, "The Poverty Alliance"),
    ("16 Days of Activism begins", 11, 25, "UN Women"),
    ("Book Week Scotland", 11, 16, "Scottish Book Trust"),
    ("Human Rights Day", 12, 10, "United Nations"),
    ("Big Energy Saving Week", 1, 17, "Citizens Advice"),
    ("Time to Talk Day", 2, 1, "See Me Scotland"),
    ("International Women’s Day", 3, 8, "United Nations"),
    ("World Health Day", 4, 7, "World Health Organization"),
    ("Mental Health Awareness Week", 5, 11, "Mental Health Foundation"),
    ("Carers Week", 6, 8, "Carers Scotland"),
    ("Refugee Festival Scotland", 6, 19, "Scottish Refugee Council"),
    ("Gas Safety Week", 9, 14, "Gas Safe Register"),
    ("Scottish Housing Day", 9, 16, "CIH Scotland"),
]
COMPUTED = {"Time to Talk Day": THURSDAY}  # the first Thursday of February
CHECKED = {  # another day each year, so its day is to be checked; the weekday it usually begins on
    "Challenge Poverty Week": MONDAY,
    "Book Week Scotland": MONDAY,
    "Big Energy Saving Week": MONDAY,
    "Mental Health Awareness Week": MONDAY,
    "Carers Week": MONDAY,
    "Refugee Festival Scotland": None,
    "Gas Safety Week": MONDAY,
    "Scottish Housing Day": WEDNESDAY,
}


def load(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the days down."""
    occasion = apps.get_model("plan", "Occasion")
    for title, month, day, body in OCCASIONS:
        weekday = COMPUTED.get(title, CHECKED.get(title))
        occasion.objects.create(title=title, month=month, day=day, body=body, weekday=weekday, moves=title in CHECKED)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Occasion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('month', models.PositiveSmallIntegerField()),
                ('day', models.PositiveSmallIntegerField()),
                ('weekday', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('moves', models.BooleanField(default=False)),
                ('share', models.CharField(blank=True, max_length=20)),
                ('body', models.CharField(blank=True, max_length=120)),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['month', 'day'],
                'constraints': [models.UniqueConstraint(fields=('title',), name='one_occasion_a_title')],
            },
        ),
        migrations.CreateModel(
            name='Quarter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField(unique=True)),
                ('last', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['first'],
                'get_latest_by': 'first',
            },
        ),
        migrations.CreateModel(
            name='QuarterApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('reason', models.TextField(blank=True)),
                ('own_work', models.BooleanField(default=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('delegation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.delegation')),
                ('quarter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='approval', to='plan.quarter')),
            ],
        ),
        migrations.CreateModel(
            name='QuarterClosing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('counts', models.JSONField(default=dict)),
                ('reason', models.TextField(blank=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quarter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closing', to='plan.quarter')),
            ],
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(db_index=True)),
                ('share', models.CharField(blank=True, max_length=20)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('planned', models.BooleanField(default=True)),
                ('source', models.CharField(choices=[('staff', 'Staff'), ('committee', 'Committee'), ('forum', 'Forum'), ('team', 'Our team'), ('residents', 'Tenants and residents'), ('partners', 'Local groups and partners')], default='team', max_length=20)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('moved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('quarter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='plan.quarter')),
            ],
            options={
                'ordering': ['day', 'pk'],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]

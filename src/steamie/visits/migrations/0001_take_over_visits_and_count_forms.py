"""The three tables that were the website's, with their rows; and two of totals of forms."""

import django.db.models.deletion
from django.db import migrations, models

EXCLUDED = [
    ("robot", "A robot or search engine"),
    ("preview", "A link preview, made by the platform when someone shares"),
    ("prefetch", "Fetched ahead by a browser; nobody has looked yet"),
    ("staff", "Someone signed in to the desk"),
    ("repeat", "The same visitor again within half an hour"),
    ("objection", "Someone who asked not to be counted"),
]
FORMS = [("repair", "Report a repair"), ("message", "Contact us")]
ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
HANDED_OVER = [
    migrations.CreateModel(
        name="Visit",
        fields=[
            ID,
            ("at", models.DateTimeField()),
            ("day", models.DateField()),
            ("excluded", models.CharField(blank=True, choices=EXCLUDED, max_length=10)),
            (
                "publication",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="posts.publication"),
            ),
        ],
        options={
            "indexes": [
                models.Index(fields=["publication", "day"], name="visit_by_publication"),
                models.Index(condition=models.Q(("excluded", "")), fields=["day"], name="visit_counted"),
            ],
        },
    ),
    migrations.CreateModel(
        name="PageView",
        fields=[
            ID,
            ("day", models.DateField()),
            ("excluded", models.CharField(blank=True, choices=EXCLUDED, max_length=10)),
            ("views", models.PositiveIntegerField(default=0)),
            (
                "page",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="views_by_day", to="wagtailcore.page"
                ),
            ),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("page", "day", "excluded"), name="one_count_a_day")],
        },
    ),
    migrations.CreateModel(
        name="RecentCaller",
        fields=[
            ID,
            ("what", models.CharField(max_length=30)),
            ("digest", models.CharField(max_length=64)),
            ("at", models.DateTimeField(db_index=True)),
        ],
        options={
            "constraints": [models.UniqueConstraint(fields=("what", "digest"), name="one_recent_caller")],
        },
    ),
]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("posts", "0002_ask_who_is_shown_and_keep_what_is_typed"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("website", "0002_hand_visits_to_their_own_room"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=HANDED_OVER),
        migrations.CreateModel(
            name="FormsBegun",
            fields=[
                ID,
                ("form", models.CharField(choices=FORMS, max_length=10)),
                ("day", models.DateField()),
                ("office_shut", models.BooleanField()),
                ("number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("form", "day", "office_shut"), name="one_total_of_forms_begun")
                ],
            },
        ),
        migrations.CreateModel(
            name="FormsAfterPost",
            fields=[
                ID,
                ("form", models.CharField(choices=FORMS, max_length=10)),
                ("day", models.DateField()),
                ("number", models.PositiveIntegerField(default=0)),
                (
                    "post",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="forms_after", to="posts.post"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("post", "form", "day"), name="one_total_of_forms_after_a_post")
                ],
            },
        ),
    ]

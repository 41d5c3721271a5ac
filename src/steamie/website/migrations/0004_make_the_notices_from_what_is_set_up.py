"""Privacy notice and accessibility statement are made now: what was shipped as their words goes, what somebody wrote stays."""

import hashlib
from typing import Any

import wagtail.fields
from django.db import migrations

# SHA-256 of the words of version 0.1.0, which somebody may have changed since.
SHIPPED = {
    "privacy": "29ca6e66108d635ce02718acb0765ec0d3328b6c7c8e26c7bb894c366deaa6c3",
    "accessibility": "f0fdfcd8f42009756c1ad1faf8effcaee52199a3162c6aa731f91873ea9fe55b",
}
INTRO = "What this website knows about you: very little."
NEW_INTRO = "What we hold about you, for how long, and who else gets it."


def forget_what_was_shipped(apps: Any, editor: Any) -> None:
    """Empty the words that nobody here wrote."""
    for page in apps.get_model("website", "TextPage").objects.filter(slug__in=SHIPPED):
        if hashlib.sha256(page.body.encode()).hexdigest() == SHIPPED[page.slug]:
            page.body = ""
        if page.intro == INTRO:
            page.intro = NEW_INTRO
        page.save(update_fields=["body", "intro"])


class Migration(migrations.Migration):

    dependencies = [("website", "0003_number_what_the_public_sees")]

    operations = [
        migrations.AlterField(
            model_name="textpage",
            name="body",
            field=wagtail.fields.RichTextField(blank=True, verbose_name="words of our own"),
        ),
        migrations.RunPython(forget_what_was_shipped, migrations.RunPython.noop),
    ]

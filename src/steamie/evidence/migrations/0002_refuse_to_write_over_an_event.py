"""Guard the minute book against ``INSERT OR REPLACE`` too, which removes a row without asking the guard against deleting."""

from django.db import migrations

from steamie.evidence import triggers


class Migration(migrations.Migration):

    dependencies = [("evidence", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: triggers.install(editor.connection),
        ),
    ]

"""The table of the minute book; from its first row on the database itself refuses to alter it."""

from django.db import migrations, models

from steamie.evidence import triggers


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True)),
                ('at', models.DateTimeField(db_index=True)),
                ('actor', models.CharField(max_length=60)),
                ('office', models.CharField(blank=True, max_length=20)),
                ('verb', models.CharField(max_length=40)),
                ('clause', models.CharField(blank=True, max_length=20)),
                ('subject', models.CharField(max_length=80)),
                ('reason', models.TextField(blank=True)),
                ('facts', models.JSONField(default=dict)),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'ordering': ['number'],
                'indexes': [models.Index(fields=['clause', 'number'], name='event_by_clause'), models.Index(fields=['subject', 'number'], name='event_by_subject'), models.Index(fields=['verb', 'at'], name='event_by_verb')],
            },
        ),
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: triggers.remove(editor.connection),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='survey',
            name='group',
            field=models.CharField(blank=True, default='', max_length=20),
            preserve_default=False,
        ),
    ]

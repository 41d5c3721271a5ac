from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('effort', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='effortentry',
            name='way',
            field=models.CharField(blank=True, choices=[('web', 'Website'), ('e-mail', 'E-mail'), ('phone', 'Phone'), ('letter', 'Letter'), ('visit', 'Visit'), ('social', 'Comments and messages')], default='', max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='effortplan',
            name='hour_pence',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
    ]

from django.db import migrations, models

TOPICS = [('approval', 'A post, correction, report or edition waits for your yes'), ('second person', 'A colleague asks for a second person'), ('assigned', 'A case or conversation was given to you'), ('team', 'A case came for your team'), ('reply', 'Somebody wrote again in a case or conversation of yours'), ('overdue', 'Something on your Today page has waited for two working days'), ('own work', 'Your work was approved, sent back or held; your suggestion was answered')]


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0002_notify_of_what_waits'),
    ]

    operations = [
        migrations.AlterField(
            model_name=model,
            name='topic',
            field=models.CharField(choices=TOPICS, max_length=20),
        )
        for model in ('notification', 'notificationchoice')
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("letters", "0003_read_a_mailbox")]

    operations = [
        migrations.AddField(
            model_name="mailbox",
            name="vouching_server",
            field=models.CharField(blank=True, max_length=253),
        ),
    ]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]

    operations = [migrations.RenameField(model_name="collection", old_name="said", new_name="outcome")]

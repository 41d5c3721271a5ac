"""Cases of damp that came in before matters of damp were kept get theirs, with the clock that has run since they came."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def give_each_its_matter(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Case = apps.get_model("casework", "Case")
    DampMatter = apps.get_model("services", "DampMatter")
    DampDuty = apps.get_model("services", "DampDuty")
    for case in Case.objects.filter(kind="damp"):
        clock = case.clocks.filter(duty="investigate").order_by("pk").last()
        if clock is None:
            continue
        matter = DampMatter.objects.create(
            case=case,
            nation="scotland",
            aware_at=clock.since,
            way=case.way,
            written_down_at=case.written_down_at,
            written_down_by=case.written_down_by,
        )
        DampDuty.objects.create(matter=matter, code="investigate", clock=clock, done_at=clock.met_at)


class Migration(migrations.Migration):
    dependencies = [("services", "0003_damp"), ("casework", "0001_initial")]

    operations = [migrations.RunPython(give_each_its_matter, migrations.RunPython.noop, elidable=True)]

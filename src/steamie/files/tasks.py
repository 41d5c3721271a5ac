"""The room's tasks."""

from __future__ import annotations

from django_tasks import task

from . import uploads
from .models import Upload
from .pictures import PATIENCE


@task()
def look_at_uploads() -> None:
    """Look at every picture that waits, the longest waiting first."""
    for pk in list(Upload.objects.waiting().values_list("pk", flat=True)):
        upload = Upload.objects.waiting().filter(pk=pk).first()
        if upload and not uploads.look_at_waiting(upload, patience=PATIENCE):
            return

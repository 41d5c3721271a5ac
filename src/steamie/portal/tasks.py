"""The room's tasks. A task is only a wake-up: the rows say what there is to answer."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from .actions.answering import answer_request
from .models import AccountRequest


@task()
def answer_requests() -> None:
    """Answer everybody who asked at the door."""
    answer_due()


def answer_due() -> None:
    """Answer every request, each in a transaction of its own."""
    now = timezone.now()
    for request in AccountRequest.objects.order_by("pk"):
        answer_request(request=request, at=now)

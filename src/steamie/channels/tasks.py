"""The hourly look at every connection."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from steamie.evidence.actors import CLOCK

from . import registry
from .actions import check_connection
from .models import AccessComparison, Channel, ConnectionCheck

KEPT = timedelta(days=90)
LOOKS_KEPT = timedelta(days=730)  # comparisons of who may administer an account
log = logging.getLogger(__name__)


@task()
def check_connections() -> None:
    """Examine each account in use; one that fails to be examined does not spare the others. Old checks are thrown away."""
    now = timezone.now()
    for channel in Channel.objects.active().select_related("owner", "deputy"):
        if registry.waits_for_connecting(channel.kind, channel.remote_id):
            continue  # it has not broken: it was never connected
        try:
            check_connection(channel=channel, now=now, by=CLOCK)
        except Exception as problem:  # noqa: BLE001 -- a plug-in may fail in any way
            log.error("The connection of channel %s could not be checked: %s", channel.pk, type(problem).__name__)
    ConnectionCheck.objects.filter(at__lt=now - KEPT).delete()
    AccessComparison.objects.filter(at__lt=now - LOOKS_KEPT).delete()

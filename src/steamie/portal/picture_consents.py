"""Where a picture may not be shown: a consent about it was taken back, has run out, or names other channels."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from steamie.files.consents import objects

from .models import PictureConsent

TAKEN_BACK = "Somebody in the picture has taken back that it may be shown. Use another picture."
RUN_OUT = "The consent of somebody in the picture has run out. Ask them again, or use another picture."
ELSEWHERE = "Somebody in the picture did not agree that it is shown here. Use another picture."


@objects
def not_agreed(pictures: Collection[int], channels: Collection[int], day: date) -> Iterator[tuple[int, str]]:
    """The channels where somebody who gave a consent for one of the pictures does not agree, or not any more."""
    for row in PictureConsent.objects.filter(picture__in=pictures).prefetch_related("channels"):
        agreed = {channel.pk for channel in row.channels.all()}
        whole = TAKEN_BACK if row.withdrawn_at else RUN_OUT if row.until < day else ""
        yield from ((channel, whole or ELSEWHERE) for channel in channels if whole or channel not in agreed)

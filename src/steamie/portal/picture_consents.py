"""Where a picture may not be shown: a consent about it was taken back, has run out, or names other channels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from steamie.channels.models import Channel
from steamie.files.consents import objects

from .models import PictureConsent

TAKEN_BACK = "Somebody in the picture has taken back that it may be shown. Use another picture."
RUN_OUT = "The consent of somebody in the picture has run out. Ask them again, or use another picture."
ELSEWHERE = "Somebody in the picture did not agree that it is shown here. Use another picture."


@objects
def not_agreed(pictures: Collection[int], day: date) -> Mapping[int, Mapping[int, str]]:
    """For each picture that anybody gave a consent for, the channels where one of them does not agree, or not any more."""
    rows = list(PictureConsent.objects.filter(picture__in=pictures).prefetch_related("channels"))
    if not rows:
        return {}
    every = list(Channel.objects.values_list("pk", flat=True))
    answer: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows:
        agreed = {channel.pk for channel in row.channels.all()}
        whole = TAKEN_BACK if row.withdrawn_at else RUN_OUT if row.until < day else ""
        answer[row.picture_id] |= {channel: whole or ELSEWHERE for channel in every if whole or channel not in agreed}
    return answer

"""The rows behind the figure of packs: each paragraph with the records of the newest pack."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .clauses import PACKED
from .models import EvidencePack
from .standard import paragraphs


@shows(PACKED)
def paragraphs_of_the_pack(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every paragraph; those with records count."""
    pack = EvidencePack.objects.filter(built_at__lte=now).first()
    if pack is None:
        return
    page = reverse("reports:standard")
    for one in paragraphs():
        records = pack.records.get(one.number, 0)
        yield Counted(f"{one.number} {one.title}", some(records, "record"), page, counts=records > 0)

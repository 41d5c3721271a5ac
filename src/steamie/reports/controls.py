"""How packs keep their clause: the evidence for the standard was gathered lately, for each of its paragraphs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State

from .clauses import PACKED
from .models import EvidencePack

LATELY = timedelta(days=400)  # the regulator asks for a statement each year


@keeps(
    PACKED,
    NoParameters,
    label="The evidence for the standard is gathered in a signed pack",
    remedy="Build a pack of evidence",
    signs=r"\bopen about and accountable\b",
)
def evidence_is_packed(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """The newest pack: how many records it holds, and for which paragraphs it holds none."""
    page = reverse("reports:standard")
    pack = EvidencePack.objects.filter(built_at__lte=now).first()
    if pack is None:
        return Standing(State.NOT_MEASURED, "0 packs", "It waits for the first pack to be built.", page)
    filled = sum(records > 0 for records in pack.records.values())
    built = f"{pack.built_at:%-d %B %Y}"
    figure = f"{filled} of {len(pack.records)} paragraphs in the pack of {built}, {some(pack.total, 'record')}"
    empty = [number for number, records in pack.records.items() if not records]
    if empty:
        return Standing(State.AT_RISK, figure, f"It holds nothing for {', '.join(empty)}.", page)
    if now - pack.built_at > LATELY:
        return Standing(State.AT_RISK, figure, "It is more than a year old.", page)
    return Standing(State.MET, figure, "It holds something for every paragraph, and can be checked without us.", page)

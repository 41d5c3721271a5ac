"""Writing readings: one a day for each thing measured. A value once given is never replaced by a gap, nor by a guess."""

from __future__ import annotations

from collections.abc import Sequence

from steamie.monitoring.measures import BY_HAND
from steamie.monitoring.models import Reading

CHANGED = ["value", "definition", "source", "problem", "gap", "taken_at"]


def keep(rows: Sequence[Reading]) -> None:
    """Add these readings; where the day has one already, the later value replaces the earlier."""
    if not rows:
        return
    existing = {_place(row): row for row in Reading.objects.on(rows[0].day).filter(channel__in={row.channel_id for row in rows})}
    changed = [
        _merged(existing[_place(row)], row) for row in rows if _place(row) in existing and _better(row, existing[_place(row)])
    ]
    Reading.objects.bulk_update(changed, CHANGED, batch_size=100)
    Reading.objects.bulk_create([row for row in rows if _place(row) not in existing], batch_size=200)


def _place(row: Reading) -> tuple[str, int, int | None]:
    return row.measure, row.channel_id, row.publication_id


def _better(new: Reading, old: Reading) -> bool:
    if old.source == BY_HAND:
        return False
    return new.value is not None or old.value is None


def _merged(old: Reading, new: Reading) -> Reading:
    for name in CHANGED:
        setattr(old, name, getattr(new, name))
    return old

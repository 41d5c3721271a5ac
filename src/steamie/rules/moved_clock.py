"""What may still be believed when a machine's clock has been put back (S-61).

What has happened cannot lie ahead. Where its moment does, by more than the clocks of two machines may differ, the clock was put
back since, and how long ago it was can no longer be told. The moment a post falls due is another thing: a person chose it, by
the clock on the wall, and it stands.
"""

from __future__ import annotations

from datetime import datetime, timedelta

APART = timedelta(minutes=1)  # how far apart the clocks of two machines may be
LEASE = timedelta(seconds=20)  # how long a claim lasts that is not renewed


def lies_ahead(happened: datetime | None, now: datetime) -> bool:
    """Whether the moment of something that has happened shows that the clock was put back since."""
    return happened is not None and happened - now > APART


def believable_ends(now: datetime) -> tuple[datetime, datetime]:
    """The first and the last moment at which a claim that is in force may end.

    One that ends earlier is over. One that would end later runs longer than a claim can, even by a clock that is ``APART`` ahead:
    it was taken before the clock was put back.
    """
    return now, now + LEASE + APART

"""Who is at work on a publication. A claim is a lease: it is renewed before each call and ends by itself.

It saves work, and no more: what may be asked of the channel never depends on it, so one that is taken over too soon is harmless.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from datetime import datetime
from functools import cache
from pathlib import Path

from django.db.models import Prefetch

from steamie.content.posts.models import PostPicture, Publication
from steamie.rules.moved_clock import LEASE

FREE = {"claim": "", "claimed_until": None}
_PARTS = ("attempts", "post__texts", Prefetch("post__pictures", PostPicture.objects.select_related("picture")))


def take(publication_id: int, claimant: str, now: datetime) -> str:
    """Claim a row whose moment has come, by compare-and-swap. The token, or an empty string when there is nothing to do."""
    token = f"{claimant}:{secrets.token_hex(4)}"
    row = Publication.objects.to_wake(now).filter(pk=publication_id)
    return token if row.update(claim=token, claimed_until=now + LEASE) else ""


def holding(publication_id: int, token: str, now: datetime) -> Publication | None:
    """The row, locked and its lease renewed, if the claim is still ours. Call inside a transaction.

    What hangs on it is read after the lock, once for the whole decision: attempts, texts, pictures.
    """
    row = (
        Publication.objects.select_for_update(of=("self",), no_key=True)
        .select_related("post", "channel")
        .prefetch_related(*_PARTS)
    )
    publication = row.filter(pk=publication_id, claim=token).order_by().first()
    if publication:
        publication.claimed_until = now + LEASE
    return publication


def claimant() -> str:
    """This process, so that another on the same machine can tell whether it still lives."""
    return f"{machine()}:{os.getpid()}:{_started(os.getpid())}"


def release_the_dead(now: datetime) -> list[int]:
    """Free the rows claimed by processes of this machine that are gone; the rows freed. Leases end the rest."""
    claimed = Publication.objects.filter(claim__startswith=f"{machine()}:", claimed_until__gte=now)
    dead = [(pk, claim) for pk, claim in claimed.values_list("pk", "claim") if not _lives(claim)]
    return [pk for pk, claim in dead if Publication.objects.filter(pk=pk, claim=claim).update(**FREE)]


def wake_again(now: datetime) -> int:
    """The clock was put back: what has begun is looked at now, not at a moment the old clock named; how many rows.

    What is only waiting for its time keeps it.
    """
    return Publication.objects.asleep_once_begun(now).update(wake_at=now)


@cache
def machine() -> str:
    """Eight digits for this machine, this start of it, and this namespace of processes."""
    parts = [_read("/proc/sys/kernel/random/boot_id"), os.uname().nodename]
    with contextlib.suppress(OSError):
        parts.append(str(Path("/proc/self/ns/pid").readlink()))
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]


def _lives(claim: str) -> bool:
    _, pid, started, *_ = claim.split(":")
    return started == "?" or _started(int(pid)) == started


def _started(pid: int) -> str:
    """When a process started, in the kernel's ticks; "?" where that cannot be known, empty when it is gone."""
    if not Path("/proc/self/stat").exists():
        return "?"
    fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return "" if not fields or fields[0] in {"Z", "X"} else fields[19]


def _read(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""

"""What we say happened beside what the stand-in knows happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.publishing.models import Attempt

from . import corrections
from .corrections import Corrections
from .kinds import truth
from .options import Options
from .posts import titled

FLAGGED = {Step.NEEDS_A_PERSON, Step.HELD, Step.REFUSED}


@dataclass(frozen=True, slots=True)
class DrillReport:
    """The outcome. A drill passes when nothing was lost, doubled, or said wrongly, and every correction is where we say it is."""

    kind: str
    publisher: str
    database: str
    posts: int
    workers: int
    seed: int
    kills: int
    published: int
    flagged: int  # a person was asked or told: held, refused, unconfirmed, or waiting because the channel said so
    reasons: dict[str, int]  # why they were flagged
    unknown: int  # of those, the ones the ledger says it does not know about
    lost: int  # not on the Page, and nobody was told
    doubled: int  # seen twice, or shown twice
    mismatches: int  # we say sent and it is not there, or the other way about
    orphans: int  # copies nobody can see, left after the sweep
    corrections: Corrections
    calls: int
    unclear_answers: int
    recovery_seconds: float  # longest time until a post whose worker was killed moved again
    seconds: float

    @property
    def passed(self) -> bool:
        """Nothing lost, nothing doubled, the ledger right, the words right."""
        return not (self.lost or self.doubled or self.mismatches or self.corrections.failed)

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return asdict(self) | {"passed": self.passed}

    def as_text(self) -> str:
        """For people."""
        corrected = {f"corrections {name}": value for name, value in asdict(self.corrections).items()}
        figures = {name: value for name, value in asdict(self).items() if name != "corrections"} | corrected
        lines = [f"{name.replace('_', ' '):>23}  {value}" for name, value in figures.items()]
        return "\n".join([*lines, "Passed." if self.passed else "FAILED."])


def compare(options: Options, *, killed: int, seconds: float) -> DrillReport:
    """Count, from our rows and the stand-in's truth."""
    by_title = _copies(options.kind)
    rows = list(Publication.objects.select_related("post"))
    copies = {row.pk: by_title[row.post.title] for row in rows}
    seen = {pk: [post for post in posts if post["times_visible"]] for pk, posts in copies.items()}
    visible = {pk for pk, posts in seen.items() if any(post["visible"] for post in posts)}
    flagged = {row.pk for row in rows if row.step in FLAGGED or (row.step != Step.PUBLISHED and _told_to_wait(row))}
    sent = {row.pk for row in rows if row.step == Step.PUBLISHED}
    unconfirmed = {row.pk for row in rows if _in_doubt(row)}
    attempts = Attempt.objects.filter(verb__in=["create", "publish", "edit"])
    return DrillReport(
        kind=options.kind,
        publisher=options.publisher,
        database=connection.vendor,
        posts=len(rows),
        workers=options.workers,
        seed=options.seed,
        kills=killed,
        published=len(sent),
        flagged=len(flagged),
        reasons=_reasons([row for row in rows if row.pk in flagged]),
        unknown=len(unconfirmed),
        lost=sum(row.pk not in visible and row.pk not in flagged for row in rows),
        doubled=sum(sum(post["times_visible"] for post in posts) > 1 for posts in seen.values()),
        mismatches=len(sent - visible) + len(visible - sent - unconfirmed),
        orphans=sum(_is_left(post) for pk in sent for post in copies[pk]),
        corrections=corrections.compare(rows, copies),
        calls=attempts.count(),
        unclear_answers=attempts.filter(outcome="unknown").count(),
        recovery_seconds=_recovery(),
        seconds=round(seconds, 1),
    )


def _in_doubt(row: Publication) -> bool:
    """The ledger itself says that it does not know: a person must look, or an answer is still waited for."""
    return row.step == Step.NEEDS_A_PERSON or (row.step != Step.PUBLISHED and row.unknown_since is not None)


def _copies(kind: str) -> dict[str, list[dict[str, Any]]]:
    """The stand-in's posts by the title in their words."""
    posts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for post in truth(kind)["posts"]:
        posts[titled(post["message"])].append(post)
    return posts


def _reasons(rows: list[Publication]) -> dict[str, int]:
    return dict(Counter(f"{row.step}: {row.problem or 'the channel asked us to wait'}" for row in rows))


def _is_left(post: dict[str, Any]) -> bool:
    return not post["times_visible"] and not post["deleted"]


def _told_to_wait(row: Publication) -> bool:
    return row.attempts.filter(outcome="throttled").exists()


def _recovery() -> float:
    """From the call a killed worker never saw answered to the next call about the same post."""
    longest = 0.0
    for died in Attempt.objects.filter(detail__startswith="The process died"):
        after = Attempt.objects.filter(publication=died.publication_id, pk__gt=died.pk).first()
        if after:
            longest = max(longest, (after.started_at - died.started_at).total_seconds())
    return round(longest, 2)

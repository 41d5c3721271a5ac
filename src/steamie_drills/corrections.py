"""Corrections under fire: written and approved while the drill goes on, and compared with what the Page says in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from steamie.content.posts.actions.correcting import approve_correction, propose
from steamie.content.posts.composition import of_post
from steamie.content.posts.correcting.changes import fingerprint_of
from steamie.content.posts.models import Amendment, Post, Publication
from steamie.content.posts.models.publications import Step
from steamie.people.models import Person
from steamie.rules.correcting import Stage
from steamie.rules.situation import PACE

from .posts import words

TIMES = 2  # each post chosen is corrected so often: the second time shows whether the first can come back
FLAGGED = {Stage.HELD, Stage.NEEDS_A_PERSON, Stage.REFUSED}
GOING = {Stage.WAITING, Stage.CORRECTING}


class Editor:
    """Corrects one post in ``one_in`` as soon as it has been sent, and again as soon as the correction has settled."""

    def __init__(self, one_in: int) -> None:
        posts = Post.objects.order_by("pk").values_list("pk", flat=True)
        self.chosen = {pk for number, pk in enumerate(posts) if one_in and number % one_in == number // one_in % one_in}
        self.by = Person.objects.latest("pk")  # who wrote the posts

    def look_in(self) -> None:
        """Write and approve what can be corrected now."""
        for row in self.to_correct().select_related("post"):
            _correct(row.post, row.amendments.count() + 1, self.by)

    def to_correct(self) -> QuerySet[Publication]:
        """Sent, settled, and not yet corrected often enough."""
        rows = Publication.objects.filter(post__in=self.chosen, step=Step.PUBLISHED)
        settled = rows.exclude(amendments__stage__in=GOING | FLAGGED)
        return settled.annotate(number=Count("amendments")).filter(number__lt=TIMES)


def _correct(post: Post, number: int, by: Person) -> None:
    """As approved before the time to undo it began: the wait is not what is drilled."""
    then, composition = timezone.now() - PACE.undo, of_post(post)
    composition = replace(composition, texts=dict.fromkeys(composition.texts, f"{post.title}, corrected {number}."))
    written = propose(post=post, composition=composition, reason="For the drill", by=by, at=then)
    approve_correction(correction=written, fingerprint=fingerprint_of(written), by=by, at=then)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What became of them."""

    approved: int
    carried: int  # our record says that the channel followed
    flagged: int  # a person was asked or told, or the channel asked us to wait
    lost: int  # the Page says something else, and nobody was told
    wrong: int  # posts whose words on the Page are not the last that our record says were carried there
    turned_back: int  # posts that went back to earlier words
    repeated: int  # edits that asked for the same words again: harmless

    @property
    def failed(self) -> bool:
        """Whether the Page and our record differ where nobody was told."""
        return bool(self.lost or self.wrong or self.turned_back)


def compare(rows: Sequence[Publication], copies: Mapping[int, Sequence[Mapping[str, Any]]]) -> Corrections:
    """Count, from our rows and the stand-in's copies of each."""
    amendments = list(Amendment.objects.order_by("pk"))
    outcomes = [_outcome(row, [one for one in amendments if one.publication_id == row.pk], copies[row.pk]) for row in rows]
    return Corrections(
        approved=len(amendments),
        carried=sum(one.stage == Stage.CORRECTED for one in amendments),
        flagged=sum(one.stage in FLAGGED or _asked_to_wait(one) for one in amendments),
        lost=sum(one.lost for one in outcomes),
        wrong=sum(one.wrong for one in outcomes),
        turned_back=sum(one.turned_back for one in outcomes),
        repeated=sum(one.repeated for one in outcomes),
    )


@dataclass(frozen=True, slots=True)
class CorrectedPost:
    """One post: what the Page says of it, beside what it should say."""

    allowed: Sequence[str]  # the words approved for it, in order
    carried: int  # which of them our record says the Page shows
    last: Amendment | None
    page: Mapping[str, Any]

    @property
    def says(self) -> int:
        """Which of them the Page shows; -1: something nobody approved."""
        return self.allowed.index(self.page["message"]) if self.page["message"] in self.allowed else -1

    @property
    def open(self) -> bool:
        """Whether the last correction has not reached the Page for sure, which then may say the one or the other."""
        return self.last is not None and self.last.stage != Stage.CORRECTED

    @property
    def lost(self) -> bool:
        """Approved, not on the Page, and nobody knows."""
        if self.last is None or not self.open or self.says == len(self.allowed) - 1:
            return False
        return Stage(self.last.stage) not in FLAGGED and not _asked_to_wait(self.last)

    @property
    def wrong(self) -> bool:
        """The Page says what nobody approved, or not what our record says it does."""
        return self.says not in ({self.carried, len(self.allowed) - 1} if self.open else {self.carried})

    @property
    def turned_back(self) -> bool:
        """Whether earlier words came back."""
        shown = [self.allowed.index(text) for text in self.page["edits"] if text in self.allowed]
        return shown != sorted(shown)

    @property
    def repeated(self) -> int:
        """How often words were asked for that had been asked for already."""
        return len(self.page["edits"]) - len(set(self.page["edits"]))


def _outcome(row: Publication, amendments: Sequence[Amendment], copies: Sequence[Mapping[str, Any]]) -> CorrectedPost:
    seen = next((copy for copy in copies if copy["visible"]), None)
    allowed = [words(row.post), *(one.words for one in amendments)]
    carried = max((n for n, one in enumerate(amendments, 1) if one.stage == Stage.CORRECTED), default=0)
    return CorrectedPost(
        allowed, carried, amendments[-1] if amendments else None, seen or {"message": allowed[carried], "edits": []}
    )


def _asked_to_wait(one: Amendment) -> bool:
    """Still to be carried because the channel said: not before some minutes have passed."""
    tried = one.publication.attempts.filter(fingerprint=one.fingerprint)
    return one.stage in GOING and tried.filter(outcome="throttled").exists()

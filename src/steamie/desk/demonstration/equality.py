"""What the invented association checked before it went public, one impact assessment, and a campaign for the winter."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.equality.actions import Answers, assess_impact, check_equality
from steamie.equality.models import EqualityAnswer
from steamie.equality.subjects import ScreenedSubject, all_subjects
from steamie.objectives.campaigns import begin_campaign, gather_campaign
from steamie.objectives.screened import campaign_subject

from .posts import Desk
from .year import lately

YES, NO = EqualityAnswer.YES, EqualityAnswer.NO
USUAL: Answers = {
    "who": (YES, "Read with the forum: tenants of all ages, and people who use a screen reader."),
    "offline": (YES, "The same by phone and at the office desk, in office hours."),
    "formats": (YES, "The page says how to ask for it, and the office prints large."),
    "words": (YES, "A colleague read it aloud, and looked at the pictures."),
    "worse": (NO, "Nobody we could think of; the forum thought so too."),
}
DOUBTFUL: Answers = {
    **USUAL,
    "offline": (EqualityAnswer.UNSURE, "Evenings are online only, and a quarter of our tenants are not."),
}
ASSESSED = "Report a repair"  # the page whose check asked for more
CAMPAIGN = ("Warm homes this winter", "That every tenant knows how to get help with heating, whoever they are.")


def check_all(desk: Desk) -> None:
    """The team checked every page before it went public; one check asked for an impact assessment."""
    by, at = desk.cast["team"], lately(desk.now - timedelta(days=210), order=3)
    for subject in all_subjects():
        check_equality(subject=subject, answers=DOUBTFUL if subject.title == ASSESSED else USUAL, by=by, now=at)
        if subject.title == ASSESSED:
            _assess(desk, subject)
    _campaign(desk)


def _assess(desk: Desk, subject: ScreenedSubject) -> None:
    at = lately(desk.now - timedelta(days=205), order=3)
    assess_impact(
        subject=subject,
        findings="Tenants without the internet cannot report in the evening, and older tenants are more often without.",
        measures="The emergency number is on every page and on every close’s board, day and night.",
        review_on=timezone.localdate(at) + timedelta(days=365),
        by=desk.cast.officer,
        now=at,
    )


def _campaign(desk: Desk) -> None:
    """Begun and checked last month; the next drafts about it belong to it."""
    at = lately(desk.now - timedelta(days=30), order=3)
    campaign = begin_campaign(name=CAMPAIGN[0], about=CAMPAIGN[1], by=desk.cast.officer, now=at)
    check_equality(subject=campaign_subject(campaign, is_public=False), answers=USUAL, by=desk.cast["team"], now=at)
    posts = list(Post.objects.live().filter(due_at__gte=desk.now, share="association").order_by("due_at")[:3])
    gather_campaign(campaign=campaign, posts=posts, by=desk.cast["team"], now=lately(desk.now, order=3))

"""How visits keep their clauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from steamie.content.posts.models import Post
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import in_words, parameter
from steamie.rules.small_numbers import FEWEST
from steamie.rules.standing import Standing, State

from .figures import followed_of

FOLLOWED = "posts.followed_by"
WINDOW = timedelta(days=89)  # with today, ninety days


@dataclass(frozen=True, slots=True)
class WrittenFor:
    """Whose posts are looked at."""

    audience: str = parameter("For whom")


@keeps(
    FOLLOWED,
    WrittenFor,
    label="What followed the posts for an audience is counted, without small numbers",
    remedy=lambda chosen: f"Write posts for {in_words(chosen.audience)} with a link to follow",
    signs=r"\breach(es|ed)?\b.*\b(tenants?|owners?|residents?|applicants?)\b",
)
def posts_for_an_audience_are_followed(clause: Clause, parameters: WrittenFor, now: datetime) -> Standing:
    """Visits and forms that followed the posts written for one audience; who followed a link is not known."""
    page, whose = reverse("visits_desk:after_posts"), in_words(parameters.audience)
    last = timezone.localdate(now)
    posts = Post.objects.published_between(last - WINDOW, last).filter(audience=parameters.audience)
    number = posts.count()
    if not number:
        return Standing(State.NOT_MEASURED, "0 posts in 90 days", f"No post for {whose} has gone out in 90 days.", page)
    visits, forms = followed_of(posts, last - WINDOW, last)
    sent = some(forms, "form") if forms >= FEWEST else f"fewer than {FEWEST} forms"
    figure = f"{some(visits, 'visit')} and {sent} followed {some(number, 'post')} for {whose} in 90 days"
    if not visits:
        return Standing(State.AT_RISK, figure, "Nobody followed a link in one of them.", page)
    return Standing(State.MET, figure, "Who follows a link is not known: only which post they came from.", page)

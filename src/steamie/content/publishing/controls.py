"""How the publisher keeps its clauses."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from steamie.content.posts.models import Publication
from steamie.content.publishing.models import Stop
from steamie.content.publishing.practising import practised
from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Standing, State


@keeps(
    "publishing.stopped_at_once",
    label="Everything can be stopped at once",
    remedy="Look at what went out while all was stopped",
    signs=r"\b(stop|pause|suspend)\b.*\b(posts?|posting|publishing)\b|\b(posts?|posting|publishing)\b.*\b(stopped|paused|suspended)\b",
)
def everything_stops_in_one_action(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Pause-all stops the queue in one action: nothing was published while a stop was in force."""
    page = reverse("publishing:stop")
    stops = list(Stop.objects.select_related("resumption").order_by("at"))
    if not stops:
        return _never_stopped(now, page)
    slipped = sum(_published_during(stop, now) for stop in stops)
    figure = f"{some(len(stops), 'stop')}; {some(slipped, 'post')} shown meanwhile"
    if slipped:
        return Standing(State.BREACHED, figure, "A post was shown while everything was stopped.", page)
    return Standing(State.MET, figure, "Each stop held every post until a person lifted it.", page)


def _never_stopped(now: datetime, page: str) -> Standing:
    """No stop was needed: the last rehearsal says whether people can, and how fast."""
    rehearsals = practised(now)
    if not rehearsals:
        reason = "“Stop all posts” is on every page of the desk; it has never been needed, and never rehearsed."
        return Standing(State.NOT_MEASURED, "", reason, page)
    last = rehearsals[0]
    stopped = f"the last stopped after {last.took}" if last.took else "no stop in the last"
    figure = f"{some(len(rehearsals), 'rehearsal')} in a year, {stopped}"
    if not last.took:
        return Standing(State.AT_RISK, figure, "Nobody stopped the posts in the last rehearsal.", last.address)
    return Standing(State.MET, figure, "It has never been needed; it was rehearsed.", last.address)


def _published_during(stop: Stop, now: datetime) -> int:
    until = stop.resumption.at if hasattr(stop, "resumption") else now
    asked = {"attempts__verb__in": ["create", "publish"], "attempts__started_at__gt": stop.at, "attempts__started_at__lt": until}
    return Publication.objects.filter(**asked).distinct().count()

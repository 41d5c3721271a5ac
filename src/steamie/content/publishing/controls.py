"""How the publisher keeps its clauses."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from steamie.content.posts.models import Publication
from steamie.content.publishing.models import Stop
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
        reason = "“Stop all posts” is on every page of the desk; it has never been needed."
        return Standing(State.NOT_MEASURED, "", reason, page)
    slipped = sum(_published_during(stop, now) for stop in stops)
    figure = f"{some(len(stops), 'stop')}; {some(slipped, 'post')} shown meanwhile"
    if slipped:
        return Standing(State.BREACHED, figure, "A post was shown while everything was stopped.", page)
    return Standing(State.MET, figure, "Each stop held every post until a person lifted it.", page)


def _published_during(stop: Stop, now: datetime) -> int:
    until = stop.resumption.at if hasattr(stop, "resumption") else now
    asked = {"attempts__verb__in": ["create", "publish"], "attempts__started_at__gt": stop.at, "attempts__started_at__lt": until}
    return Publication.objects.filter(**asked).distinct().count()

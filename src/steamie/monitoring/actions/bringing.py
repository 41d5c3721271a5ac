"""Figures brought in from a file that somebody exported at Google or at the channel. What the source gave us itself stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from steamie.channels import registry
from steamie.channels.models import Channel
from steamie.evidence.actions import record
from steamie.evidence.in_force import Citation
from steamie.monitoring.google.client import METRICS
from steamie.monitoring.measures import measure
from steamie.monitoring.models import AnalyticsReading, Reading
from steamie.monitoring.verbs import Verb
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.rules.figures_file import FileFigures
from steamie.rules.permissions import Act

from .analytics import SOURCE

FROM_A_FILE = "from a file"


@dataclass(frozen=True, slots=True)
class FileTarget:
    """Whose figures a file holds: a metric of Google Analytics or, with a channel, a measure of the channel's own account."""

    code: str
    channel: Channel | None = None
    social: bool = False


@dataclass(frozen=True, slots=True)
class BroughtFigures:
    """What became of the days of a file."""

    new: int  # or changed since an earlier file
    same: int
    stood: int  # the source had given us a value itself
    empty: int  # without a number in the file
    left_out: tuple[str, ...]

    @property
    def words(self) -> str:
        """“28 days are new, 3 were here already.”"""
        parts = [
            f"{number} {words}"
            for number, words in (
                (self.new, "new"),
                (self.same, "here already"),
                (self.stood, "kept as the source itself gave them"),
                (self.empty, "without a figure"),
                (len(self.left_out), "left out"),
            )
            if number
        ]
        return f"Days: {', '.join(parts) or 'none'}."


def targets() -> Iterator[tuple[str, str, FileTarget]]:
    """Everything a file can hold figures of: a key for a form, a label, and the target."""
    for code, label in METRICS.items():
        yield f"google-{code}", f"{label} (Google Analytics)", FileTarget(code)
    yield "google-social", "Visits from social media (Google Analytics)", FileTarget("sessions", social=True)
    for channel in Channel.objects.active().order_by("pk"):
        kind = registry.kinds().get(channel.kind)
        for one in kind.measures if kind else ():
            if not one.of_a_post:
                yield (
                    f"channel-{channel.pk}-{one.code.replace(' ', '_')}",
                    f"{one.label} ({channel})",
                    FileTarget(one.code, channel),
                )


@action()
def bring_figures(*, target: FileTarget, figures: FileFigures, by: Person, now: datetime | None = None) -> BroughtFigures:
    """Keep the days of a file; brought in twice, nothing changes. A day to come is left out."""
    moment = now or timezone.now()
    require(by, Act.MEASURE)
    today = timezone.localdate(moment)
    ahead = tuple(f"{day:%-d %B %Y} is still to come." for day in figures.values if day > today)
    given = {day: value for day, value in figures.values.items() if value is not None and day <= today}
    before = _before(target, given)
    stood = {day for day, (value, source) in before.items() if value is not None and FROM_A_FILE not in source}
    same = {day for day, (value, _) in before.items() if day not in stood and value == given[day]}
    new = {day: value for day, value in given.items() if day not in stood | same}
    _write(target, new, before, figures.heading, by, moment)
    empty = sum(value is None for value in figures.values.values())
    brought = BroughtFigures(len(new), len(same), len(stood), empty, (*figures.left_out, *ahead))
    facts = {
        "of": target.code,
        "new": brought.new,
        "same": brought.same,
        "stood": brought.stood,
        "left_out": len(brought.left_out),
    }
    record(
        by=by, verb=Verb.BRING_FIGURES, clause=Citation("analytics.fresh"), subject="monitoring.reading", facts=facts, at=moment
    )
    return brought


def _before(target: FileTarget, given: dict[date, int]) -> dict[date, tuple[int | None, str]]:
    if target.channel is None:
        google = AnalyticsReading.objects.filter(metric=target.code, social=target.social, day__in=given)
        return {day: (value, source) for day, value, source in google.values_list("day", "value", "source")}
    rows = Reading.objects.filter(measure=target.code, channel=target.channel, publication__isnull=True, day__in=given)
    return {day: (value, source) for day, value, source in rows.values_list("day", "value", "source")}


def _write(
    target: FileTarget, new: dict[date, int], before: dict[date, tuple[int | None, str]], heading: str, by: Person, now: datetime
) -> None:
    """Rows for the new days, in place of what a file said before."""
    if target.channel is None:
        AnalyticsReading.objects.filter(metric=target.code, social=target.social, day__in=new.keys() & before.keys()).delete()
        common = {"metric": target.code, "social": target.social, "source": f"{SOURCE}, {FROM_A_FILE}", "taken_at": now}
        AnalyticsReading.objects.bulk_create([AnalyticsReading(day=day, value=value, **common) for day, value in new.items()])
        return
    place = {"measure": target.code, "channel": target.channel, "publication": None}
    Reading.objects.filter(**place, day__in=new.keys() & before.keys()).delete()
    kind = target.channel.kind
    definition = f"{measure(target.code, kind).label}, {FROM_A_FILE}{f', column “{heading}”' if heading else ''}"
    about = {"definition": definition[:200], "source": f"{registry.kind(kind).label}, {FROM_A_FILE}"[:60]}
    Reading.objects.bulk_create(
        [Reading(day=day, value=value, taken_at=now, entered_by=by, **place, **about) for day, value in new.items()]
    )

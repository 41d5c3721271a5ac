"""Likes, shares, comments, followers and visits of the invented year."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.monitoring.engaging import ASKED_BY, measured
from steamie.monitoring.measures import DAYS_READ, OUR_WEBSITE, VISITS
from steamie.monitoring.models import Baseline, Reading
from steamie.monitoring.verbs import Verb
from steamie.visits.models import Visit

from .posts import Desk, sent_moment
from .year import LONDON, next_day

SOURCE = "Facebook (demonstration)"
DEFINITIONS = {
    "likes": "reactions.summary.total_count of the post",
    "shares": "shares.count of the post",
    "comments": "comments.summary.total_count of the post",
    "followers": "followers_count of the Page",
}
BEGAN_DAYS_AGO = 364
TARGETS = {Baseline.ENGAGEMENT: 10, Baseline.VISITS: 5}  # per cent above the first ninety days
LOOKED_AFTER = (1, 7)  # days after publication on which the counts were read
TYPICAL = {"likes": 9.0, "shares": 1.6, "comments": 1.9}
BY_SHARE = {"association": 0.9, "community": 1.5, "sector": 0.6}  # what people react to


def read_all(desk: Desk) -> None:
    """Readings for every post sent, a year of followers, and visits through the short links."""
    sent = list(Publication.objects.filter(step=Step.PUBLISHED).select_related("post", "channel"))
    on_the_page = [publication for publication in sent if publication.channel == desk.channels["page"]]
    readings = [row for publication in on_the_page for row in _of_post(desk, publication)]
    Reading.objects.bulk_create(readings + _followers(desk), batch_size=500)
    visits = {publication: _visits(desk, publication) for publication in sent if publication.post.link}
    Visit.objects.bulk_create([row for rows in visits.values() for row in rows], batch_size=1000)
    counted = [row for publication, rows in visits.items() for row in _counted(desk, publication, rows)]
    Reading.objects.bulk_create(counted, batch_size=500)
    for aim, target in TARGETS.items():
        _keep_baseline(desk, aim, target)


def _keep_baseline(desk: Desk, aim: str, target: int) -> None:
    """The officer kept the first ninety days with figures, on the first working day after them."""
    last = _day(desk.now) - timedelta(days=BEGAN_DAYS_AGO - DAYS_READ)
    channel = desk.channels["page"] if aim == Baseline.ENGAGEMENT else None
    [measurement] = measured(aim, channel, (last - timedelta(days=DAYS_READ), last))
    counts = {name: getattr(measurement, name) for name in ("interactions", "posts", "unknown", "followers", "squares")}
    at, officer = next_day(_evening(last, desk.now)), desk.cast.officer
    about = {"aim": aim, "channel": channel, "first": last - timedelta(days=DAYS_READ), "last": last, "target": target}
    baseline = Baseline.objects.create(
        by=officer.reference, at=at, reason="Our first ninety days with figures.", **about, **counts
    )
    desk.minutes.add(
        at, by=officer, verb=Verb.FIX_BASELINE, clause=ASKED_BY[aim], subject=baseline, reason=baseline.reason, target=target
    )


def totals(publication: Publication) -> dict[str, int]:
    """The latest counts of one post, for the stand-in to agree with."""
    rows = Reading.objects.filter(publication=publication, measure__in=TYPICAL).order_by("day")
    return {row.measure: row.value or 0 for row in rows}


def _of_post(desk: Desk, publication: Publication) -> list[Reading]:
    warmth = BY_SHARE[publication.post.share] * desk.chance.lognormvariate(0, 0.6)
    final = {measure: round(typical * warmth * desk.chance.uniform(0.5, 1.5)) for measure, typical in TYPICAL.items()}
    days = [day for after in LOOKED_AFTER if (day := _day(sent_moment(publication)) + timedelta(days=after)) <= _day(desk.now)]
    return [
        _reading(desk, publication, measure, day, round(value * (0.7 if day == days[0] and len(days) > 1 else 1)))
        for day in days
        for measure, value in final.items()
    ]


def _reading(desk: Desk, publication: Publication, measure: str, day: date, value: int) -> Reading:
    return Reading(
        measure=measure,
        day=day,
        channel=publication.channel,
        publication=publication,
        value=value,
        definition=DEFINITIONS[measure],
        source=SOURCE,
        taken_at=_evening(day, desk.now),
    )


def _followers(desk: Desk) -> list[Reading]:
    rows, count = [], 198
    for week in range(52, -1, -1):
        day = _day(desk.now) - timedelta(days=7 * week)
        count += desk.chance.choice([0, 0, 1, 1, 2, 3])
        rows.append(
            Reading(
                measure="followers",
                day=day,
                channel=desk.channels["page"],
                value=None if week == 20 else count,
                problem="Facebook did not answer that day." if week == 20 else "",
                definition=DEFINITIONS["followers"],
                source=SOURCE,
                taken_at=_evening(day, desk.now),
            )
        )
    desk.followers = count
    return rows


def _visits(desk: Desk, publication: Publication) -> list[Visit]:
    if publication.channel != desk.channels["page"]:
        return []
    number = round(6 * BY_SHARE[publication.post.share] * desk.chance.lognormvariate(0, 0.7))
    moments = [sent_moment(publication) + timedelta(hours=desk.chance.expovariate(1 / 20)) for _ in range(number)]
    return [Visit(publication=publication, at=at, day=_day(at), excluded=_excluded(desk)) for at in moments if at < desk.now]


def _counted(desk: Desk, publication: Publication, visits: list[Visit]) -> list[Reading]:
    """What our own website had counted, on the days it was read: as the clock would have kept it."""
    sent, today = _day(sent_moment(publication)), _day(desk.now)
    days = {day for after in LOOKED_AFTER if (day := sent + timedelta(days=after)) < today}
    if today - sent <= timedelta(days=DAYS_READ):
        days.add(today)
    seen = [visit.day for visit in visits if not visit.excluded]
    about = {"measure": "visits", "definition": VISITS.definition[:200], "source": OUR_WEBSITE}
    place = {"channel": publication.channel, "publication": publication}
    return [
        Reading(day=day, value=sum(at <= day for at in seen), taken_at=_evening(day, desk.now), **about, **place)
        for day in sorted(days)
    ]


def _excluded(desk: Desk) -> str:
    return desk.chance.choices(["", "robot", "preview", "staff"], [80, 12, 5, 3])[0]


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


def _evening(day: date, now: datetime) -> datetime:
    return min(datetime(day.year, day.month, day.day, 23, 0, tzinfo=LONDON), now)

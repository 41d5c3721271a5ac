"""How conversations keep their clauses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from steamie.rules.catalogue import keeps
from steamie.rules.characteristics import PROTECTED
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.quarters import quarter_of
from steamie.rules.standing import Standing, State

from .clauses import CHARACTERISTICS, OFFLINE, OPINIONS_STAY, REPLY_TIME
from .figures import characteristics_named, hidden_without_a_rule, offline_figures, reply_times, spoken
from .models import Conversation, Hide, HouseRule
from .pictures_shown import last_quarter, to_look_at
from .timing import ReplyWithin

WINDOW = timedelta(days=90)
ENOUGH_IN_TIME = 0.9
ENOUGH_OFFLINE = 0.9


def _nothing_heard(page: str, figure: str) -> Standing:
    return Standing(State.NOT_MEASURED, figure, "No comment or message has reached the desk in 90 days.", page)


@keeps(
    REPLY_TIME,
    ReplyWithin,
    label="People who write are answered within a set time",
    remedy="Answer what waits in the inbox",
    signs=r"\b(listening|engaging)\b.*\bcustomers\b|\b(answer|reply|respond)\w*\b.*\bwithin\b",
)
def people_are_answered(clause: Clause, parameters: ReplyWithin, now: datetime) -> Standing:
    """Of what came in ninety days and asked for an answer: how much was answered in time."""
    page = reverse("conversations:totals")
    times = reply_times(now - WINDOW, now)
    if not times.due:
        return _nothing_heard(page, "0 comments and messages to answer in 90 days")
    middle = f", half within {spoken(times.middle)}" if times.middle is not None else ""
    figure = f"{times.in_time} of {times.due} answered in time{middle}"
    aim = f"We mean to answer within {parameters.rule.words}, where the office set no other time."
    if times.overdue or times.in_time < ENOUGH_IN_TIME * times.due:
        return Standing(State.AT_RISK, figure, f"{times.overdue} wait too long; {times.late} were answered late. {aim}", page)
    return Standing(State.MET, figure, aim, page)


@keeps(
    OFFLINE,
    NoParameters,
    label="Negative comments are carried on in private",
    remedy="Take what waits in the inbox offline",
    signs=r"\boffline\b|\brespond privately\b",
)
def negative_comments_go_offline(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """Of the comments in which something went wrong: how many were carried on in private, and how soon."""
    page = reverse("conversations:totals")
    figures = offline_figures(now - WINDOW, now)
    if not figures.negative:
        if not Conversation.objects.filter(received_at__gte=now - WINDOW).exists():
            return _nothing_heard(page, "0 comments in 90 days")
        words = "Comments came, and in none of them had something gone wrong for whoever wrote it."
        return Standing(State.NOT_MEASURED, "0 negative comments in 90 days", words, page)
    figure = f"{figures.taken} of {some(figures.negative, 'negative comment')} carried on in private"
    soon = f" They were reached after {spoken(sorted(figures.to_reach)[len(figures.to_reach) // 2])}." if figures.to_reach else ""
    if figures.taken < ENOUGH_OFFLINE * figures.negative or figures.reached < ENOUGH_OFFLINE * figures.taken:
        waits = f"{figures.negative - figures.taken} are not, and {figures.taken - figures.reached} could not be reached yet."
        return Standing(State.AT_RISK, figure, waits + soon, page)
    return Standing(State.MET, figure, f"The comments stay where they are; the talk goes on in private.{soon}", page)


@keeps(
    OPINIONS_STAY,
    NoParameters,
    label="Nothing is hidden for disagreeing",
    remedy="Look at what was hidden",
    signs=r"\bdiffering opinions\b|\bdisagree",
)
def opinions_stay(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """What was hidden in ninety days: each under a published rule with the words that broke it, and seen by a second person."""
    page = reverse("conversations:totals")
    heard = Conversation.objects.filter(received_at__gte=now - WINDOW).count()
    if not heard:
        return _nothing_heard(page, "0 comments in 90 days, 0 hidden")
    hidden = Conversation.objects.filter(received_at__gte=now - WINDOW, messages__hides__isnull=False).distinct()
    shown = hidden.filter(messages__hides__undone_at__isnull=False).count()
    figure = f"{hidden.count()} of {some(heard, 'comment')} hidden, each under a published rule; {shown} shown again"
    elsewhere = hidden_without_a_rule()
    if elsewhere:
        return Standing(State.BREACHED, figure, f"{elsewhere} were hidden on the channel itself, and no rule was named.", page)
    late = Hide.objects.to_review().filter(review_due__lt=now).count()
    if late:
        return Standing(State.AT_RISK, figure, f"{some(late, 'hidden comment')} wait too long for a second person’s look.", page)
    rules = HouseRule.objects.in_force().count()
    return Standing(State.MET, figure, f"{some(rules, 'house rule')} in force; none of them forbids an opinion.", page)


@keeps(
    CHARACTERISTICS,
    NoParameters,
    label="Hidden comments that named a protected characteristic are counted each quarter",
    remedy="Tick what hidden comments named",
    signs=r"\bprotected characteristics\b",
)
def hidden_characteristics(clause: Clause, parameters: NoParameters, now: datetime) -> Standing:
    """What was hidden this quarter, and which protected characteristics it named, as people ticked and never software."""
    page = reverse("conversations:totals")
    quarter = quarter_of(timezone.localdate(now))
    since = timezone.make_aware(datetime.combine(quarter.first, datetime.min.time()))
    rows = list(Hide.objects.between(since, now))
    if not rows and not Conversation.objects.filter(received_at__gte=since).exists():
        return Standing(State.NOT_MEASURED, "0 comments this quarter", "No comment has reached the desk this quarter.", page)
    named = characteristics_named(rows)
    listed = ", ".join(f"{PROTECTED[name].lower()} {number}" for name, number in sorted(named.items()))
    with_one = sum(1 for row in rows if row.characteristics)
    figure = f"{with_one} of {some(len(rows), 'hidden comment')} named a protected characteristic this quarter"
    if to_look_at(now):
        words = f"Nobody has looked yet at whom the pictures of {last_quarter(now).name} show."
        return Standing(State.AT_RISK, figure, words, reverse("conversations:pictures"))
    unasked = sum(1 for row in rows if row.characteristics is None)
    if unasked:
        return Standing(State.AT_RISK, figure, f"Nobody has ticked yet what {some(unasked, 'hidden comment')} named.", page)
    return Standing(State.MET, figure, f"{listed[:1].upper()}{listed[1:]}." if listed else "None was named.", page)


def named_this_quarter(now: datetime) -> list[tuple[str, int]]:
    """Each protected characteristic that hidden comments of this quarter named, and how often, as people ticked."""
    since = timezone.make_aware(datetime.combine(quarter_of(timezone.localdate(now)).first, datetime.min.time()))
    return [(PROTECTED[name], number) for name, number in characteristics_named(Hide.objects.between(since, now)).most_common()]

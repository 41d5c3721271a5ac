"""House rules: proposed by one person, published by another, and none against an opinion; saved replies and reply times."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from steamie.channels.models import Channel
from steamie.conversations.clauses import ANSWERED, HIDDEN
from steamie.conversations.models import HouseRule, ManualLook, ReplyTarget, SavedReply
from steamie.conversations.verbs import Verb
from steamie.evidence.actions import record
from steamie.people.acting import action
from steamie.people.models import Person
from steamie.people.permissions import require
from steamie.people.refusals import NotReady, Problem
from steamie.people.two_persons import require_second_person
from steamie.rules.clocks import Unit
from steamie.rules.conversations import forbids_opinion
from steamie.rules.permissions import Act


@action()
def propose_rule(*, title: str, words: str, by: Person, at: datetime | None = None) -> HouseRule:
    """Propose a house rule. Raises ``NotReady`` for one that would forbid criticism or disagreement."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    _forbids_nothing_said_in_disagreement(title, words)
    rule = HouseRule.objects.create(title=title.strip(), words=words.strip(), proposed_by=by, proposed_at=moment)
    record(by=by, verb=Verb.PROPOSE_RULE, clause=HIDDEN, subject=rule, at=moment)
    return rule


def _forbids_nothing_said_in_disagreement(title: str, words: str) -> None:
    if not (title.strip() and words.strip()):
        raise NotReady([Problem("Give it a few words, and say what may not be written.", "words")])
    if word := forbids_opinion(f"{title}. {words}"):
        why = f"“{word}”: people may disagree with us and say so. Say what else must not be written."
        raise NotReady([Problem(why, "words")])


@action()
def publish_rule(*, rule: HouseRule, by: Person, at: datetime | None = None) -> HouseRule:
    """Publish a house rule that somebody else proposed. From now on something can be hidden under it."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    _forbids_nothing_said_in_disagreement(rule.title, rule.words)
    if rule.published_at or rule.withdrawn_at:
        raise NotReady([Problem("It was published or withdrawn already.")])
    second = require_second_person(
        act=Act.ANSWER_COMMENTS, by=by, asked_by=rule.proposed_by, subject=rule, title=rule.title, now=moment
    )
    rule.published_at, rule.published_by = moment, by
    rule.save(update_fields=["published_at", "published_by"])
    record(by=by, verb=Verb.PUBLISH_RULE, clause=HIDDEN, subject=rule, facts=second, at=moment)
    return rule


@action()
def withdraw_rule(*, rule: HouseRule, by: Person, at: datetime | None = None) -> HouseRule:
    """Withdraw a house rule. What was hidden under it stays on record."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if rule.withdrawn_at:
        raise NotReady([Problem("It was withdrawn already.")])
    rule.withdrawn_at = moment
    rule.save(update_fields=["withdrawn_at"])
    record(by=by, verb=Verb.WITHDRAW_RULE, clause=HIDDEN, subject=rule, at=moment)
    return rule


@action()
def save_reply(*, title: str, words: str, holding: bool, by: Person, at: datetime | None = None) -> SavedReply:
    """Write a reply to be used again. It can be used once somebody who may approve has."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if not (title.strip() and words.strip()):
        raise NotReady([Problem("Give it a few words to find it by, and the reply itself.", "words")])
    row = SavedReply.objects.create(title=title.strip(), words=words.strip(), holding=holding, proposed_by=by, proposed_at=moment)
    record(by=by, verb=Verb.SAVE_REPLY, clause=ANSWERED, subject=row, facts={"holding": holding}, at=moment)
    return row


@action()
def approve_reply(*, saved: SavedReply, by: Person, at: datetime | None = None) -> SavedReply:
    """Approve a saved reply, by the same right as a post."""
    moment = at or timezone.now()
    require(by, Act.APPROVE, own=saved.proposed_by_id == by.pk, on=timezone.localdate(moment))
    if saved.approved_at or saved.retired_at:
        raise NotReady([Problem("It was approved or put away already.")])
    saved.approved_at, saved.approved_by = moment, by
    saved.save(update_fields=["approved_at", "approved_by"])
    record(by=by, verb=Verb.APPROVE_REPLY, clause=ANSWERED, subject=saved, at=moment)
    return saved


@action()
def retire_reply(*, saved: SavedReply, by: Person, at: datetime | None = None) -> SavedReply:
    """Put a saved reply away."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    if saved.retired_at:
        raise NotReady([Problem("It was put away already.")])
    saved.retired_at = moment
    saved.save(update_fields=["retired_at"])
    record(by=by, verb=Verb.RETIRE_REPLY, clause=ANSWERED, subject=saved, at=moment)
    return saved


@action()
def set_reply_time(
    *, channel: Channel | None, way: str, amount: int, unit: Unit, by: Person, at: datetime | None = None
) -> ReplyTarget:
    """Say how soon we mean to answer on a channel, from today on. What waits already keeps its time."""
    moment = at or timezone.now()
    require(by, Act.SET_TEAMS, on=timezone.localdate(moment))
    if amount < 1:
        raise NotReady([Problem("It takes at least one.", "amount")])
    row = ReplyTarget.objects.create(
        channel=channel, way=way, amount=amount, unit=unit.value, since=timezone.localdate(moment), set_by=by
    )
    facts = {"way": way, "amount": amount, "unit": unit.value}
    record(by=by, verb=Verb.SET_REPLY_TIME, clause=ANSWERED, subject=row, facts=facts, at=moment)
    return row


@action()
def look_by_hand(*, channel: Channel, by: Person, at: datetime | None = None) -> ManualLook:
    """Say that one has looked at the channel itself, and that nothing there needs an answer."""
    moment = at or timezone.now()
    require(by, Act.ANSWER_COMMENTS, on=timezone.localdate(moment))
    row = ManualLook.objects.create(channel=channel, at=moment, by=by)
    record(by=by, verb=Verb.LOOK_BY_HAND, clause=ANSWERED, subject=channel, at=moment)
    return row

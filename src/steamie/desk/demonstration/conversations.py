"""What people wrote under posts and in messages in the last weeks: each was answered, so that every queue is empty."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.utils import timezone

from steamie.casework.actions import ending
from steamie.casework.actions import handling as case_handling
from steamie.casework.models.cases import Outcome
from steamie.channels.contract import Heard
from steamie.content.posts.models import Publication
from steamie.conversations import polling, sending
from steamie.conversations.actions import answering, arriving, cases, handling, hiding, offline, outcomes, rules
from steamie.conversations.actions.answering import Wording
from steamie.conversations.actions.offline import Contact
from steamie.conversations.actions.pictures import look_at_pictures
from steamie.conversations.models import Conversation, Hide, HouseRule, Listening, Message, Reply, SavedReply
from steamie.conversations.models.offline import OfflineOutcome
from steamie.conversations.models.threads import readable_to
from steamie.conversations.pictures_shown import last_quarter
from steamie.people.models import Person

from .outside import control
from .posts import Desk
from .year import lately, next_day

TABLE = files(__package__) / "conversations.toml"
A_MOMENT, AN_HOUR = timedelta(seconds=30), timedelta(hours=1)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text())


def answer_all(desk: Desk) -> None:
    """Agree the lines and rules, then take in what people wrote, and see to each on its day."""
    officer, colleague = desk.cast.officer, desk.cast["team"]
    started = lately(desk.now - timedelta(days=60))
    for row in _table()["lines"]:
        rules.approve_reply(saved=rules.save_reply(by=officer, at=started, **row), by=officer, at=started)
    for row in _table()["rules"]:
        rules.publish_rule(rule=rules.propose_rule(by=officer, at=started, **row), by=colleague, at=started + AN_HOUR)
    for number, row in enumerate(_table()["wrote"]):
        came = timezone.localtime(desk.now - timedelta(days=row["days_ago"])).replace(hour=18, minute=number * 7 % 60, second=0)
        _see_to(desk, _taken_in(desk, row, number, came), row, next_day(came))
    remark = "Nobody from the new flats yet."
    look_at_pictures(
        span=last_quarter(desk.now),
        shown=["age", "disability"],
        remark=remark,
        by=officer,
        at=lately(desk.now - timedelta(days=3)),
    )


def _taken_in(desk: Desk, row: dict[str, Any], number: int, came: datetime) -> Message:
    private = row.get("private_message", False)
    person = f"resident-{number + 20}"
    publication = _post_before(desk, came)
    heard = Heard(
        remote_id=f"demonstration_{number}",
        thread_id=f"psid-{person}" if private else f"demonstration_{number}",
        words=row["words"],
        written_at=came,
        private=private,
        post_id="" if private or not publication else publication.remote_id,
        post_words="" if private or not publication else publication.post.title,
        author_id=person,
        author_name=row["name"],
    )
    message = arriving.take_in(channel=desk.channels["page"], heard=heard, at=came)
    if message is None:
        raise ValueError(f"{row['words']!r} was there already")
    return message


def _post_before(desk: Desk, moment: datetime) -> Publication | None:
    """The post that people were writing under."""
    sent = Publication.objects.filter(channel=desk.channels["page"], published_at__lt=moment, post__withdrawal__isnull=True)
    return sent.order_by("-published_at").select_related("post").first()


def _see_to(desk: Desk, message: Message, row: dict[str, Any], at: datetime) -> None:
    conversation, person = message.conversation, desk.cast["team"]
    if row["then"] == "read":
        handling.sort(conversation=conversation, primary="opinion" if "think" in row["words"] else "compliment", by=person, at=at)
        handling.mark_read(conversation=conversation, by=person, at=at + A_MOMENT)
    elif row["then"] == "answer":
        kind = Reply.MESSAGE if row.get("private_message") else Reply.PUBLIC
        _answered(message, Wording(row["answer"], kind), person, at)
    elif row["then"] == "offline":
        _taken_offline(message, row, person, at)
    else:
        _hidden(message, row, desk, at)


def _answered(message: Message, wording: Wording, by: Person, at: datetime) -> Reply:
    """Answered, and taken by the channel half a minute later."""
    reply = answering.ask_to_answer(conversation=message.conversation, message=message, wording=wording, by=by, at=at)
    return _out(reply, at + A_MOMENT)


def _out(reply: Reply, at: datetime) -> Reply:
    Reply.objects.filter(pk=reply.pk).update(started_at=at, tries=1)
    return outcomes.sent(reply=reply, remote_id=f"demonstration_reply_{reply.pk}", at=at)


def _taken_offline(message: Message, row: dict[str, Any], by: Person, at: datetime) -> None:
    """In public, in private, by phone, in a case of its own, and to its end."""
    line = SavedReply.objects.filter(holding=True).get()
    move = offline.begin(conversation=message.conversation, line=line, private_words=row["private"], by=by, at=at)
    for reply in (move.holding_reply, move.private_reply):
        if reply:
            _out(reply, at + A_MOMENT)
    conversation = Conversation.objects.get(pk=message.conversation_id)
    case = cases.become_case(conversation=conversation, kind="enquiry", by=by, at=at + AN_HOUR)
    later = next_day(at)
    offline.reach(move=move, contact=Contact("phone", row["heard"]), by=by, at=later)
    offline.close(move=move, outcome=OfflineOutcome.CASE, by=by, at=later + A_MOMENT)
    case_handling.take(case=case, by=by, at=later + A_MOMENT)
    ending.end(case=case, outcome=Outcome.ANSWERED, by=by, at=later + AN_HOUR)


def _hidden(message: Message, row: dict[str, Any], desk: Desk, at: datetime) -> None:
    """Hidden under a rule by one person, seen by another, and ticked."""
    rule = HouseRule.objects.get(title=row["rule"])
    hide = hiding.hide(message=message, rule=rule, broken_by=row["broken_by"], by=desk.cast["team"], at=at)
    Hide.objects.filter(pk=hide.pk).update(done_at=at)
    Message.objects.filter(pk=message.pk).update(hidden=True)
    hiding.tick_characteristics(row=hide, named=row["named"], by=desk.cast["team"], at=at + A_MOMENT)
    hiding.review(row=hide, stays=True, by=desk.cast.officer, at=next_day(at))
    conversation = Conversation.objects.get(pk=message.conversation_id)
    handling.sort(conversation=conversation, primary="spam", by=desk.cast["team"], at=at + A_MOMENT)
    handling.mark_read(conversation=conversation, by=desk.cast["team"], at=at + 2 * A_MOMENT)


def fill_page(desk: Desk) -> None:
    """Put what was written on the stand-in Page too, under the numbers it gives, and read whatever else stands there."""
    page = desk.channels["page"]
    for message in Message.objects.filter(conversation__channel=page).select_related("conversation").order_by("written_at"):
        _on_the_page(desk, message)
    Listening.objects.update_or_create(
        channel=page, defaults={"begun_at": desk.now, "read_until": desk.now - polling.FIRST_LOOK, "next_at": desk.now}
    )
    polling.listen(page, desk.now)
    _see_to_the_rest(desk)


def _on_the_page(desk: Desk, message: Message) -> None:
    conversation = message.conversation
    ago = (desk.now - message.written_at).total_seconds()
    if conversation.way == "message":
        person = (conversation.key or "").partition("messages:")[2]
        number = control("residents", writes=person, text=message.words, ago=ago, ours=message.by_us)["message"]
    else:
        publication = _post_before(desk, conversation.received_at)
        if publication is None:
            return
        above = conversation.messages.first()
        said = {"text": message.words, "ago": ago, "hidden": message.hidden, "name": message.author_name}
        said |= {"author": desk.channels["page"].remote_id if message.by_us else message.author_id}
        said |= {"parent": above.remote_id} if above and above != message else {}
        number = control("residents", post=publication.remote_id, say=[said])["comments"][0]
        Conversation.objects.filter(pk=conversation.pk).update(
            post_id=publication.remote_id, link=f"{settings.GRAPH_URL}/?post={publication.remote_id}"
        )
        if not message.by_us:
            Conversation.objects.filter(pk=conversation.pk).update(key=arriving.key_of(desk.channels["page"], f"thread:{number}"))
    message.remote_id, message.key = number, arriving.key_of(desk.channels["page"], number)
    message.save(update_fields=["remote_id", "key"])


def _see_to_the_rest(desk: Desk) -> None:
    """What else stands under the posts of the last week: thanks are read, questions are answered."""
    person, now = desk.cast["team"], desk.now
    for conversation in Conversation.objects.waiting_for_us().filter(case=None):
        message = conversation.messages.theirs().last()
        if message is None or not readable_to(conversation, person, set()):
            continue
        if conversation.next_due is None:
            handling.mark_read(conversation=conversation, by=person, at=now)
        else:
            wording = Wording("Thank you for asking. Please call the office, and we tell you at once.", anyway=True)
            answering.ask_to_answer(conversation=conversation, message=message, wording=wording, by=person, at=now)
    sending.send_due(now + A_MOMENT)

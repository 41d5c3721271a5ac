"""Inside the drill: residents write, the line is bad, processes are killed, people answer; then what is there is compared."""

from __future__ import annotations

import os
import random
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import Any

import httpx
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from steamie.channels import registry
from steamie.channels.models import Channel
from steamie.channels.opening import open_channel
from steamie.conversations import polling, receiving, sending
from steamie.conversations.actions.answering import Wording, ask_to_answer
from steamie.conversations.actions.outcomes import settle
from steamie.conversations.models import Listening, Message, Reply
from steamie.people.models import Grant, Person
from steamie.people.sealing import seal
from steamie.project import opening, processes
from steamie.project.forking import freeze
from steamie.project.supervisor import fork
from steamie.rules.permissions import Office

from . import naive, report
from .options import ConversationOptions

SPED_UP = timedelta(seconds=21)  # nobody takes anything back here
ROUNDS, APART = 30, timedelta(minutes=3)  # of looking again in the end, and how far the clock is put on in each


def run(options: ConversationOptions) -> report.ConversationsReport:
    """One drill, from the first comment to the comparison."""
    began = time.monotonic()
    opening.prepare(lambda _: None)
    settings.FIRST_RUN = False  # nobody signs in here
    if options.desk == "naive":
        naive.install()
    drill = ConversationDrill(options)
    try:
        drill.converse()
    finally:
        drill.stop()
    drill.control("faults", faults=[])
    by_a_person = drill.carry_on()
    truth = httpx.get(f"{options.page_url}/_control/truth", params={"calls": "0"}, timeout=60, trust_env=False).json()
    return report.compare(
        options,
        truth,
        page=drill.channel.remote_id,
        forged_taken=drill.forged_taken,
        by_a_person=by_a_person,
        kills=drill.killed,
        took=time.monotonic() - began,
    )


class ConversationDrill:
    """The web that takes deliveries, and the clock that looks and answers; either is killed and started again."""

    def __init__(self, options: ConversationOptions) -> None:
        self.options = options
        self.chance = random.Random(options.seed)  # noqa: S311 -- the same drill for the same seed
        self.killed = self.forged_taken = 0
        self.person = _officer()
        self.kind = next(name for name, kind in registry.kinds().items() if kind.can.tells and kind.can.answer)
        self.channel = self._connect()
        self.post = self.control("history", posts=[{"message": "Winter tips", "at": time.time() - 60}])["posts"][0]
        self.listening: socket.socket = processes.listen()
        self.children: dict[str, Callable[[], None]] = {
            "web": partial(processes.web, self.listening),
            "clock": partial(_clock, self.channel.pk),
        }
        freeze()
        self.running = {fork(child): name for name, child in self.children.items()}
        self._subscribe()

    def control(self, act: str, **values: Any) -> dict[str, Any]:
        """Ask the stand-in's control desk."""
        answer = httpx.post(f"{self.options.page_url}/_control/{act}", json=values, timeout=60, trust_env=False)
        return dict(answer.raise_for_status().json())

    def _connect(self) -> Channel:
        account = self.control("account")
        now = timezone.now()
        return Channel.objects.create(
            kind=self.kind,
            name="The Page",
            remote_id=account["id"],
            remote_name=account["name"],
            sealed=seal(account["credentials"]),
            sealed_at=now,
            created_at=now,
        )

    def _subscribe(self) -> None:
        """Install the app on the Page, and shake hands once the web answers."""
        kind = open_channel(self.channel)
        kind.subscribe(callback="")
        address = f"http://127.0.0.1:{settings.PORT}{reverse('conversing:webhook', args=[self.kind])}"
        how = {"lost": self.options.lost, "twice": self.options.twice, "shuffle": True, "batch": 3}
        for _ in range(100):
            if self.control("webhooks", address=address, verify=kind.verify_word(), **how)["subscribed"]:
                break
            time.sleep(0.2)
        self.control("faults", faults=self.options.faults, seed=self.options.seed)

    def converse(self) -> None:
        """Residents write, change and take back; people answer; processes die."""
        written: list[str] = []
        forge_at = set(self.chance.sample(range(self.options.comments), min(self.options.forged, self.options.comments)))
        kill_at = set(self.chance.sample(range(self.options.comments), min(self.options.kills, self.options.comments)))
        left = self.options.answers
        for number in range(self.options.comments):
            written.append(self._written(number, written))
            if number in forge_at:
                self._forged(number)
            if number in kill_at:
                self._kill()
            if left and number % 3 == 2:
                left -= self._answer(number)
            self.mend()
        for number in range(self.options.comments, self.options.comments + 20 * left):
            if not left:
                break
            time.sleep(0.2)
            left -= self._answer(number)

    def _written(self, number: int, written: list[str]) -> str:
        """A comment, perhaps under another; now and then somebody changes or takes back an earlier one."""
        said: dict[str, Any] = {"text": f"Comment {number}", "author": f"resident-{number % 40}"}
        if written and self.chance.random() < 0.3:
            said["parent"] = self.chance.choice(written[-20:])
        with suppress(httpx.HTTPStatusError):
            if written and self.chance.random() < 0.08:
                self.control("residents", edit=self.chance.choice(written), text=f"Changed {number}")
            if written and self.chance.random() < 0.05:
                self.control("residents", remove=self.chance.choice(written))
        return str(self.control("residents", post=self.post, say=[said])["comments"][0])

    def _forged(self, number: int) -> None:
        change = {"item": "comment", "verb": "add", "comment_id": f"forged_{number}", "post_id": self.post}
        entry = {"id": self.channel.remote_id, "time": 1, "changes": [{"field": "feed", "value": change}]}
        self.forged_taken += self.control("webhooks", forge=[entry])["status"] == 200

    def _answer(self, number: int) -> int:
        """Somebody answers what waits; how many answers that was."""
        rows = Message.objects.theirs().standing().filter(replies=None).exclude(remote_id__startswith="forged")
        message = rows.select_related("conversation").order_by("?").first()
        if message is None:
            return 0
        wording = Wording(f"Answer {number}")
        ask_to_answer(conversation=message.conversation, message=message, wording=wording, by=self.person)
        return 1

    def _kill(self) -> None:
        pid = self.chance.choice(list(self.running))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        self.killed += 1
        self._again(pid)

    def mend(self) -> None:
        """Start again whatever ended by itself."""
        for pid in list(self.running):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self._again(pid)

    def _again(self, pid: int) -> None:
        name = self.running.pop(pid)
        freeze()
        self.running[fork(self.children[name])] = name

    def stop(self) -> None:
        """End all of them."""
        for pid in self.running:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        self.running = {}
        self.listening.close()

    def carry_on(self) -> int:
        """All is well again: one look at the Page, and answers to their end; how many needed a person."""
        by_a_person = 0
        moment = timezone.now()
        for number in range(ROUNDS):
            moment += APART
            sending.send_due(moment)
            for reply in Reply.objects.for_a_person():
                by_a_person += 1
                settle(reply=reply, went=self._is_there(reply), by=self.person)
            if number > 2 and not Reply.objects.unsettled().exists():
                break
        polling.listen(self.channel, timezone.now())
        return by_a_person

    def _is_there(self, reply: Reply) -> bool:
        """What a person sees who looks at the Page."""
        truth = httpx.get(f"{self.options.page_url}/_control/truth", params={"calls": "0"}, timeout=60, trust_env=False).json()
        return any(one["message"] == reply.words and not one["deleted"] for one in truth["comments"])


def _officer() -> Person:
    person = Person.objects.create_user("drill@example.org", None, name="Drill")
    Grant.objects.create(person=person, office=Office.OFFICER, since=date(2020, 1, 1), reason="Drill")
    return person


def _clock(channel: int) -> None:
    """What the clock would ask for, more often, and with the twenty seconds gone by."""
    last_look = 0.0
    while True:
        with suppress(Exception):  # the next time comes
            receiving.work_through(timezone.now())
            sending.send_due(timezone.now() + SPED_UP)
            if time.monotonic() - last_look > 5:
                last_look = time.monotonic()
                Listening.objects.update(next_at=timezone.now())
                polling.listen_where_due(timezone.now())
        time.sleep(0.1)

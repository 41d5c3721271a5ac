"""Deliveries answered at a rate beside bare commits, a crowd's comments taken in, and what the pages of the inbox cost.

uv run --no-sync python benchmarks/conversations.py [--rate 500] [--seconds 10] [--crowd 1000] [--json]

A delivery is stored before it is answered, so its answer can be no sooner than one commit. Both arms run in turn in one run, at
the same rate: signed deliveries to the web of a drill, and single inserts that are committed one by one. Latency counts from the
moment at which each should have been sent, so that a stall is not hidden. The crowd's figures are CPU time of this process.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

INSIDE = "STEAMIE_BENCHMARK_INSIDE"
ROUNDS = 7
LANES = 48  # deliveries under way at once: Facebook waits for no answer before it sends the next


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=int, default=500, help="deliveries a second")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--crowd", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if INSIDE in os.environ:
        report(given, os.environ[INSIDE])
        return
    os.environ["DJANGO_SETTINGS_MODULE"] = "steamie.project.settings"
    import django

    django.setup()
    from steamie_drills.conversations.command import _free_port
    from steamie_drills.surroundings import own_house, stand_in

    with own_house("") as house, stand_in("steamie_standins.graph", "--port", "0", "--seed", "1") as words:
        page = words[-1].rstrip("/")
        ours = {"PORT": str(_free_port()), "STEAMIE_GRAPH_URL": page, "STEAMIE_HOSTS": "127.0.0.1,localhost,testserver"}
        command = [sys.executable, str(Path(__file__)), *sys.argv[1:]]
        sys.exit(subprocess.run(command, env=house | ours | {INSIDE: page}, check=False).returncode)


def report(given: argparse.Namespace, page: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "steamie.project.settings"
    import django

    django.setup()
    from django.conf import settings

    from steamie.project import opening
    from steamie_drills.conversations.options import ConversationOptions
    from steamie_drills.conversations.run import ConversationDrill

    opening.prepare(lambda _: None)
    settings.FIRST_RUN, settings.DEMONSTRATION = False, True
    drill = ConversationDrill(ConversationOptions(faults="", lost=1, twice=0, page_url=page))
    try:
        figures = {"rate": given.rate, **at_a_rate(drill, given.rate, given.seconds)}
    finally:
        drill.stop()
    figures |= {"load": round(os.getloadavg()[0], 1), "crowd": of_a_crowd(drill, given.crowd), "pages": pages(drill)}
    print(json.dumps(figures, indent=1))


def at_a_rate(drill: Any, rate: int, seconds: float) -> dict[str, Any]:
    """Both arms, in turn, twice each."""
    from django.conf import settings
    from django.urls import reverse

    from steamie.channels.opening import open_channel

    secret = open_channel(drill.channel).details["app_secret"].encode()
    address = reverse("conversing:webhook", args=[drill.kind])
    bare = sqlite3.connect(Path(settings.DATA) / "bare.sqlite3", isolation_level=None, check_same_thread=False)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE delivery (body BLOB)")
    asked = [_delivery(address, drill.channel.remote_id, secret, number) for number in range(round(rate * seconds / 2))]
    lines = Lines(settings.PORT)
    pools = {LANES: ThreadPoolExecutor(LANES), 1: ThreadPoolExecutor(1)}

    def deliver(number: int) -> None:
        answer = lines.ask(asked[number])
        if not answer.startswith(b"HTTP/1.1 200 "):
            raise SystemExit(f"A delivery was not taken: {answer[:80]!r}")

    def commit(number: int) -> None:
        bare.execute("INSERT INTO delivery VALUES (?)", (b"x" * 300,))

    arms: dict[str, list[float]] = {"delivery": [], "single commit": []}
    web = next(pid for pid, name in drill.running.items() if name == "web")
    spent = 0.0
    for _ in range(2):
        before = cpu_of(web)
        arms["delivery"] += paced(deliver, rate, seconds / 2, pools[LANES])
        spent += cpu_of(web) - before
        arms["single commit"] += paced(commit, rate, seconds / 2, pools[1])
    figures = {name: {"n": len(took), "p50_ms": at(took, 0.5), "p99_ms": at(took, 0.99)} for name, took in arms.items()}
    figures["delivery"]["web_cpu_ms_each"] = round(1000 * spent / len(arms["delivery"]), 2)
    return figures


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has taken so far. Linux only."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _delivery(address: str, page: str, secret: bytes, number: int) -> bytes:
    """One signed delivery as it goes over the wire: made beforehand, so that whoever measures takes little of the CPU."""
    change = {"item": "comment", "verb": "add", "comment_id": f"1_{number}", "post_id": "1_1"}
    entry = {"id": page, "time": number, "changes": [{"field": "feed", "value": change}]}
    body = json.dumps({"object": "page", "entry": [entry]}).encode()
    signature = hmac.new(secret, body, hashlib.sha256).hexdigest()
    head = f"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return f"{head}\r\nX-Hub-Signature-256: sha256={signature}\r\n\r\n".encode() + body


class Lines(threading.local):
    """Each thread's own connection, which it keeps."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.line = self._opened()

    def _opened(self) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line

    def ask(self, request: bytes) -> bytes:
        """Send one request; its answer, to the end of the word that every delivery is answered with. A line that has been
        idle for too long was closed meanwhile."""
        answer = self._asked(request)
        if not answer:
            self.line.close()
            self.line = self._opened()
            answer = self._asked(request)
        return answer

    def _asked(self, request: bytes) -> bytes:
        answer = b""
        try:
            self.line.sendall(request)
            while not answer.endswith(b"EVENT_RECEIVED") and (part := self.line.recv(65536)):
                answer += part
        except ConnectionError:
            pass
        return answer


def paced(act: Callable[[int], None], rate: int, seconds: float, pool: ThreadPoolExecutor) -> list[float]:
    """Milliseconds from the moment each should have begun to its end, begun at this rate whatever the ones before do."""
    took: list[float] = []
    begun = time.perf_counter() + 0.05

    def one(number: int) -> None:
        due = begun + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        act(number)
        took.append((time.perf_counter() - due) * 1000)

    list(pool.map(one, range(round(rate * seconds))))
    return took


def at(took: list[float], share: float) -> float:
    return round(sorted(took)[min(len(took) - 1, int(share * len(took)))], 2)


def of_a_crowd(drill: Any, number: int) -> dict[str, Any]:
    """CPU from a crowd's comments on the Page to all of them in the inbox: by polling alone, and by what deliveries point at."""
    from datetime import timedelta

    from django.utils import timezone

    from steamie.conversations import polling, receiving
    from steamie.conversations.models import Delivery, Message

    Delivery.objects.all().delete()
    out: dict[str, Any] = {"comments": number}
    for way in ("polling", "deliveries"):
        before = Message.objects.count()
        said = [{"text": f"Nobody came, {way} {one}", "author": f"resident-{one % 300}"} for one in range(number)]
        for first in range(0, number, 200):
            drill.control("residents", post=drill.post, say=said[first : first + 200])
        begun, now = time.process_time(), timezone.now()
        if way == "polling":
            polling.listen(drill.channel, now)
        else:
            changes = [{"field": "feed", "value": {"item": "comment", "verb": "add", "comment_id": f"{drill.post}_{one}"}}
                       for one in range(number)]  # fmt: skip
            entry = {"object": "page", "entry": [{"id": drill.channel.remote_id, "changes": changes}]}
            receiving.keep(drill.channel.pk, json.dumps(entry).encode(), now)
            receiving.work_through(now + timedelta(minutes=1))
        out[way] = {"cpu_s": round(time.process_time() - begun, 2), "taken_in": Message.objects.count() - before}
    out["looks_again_after_minutes"] = drill.channel.installed.poll_minutes
    return out


def pages(drill: Any) -> dict[str, dict[str, Any]]:
    """Queries and CPU of the inbox and of one conversation with the crowd in it."""
    from allauth.mfa.models import Authenticator
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from steamie.conversations.models import Conversation

    Authenticator.objects.get_or_create(user=drill.person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}})
    client = Client(SERVER_NAME="localhost")
    client.force_login(drill.person)
    one = Conversation.objects.latest("pk")
    out = {}
    for name, address in {"inbox": "/desk/inbox/", "conversation": one.get_absolute_url()}.items():
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        if page.status_code != 200:
            print(f"{address} answered {page.status_code} {page.headers.get('Location', '')}: not measured.", file=sys.stderr)
            continue
        asked, took = len(queries.captured_queries), []  # now: the next request forgets them
        for _ in range(ROUNDS):
            begun = time.process_time()
            client.get(address)
            took.append((time.process_time() - begun) * 1000)
        out[name] = {"queries": asked, "cpu_ms": round(statistics.median(took), 1)}
    return out


if __name__ == "__main__":
    main()

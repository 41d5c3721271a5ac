"""The stand-in as a WSGI application: it takes a repair, and goes wrong when told to."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from steamie_standins.faults import Dropped, Fault, silence, spelled, struck

from .world import World

BEFORE = ("down", "error500", "yes_no", "no_job")  # nothing is taken
AFTER = ("lost", "later", "twice", "slow")  # it is taken
NAMES = (*BEFORE, *AFTER)
USUAL = "down=0.05,error500=0.05,yes_no=0.03,no_job=0.05,lost=0.08,later=0.05,twice=0.05,slow=0.03:1"
LARGEST = 1024 * 1024  # bytes of one request
Answer = tuple[int, dict[str, Any]]


class App:
    """The WSGI application. ``world`` is open to tests."""

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request, or drop the connection."""
        length = environ.get("CONTENT_LENGTH") or "0"
        body = environ["wsgi.input"].read(min(int(length), LARGEST)) if length.isdigit() else b""
        path = environ.get("PATH_INFO", "/")
        try:
            status, fields = self._control(path, body) if path.startswith("/_control/") else self._repair(environ, body)
        except Dropped:
            raise silence(environ) from None
        content = json.dumps(fields).encode()
        head = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
        start_response(f"{status} {HTTPStatus(status).phrase}", head)
        return [content]

    def _control(self, path: str, body: bytes) -> Answer:
        """What a test or a drill asks: the truth, other faults, the secret."""
        name, fields = path.removeprefix("/_control/").strip("/"), json.loads(body or b"{}")
        with self.world.lock:
            if name == "faults":
                wanted = str(fields.get("faults", ""))
                self.world.faults = spelled(USUAL if wanted == "usual" else wanted, NAMES)
                self.world.chance.seed(fields.get("seed", self.world.seed))
            if name == "secret":
                self.world.secret = str(fields["secret"])
            jobs = [asdict(job) for job in self.world.jobs]
            return 200, {"jobs": jobs, "calls": self.world.calls, "faults": [asdict(fault) for fault in self.world.faults]}

    def _repair(self, environ: dict[str, Any], body: bytes) -> Answer:
        """One repair is handed over."""
        key = environ.get("HTTP_IDEMPOTENCY_KEY", "")
        moment, given = environ.get("HTTP_STEAMIE_TIMESTAMP", ""), environ.get("HTTP_STEAMIE_SIGNATURE", "")
        with self.world.lock:
            hit = struck(self.world.faults, "repair.create", self.world.chance, before=BEFORE, only_making=())
            self.world.calls.append({"key": key, "faults": list(hit)})
            if environ["REQUEST_METHOD"] != "POST" or not key:
                return 400, {"error": "POST a repair with an Idempotency-Key."}
            if not self.world.is_signed(moment, key, body, given):
                return 401, {"error": "The signature is wrong."}
            answer = _before(hit) or self._taken(key, json.loads(body), hit)
        if "slow" in hit:
            time.sleep(hit["slow"].seconds)  # outside the lock: others are answered meanwhile
        return answer

    def _taken(self, key: str, body: dict[str, Any], hit: dict[str, Fault]) -> Answer:
        job = self.world.take(key, body, shown="later" not in hit)
        if "twice" in hit:
            self.world.take(key, body, shown=True)  # somebody between us repeated the call
        if "lost" in hit:
            raise Dropped
        return (201, {"job": job.number}) if job.shown else (202, {"status": "pending"})


def _before(hit: dict[str, Fault]) -> Answer | None:
    """What goes wrong before anything is taken."""
    if "down" in hit:
        raise Dropped
    if "error500" in hit:
        return 500, {"error": "Something broke."}
    if "yes_no" in hit:
        return 200, {"success": False, "message": "The property is locked by another user."}
    return (200, {"job": ""}) if "no_job" in hit else None

"""A real mail server on this machine, that can be told to misbehave."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller

FOREVER = 600  # seconds: no test waits so long


@dataclass
class Behaviour:
    """What the server answers at a step, instead of taking the letter; and the letters it took."""

    answers: dict[str, str] = field(default_factory=dict)  # by step: MAIL, RCPT, DATA
    refuses: dict[str, str] = field(default_factory=dict)  # by address
    hangs_at: str = ""
    drops_after: int = 0  # so many letters are taken and the line is cut before the answer
    taken: list[Any] = field(default_factory=list)

    async def _step(self, name: str) -> str:
        if self.hangs_at == name:
            await asyncio.sleep(FOREVER)
        return self.answers.get(name, "")

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> list[str]:  # noqa: N802
        await self._step("EHLO")
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        envelope.mail_from = address
        return await self._step("MAIL") or "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        answer = self.refuses.get(address) or await self._step("RCPT")
        if not answer:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.answers.get("DATA", "")
        if not answer:
            self.taken.append(envelope)
        if self.drops_after:
            self.drops_after -= 1
            server.transport.abort()
        await self._step("DATA")
        return answer or "250 2.0.0 Ok: queued as 4F2"


@contextmanager
def running(behaviour: Behaviour, port: int = 0, **more: Any) -> Iterator[int]:
    """The port of a server that behaves so."""
    server = Controller(behaviour, hostname="127.0.0.1", port=port or free_port(), **more)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def dripping() -> Iterator[int]:
    """The port of a server that greets a byte at a time, for ever: no single wait is long."""
    stop, line = threading.Event(), socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        there, _ = line.accept()
        with there:
            while not stop.wait(0.02):
                try:
                    there.sendall(b"2")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield int(line.getsockname()[1])
    finally:
        stop.set()
        thread.join()
        line.close()

"""A server as the web process has it, in a thread, with a clock that the test moves; and clients on bare sockets."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from steamie.project.wire import WaitressServer, listen
from steamie.project.wire.addresses import Proxy
from steamie.project.wire.patience import ConnectionPhase

HOST = "Host: localhost\r\n"


class Wire:
    """A running server."""

    def __init__(self, application: Any, proxy: Proxy, writes: Sequence[str] = ()) -> None:
        self.now = 1000.0
        self.server = WaitressServer(application, listen("127.0.0.1", 0), proxy, clock=lambda: self.now, writes=writes)
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()

    @property
    def port(self) -> int:
        return int(self.server.effective_port)

    def at(self, phase: ConnectionPhase) -> None:
        """Wait, by the clock on the wall, until the server is so far with each of its connections; and let it notice."""
        for _ in range(3000):
            here = list(self.server.active_channels.values())
            if here and all(one.phase is phase for one in here):
                break
            threading.Event().wait(0.01)
        else:
            raise AssertionError(f"Never came to {phase}.")
        self.after(0)

    def after(self, seconds: float) -> None:
        """The server looks at its connections when so many seconds have passed."""
        self.now += seconds
        self._in_its_loop(lambda: self.server.maintenance(0))

    def _in_its_loop(self, work: Callable[[], None]) -> None:
        done = threading.Event()
        self.server.trigger.pull_trigger(lambda: (work(), done.set()))
        assert done.wait(30)

    def client(self, address: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20, source_address=(address, 0))

    def send(self, request: str, address: str = "127.0.0.1") -> socket.socket:
        """Send something on a line of its own, which stays open."""
        line = self.client(address)
        line.sendall(request.encode())
        return line

    def ask(self, request: str, address: str = "127.0.0.1") -> bytes:
        """Everything that comes back, until the server closes."""
        with self.send(request, address) as line:
            return everything(line)

    def stop(self) -> None:
        if self.thread.is_alive():
            self.server.trigger.pull_trigger(self.server.close)  # in its own loop, which then ends
            self.thread.join(30)
        else:
            self.server.close()
        for connection in list(self.server.active_channels.values()):
            connection.handle_close()
        self.server.task_dispatcher.shutdown()
        assert not self.thread.is_alive()


def until(line: socket.socket, end: bytes) -> bytes:
    """What comes up to these words."""
    answer = b""
    while not answer.endswith(end):
        answer += line.recv(65536)
    return answer


def everything(line: socket.socket) -> bytes:
    """What comes until the other end closes, or breaks off."""
    parts = []
    while True:
        try:
            part = line.recv(65536)
        except ConnectionResetError:
            part = b""
        if not part:
            return b"".join(parts)
        parts.append(part)


@contextmanager
def wire(application: Any, proxy: str = "", count: int = 1, writes: Sequence[str] = ()) -> Iterator[Wire]:
    running = Wire(application, Proxy(proxy, count), writes)
    try:
        yield running
    finally:
        running.stop()


def get(path: str = "/", method: str = "GET", headers: str = "") -> str:
    return f"{method} {path} HTTP/1.1\r\n{HOST}Connection: close\r\n{headers}\r\n"


def post(length: int, kind: str = "application/x-www-form-urlencoded", headers: str = "") -> str:
    """The head of a form, whose body is still to come."""
    return f"POST / HTTP/1.1\r\n{HOST}Content-Type: {kind}\r\nContent-Length: {length}\r\n{headers}\r\n"


def plain(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """An application that says who asked, and how much came."""
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['REMOTE_ADDR']} {len(body)}".encode()]

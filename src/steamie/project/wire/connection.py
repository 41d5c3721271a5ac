"""One connection of a visitor or of the proxy: what it may hold, and for how long."""

from __future__ import annotations

import socket
from functools import partial
from typing import TYPE_CHECKING, Any

from waitress.channel import HTTPChannel
from waitress.utilities import Error

from .answers import AnswerTask, JudgedRequest, Refuse, TooOften, TooSlow
from .patience import ConnectionPhase, Stopwatch

if TYPE_CHECKING:
    from .server import WaitressServer

CAN_MAKE_WAY = (
    ConnectionPhase.GOODBYE,
    ConnectionPhase.IDLE,
    ConnectionPhase.HEADERS,
    ConnectionPhase.BODY,
    ConnectionPhase.ANSWER,
)
SLOW = (ConnectionPhase.HEADERS, ConnectionPhase.BODY, ConnectionPhase.ANSWER)


class Connection(HTTPChannel):  # type: ignore[misc]  # the library has no types
    """A connection. Everything here runs in the server's loop, except what ``service`` calls."""

    task_class, error_task_class = AnswerTask, Refuse
    request: JudgedRequest | None
    refused = draining = False
    postponed = False  # its next answer is made once this one has been read
    visitor = ""  # the address it is counted under; the proxy's connections only while they carry a request

    def __init__(self, server: WaitressServer, sock: socket.socket, addr: tuple[str, int], adj: Any, map: Any = None) -> None:
        super().__init__(server, sock, addr, adj, map=map)
        self.parser_class = partial(self._request, JudgedRequest)
        self.stopwatch = Stopwatch(server.clock())
        self.proxied = server.proxy.trusts(addr[0])
        if not self.proxied:
            self.visitor = server.proxy.visitor(addr[0], {})
        server.welcome(self)

    def _request(self, kind: type[JudgedRequest], adjustments: Any) -> JudgedRequest:
        return kind(adjustments, self)

    @property
    def phase(self) -> ConnectionPhase:
        """What it is at now."""
        if self.draining:
            return ConnectionPhase.GOODBYE
        if self.total_outbufs_len:
            return ConnectionPhase.ANSWER
        if self.requests:
            return ConnectionPhase.WORK
        if self.request is None:
            return ConnectionPhase.IDLE
        return ConnectionPhase.BODY if self.request.headers_finished else ConnectionPhase.HEADERS

    @property
    def asks_for(self) -> str:
        """The address of the request whose answer is next; empty where it could not be read."""
        return str(getattr(self.requests[0], "path", "")) if self.requests else ""

    def objection(self, request: JudgedRequest) -> Error | None:
        """Why a request whose headers are there is not taken, if it is not."""
        visitor = self.server.proxy.visitor(self.addr[0], request.headers)
        if self.proxied and not self.server.take(self, visitor):
            return TooOften("")
        return None if self.server.may_ask(visitor, request.command) else TooOften("")

    def tick(self, now: float) -> None:
        """Cut off what has taken too long: a form that hardly moves is told so, all others just end."""
        phase = self.phase
        if self.proxied and phase is ConnectionPhase.IDLE:
            self.server.let_go(self)
        if self.stopwatch.overdue(phase, id(self.request), now):
            if phase in SLOW:
                self.server.was_slow(self.visitor)
            if phase is ConnectionPhase.BODY and self.request:
                self._refuse(self.request, TooSlow(""))
            else:
                self.handle_close()

    def _refuse(self, request: JudgedRequest, error: Error) -> None:
        request.error, request.completed = error, True
        with self.requests_lock:
            self.request = None
            self.requests.append(request)
        self.server.add_task(self)

    def readable(self) -> bool:
        """As the library has it; to the end of what was refused; and never once closed, when its number may be another's."""
        return self.connected and (self.draining or bool(super().readable()))

    def writable(self) -> bool:
        """As the library has it; nothing more after a goodbye."""
        return self.connected and not self.draining and (self.postponed or bool(super().writable()))

    def handle_read(self) -> None:
        """After a refusal: read and forget, until the other end has done or its time is over."""
        if not self.draining:
            super().handle_read()
            return
        try:
            if not self.recv(self.adj.recv_bytes):
                self.handle_close()
        except OSError:
            self.handle_close()

    def handle_write(self) -> None:
        """As the library has it. A refusal is not followed by a close at once: that would throw its page away, unread."""
        if self.postponed:
            self._go_on_when_read()
            return
        if not (self.refused and self.close_when_flushed):
            super().handle_write()
            return
        self._flush_exception(self._flush_some)
        if self.will_close:
            self.handle_close()
        elif not self.total_outbufs_len:
            self._say_goodbye()

    def _go_on_when_read(self) -> None:
        """Send on; the next answer is made once nothing waits to be read any more."""
        self._flush_exception(self._flush_some)
        if self.will_close:
            self.handle_close()
        elif not self.total_outbufs_len:
            self.postponed = False
            self.server.take_turn(self)

    def _say_goodbye(self) -> None:
        self.close_when_flushed, self.draining = False, True
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            self.handle_close()

    def recv(self, buffer_size: int) -> bytes:
        """As the library has it, counted."""
        data: bytes = super().recv(buffer_size)
        self.stopwatch.moved += len(data)
        return data

    def send(self, data: bytes, do_close: bool = True) -> int:
        """As the library has it, counted."""
        sent: int = super().send(data, do_close=do_close)
        self.stopwatch.moved += sent
        return sent

    def del_channel(self, map: Any = None) -> None:
        """It is gone, however it ended."""
        self.server.let_go(self)
        super().del_channel(map)

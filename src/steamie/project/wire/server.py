"""The server: one loop that buffers what visitors send and read, and a few threads that make pages."""

from __future__ import annotations

import copy
import socket
import time
from collections.abc import Callable, Sequence
from typing import Any

from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from .addresses import Crowd, Proxy
from .answers import LARGEST, LARGEST_WITHOUT_FILES
from .connection import CAN_MAKE_WAY, Connection
from .pace import AddressPace
from .patience import ConnectionPhase
from .threads import FOR_PAGES, AnsweringThreads

FROM_ONE_ADDRESS = 60  # connections; a browser opens six, and an office may share one address
TOGETHER = 1500
SPARE = 200  # files and connections that are no visitor's
TICK_SECONDS = 1
LEAVE_WITHIN_SECONDS = 8
LAST_FOR_SECONDS = 120  # after a connection was cut off
AT_REST = (ConnectionPhase.IDLE, ConnectionPhase.GOODBYE)
THIS_MACHINE = {"127.0.0.1", "::/64"}  # whoever is on it could stop the house anyway: limited, but not paced


def listen(host: str, port: int) -> socket.socket:
    """A socket that visitors can connect to. OSError when the port is in use or the host is not this machine."""
    family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(1024)
    except OSError:
        listening.close()
        raise
    return listening


class WaitressServer(TcpWSGIServer):  # type: ignore[misc]  # the library has no types
    """Waitress, on a socket that is open already, with our connections."""

    channel_class = Connection

    def __init__(
        self,
        application: Any,
        listening: socket.socket,
        proxy: Proxy,
        clock: Callable[[], float] = time.monotonic,
        writes: Sequence[str] = (),
    ) -> None:
        self.proxy, self.clock, self.crowd, self.pace = proxy, clock, Crowd[Connection](), AddressPace()
        self.leave_before: float | None = None
        self.slow: dict[str, float] = {}  # addresses whose connection was cut off lately: when that is forgotten
        adjustments = Adjustments(
            threads=FOR_PAGES,
            ident="steamie",
            max_request_body_size=LARGEST,
            connection_limit=TOGETHER + SPARE,
            cleanup_interval=TICK_SECONDS,
            asyncore_use_poll=True,  # select knows no more than 1,024 files
            outbuf_high_watermark=64 * 1024 * 1024,  # bytes on disk: below it no thread waits for a slow reader
            **proxy.adjustments(),
        )
        self.without_files = copy.copy(adjustments)
        self.without_files.max_request_body_size = LARGEST_WITHOUT_FILES
        threads = AnsweringThreads(self.is_last, writes)
        place = (listening.family, listening.type, listening.proto, listening.getsockname())
        super().__init__(application, _sock=listening, dispatcher=threads, adj=adjustments, sockinfo=place, bind_socket=False)

    def welcome(self, connection: Connection) -> None:
        """Count a new connection. Where an address has too many, its oldest that nothing is being done for makes way."""
        here = self.crowd.of(connection.visitor) if connection.visitor else []
        if len(here) >= FROM_ONE_ADDRESS:
            self._make_way(here, connection)
        elif self.crowd.total >= TOGETHER:
            self._make_way(self.crowd.largest(), connection)
        if connection.connected and connection.visitor:
            self.crowd.enter(connection.visitor, connection)

    def _make_way(self, here: list[Connection], newcomer: Connection) -> None:
        leaving = next((one for one in here if one.phase in CAN_MAKE_WAY), newcomer)
        leaving.handle_close()

    def take(self, connection: Connection, visitor: str) -> bool:
        """Count a request that came by the proxy, unless its visitor has too many."""
        self.let_go(connection)
        if len(self.crowd.of(visitor)) >= FROM_ONE_ADDRESS:
            return False
        connection.visitor = visitor
        self.crowd.enter(visitor, connection)
        return True

    def let_go(self, connection: Connection) -> None:
        """Count it no longer."""
        self.crowd.leave(connection.visitor, connection)
        if connection.proxied:
            connection.visitor = ""

    def add_task(self, task: Connection) -> None:
        """Make an answer. For one who has yet to read the answer before, later: who asks much and reads little costs little."""
        if task.total_outbufs_len:
            task.postponed = True  # a thread sets it, and the loop, which is woken after each answer, looks at it
        else:
            self.take_turn(task)

    def take_turn(self, connection: Connection) -> None:
        """Let its answer be made when its turn comes."""
        super().add_task(connection)

    def was_slow(self, visitor: str) -> None:
        """Note that an address let a connection be cut off: for a while everybody else goes before it."""
        if visitor:
            self.slow[visitor] = self.clock() + LAST_FOR_SECONDS

    def is_last(self, visitor: str) -> bool:
        """Whether an address waits until nobody else does."""
        return visitor in self.slow

    def may_ask(self, visitor: str, method: str) -> bool:
        """Whether this address asks at a pace one can bear."""
        return visitor in THIS_MACHINE or self.pace.allows(visitor, method, self.clock())

    def maintenance(self, now: float) -> None:
        """Once a second: look at every connection."""
        moment = self.clock()
        self.slow = {visitor: until for visitor, until in self.slow.items() if until > moment}
        for connection in list(self.active_channels.values()):
            connection.tick(moment)

    def leave(self) -> None:
        """Take nobody new, finish what was begun, and end. For a signal: it only sets marks."""
        self.leave_before = self.clock() + LEAVE_WITHIN_SECONDS
        self.accepting = False
        self.pull_trigger()

    def readable(self) -> bool:
        """As the library has it, called each time round; and the place where the loop ends."""
        wanted = bool(super().readable())
        if self.leave_before is None:
            return wanted
        busy = any(one.phase not in AT_REST for one in self.active_channels.values())
        if not busy or self.clock() > self.leave_before:
            raise SystemExit(0)
        return False

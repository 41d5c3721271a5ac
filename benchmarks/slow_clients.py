"""How long a monitor and a visitor wait while 300 slow clients hold on, from 300 addresses and from one.

uv run --no-sync python benchmarks/slow_clients.py http://127.0.0.1:8000 [--seconds 60] [--clients 300] [--kinds header,body]

Slow clients come from addresses of 127.0.0.0/8, each opening its connection again as soon as it is cut off; the monitor asks
for /healthz and the visitor for the first page from addresses of their own, once a second. Linux only: elsewhere 127.0.0.0/8
is one address. The house under test must listen on 0.0.0.0 or 127.0.0.1.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

MONITOR, VISITOR = "127.9.0.1", "127.9.0.2"
LIMITS = {"/healthz": 1.0, "/": 2.0}  # seconds
PATIENCE = 30.0  # after which an answer counts as none
HEAD = b"Host: localhost\r\nUser-Agent: slow\r\n"


@dataclass
class Round:
    """One kind of slow client, from many addresses or one."""

    kind: str
    addresses: int
    opened: int = 0
    cut_off: int = 0
    waits: dict[str, list[float]] = field(default_factory=lambda: {path: [] for path in LIMITS})


async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, start: bytes, drop: bytes) -> None:
    """Send the start at once, and then a drop each second, until cut off."""
    writer.write(start)
    while not reader.at_eof():
        writer.write(drop)
        await writer.drain()
        with suppress(TimeoutError):
            await asyncio.wait_for(reader.read(65536), 1)


async def reading(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Ask for one file five times, a few hundred kilobytes in all, and hardly read what comes."""
    writer.write((b"GET /static/steamie.css HTTP/1.1\r\n" + HEAD + b"\r\n") * 5)
    while await reader.read(16):
        await asyncio.sleep(1)


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Connect and say nothing."""
    await reader.read()


async def idle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Ask once, and keep the connection."""
    writer.write(b"GET /healthz HTTP/1.1\r\n" + HEAD + b"\r\n")
    while await reader.read(65536):
        pass


BODY = b"POST /accounts/login/ HTTP/1.1\r\n" + HEAD
FORM = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000000\r\n\r\n"
KINDS: dict[str, Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]] = {
    "header": lambda reader, writer: slowly(reader, writer, b"GET / HTTP/1.1\r\n" + HEAD, b"X-Slow: 1\r\n"),
    "body": lambda reader, writer: slowly(reader, writer, BODY + FORM, b"a"),
    "reader": reading,
    "half-open": silent,
    "idle": idle,
}


async def connected(kind: str, host: str, port: int, address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection from an address; a slow reader's has room for hardly anything, so that the rest waits at the server."""
    line = socket.socket()
    try:
        if kind == "reader":
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.setblocking(False)
        line.bind((address, 0))
        await asyncio.get_running_loop().sock_connect(line, (host, port))
        return await asyncio.open_connection(sock=line, limit=1024)
    except BaseException:
        line.close()
        raise


async def hold_on(this: Round, host: str, port: int, address: str, until: float) -> None:
    """One slow client, for as long as the round lasts."""
    while time.monotonic() < until:
        try:
            async with asyncio.timeout(until - time.monotonic()):
                reader, writer = await connected(this.kind, host, port, address)
                this.opened += 1
                try:
                    await KINDS[this.kind](reader, writer)
                finally:
                    writer.close()
                this.cut_off += 1
        except TimeoutError:
            return
        except OSError:
            this.cut_off += 1
        await asyncio.sleep(0.5)


async def ask(this: Round, host: str, port: int, path: str, address: str, until: float) -> None:
    """A monitor or a visitor: a fresh connection once a second, timed to the end of the answer."""
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                reader, writer = await asyncio.open_connection(host, port, local_addr=(address, 0))
                writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
                answer = await reader.read(-1)
                writer.close()
            well = answer.startswith(b"HTTP/1.1 200")
        except OSError:
            well = False
        this.waits[path].append(time.monotonic() - began if well else PATIENCE)
        await asyncio.sleep(max(0.0, 1 - (time.monotonic() - began)))


async def one_round(kind: str, addresses: int, clients: int, seconds: float, host: str, port: int) -> Round:
    this, until = Round(kind, addresses), time.monotonic() + seconds
    where = [f"127.8.{n // 200}.{n % 200 + 1}" if addresses > 1 else "127.8.0.1" for n in range(clients)]
    slow = [asyncio.create_task(hold_on(this, host, port, address, until)) for address in where]
    await asyncio.sleep(1)
    await asyncio.gather(ask(this, host, port, "/healthz", MONITOR, until), ask(this, host, port, "/", VISITOR, until), *slow)
    return this


def row(this: Round) -> dict[str, object]:
    waits = {f"{path} {name}": round(value, 2) for path, all_waits in this.waits.items() for name, value in spread(all_waits)}
    within = all(max(waits) <= LIMITS[path] for path, waits in this.waits.items())
    return (
        {"kind": this.kind, "addresses": this.addresses, "opened": this.opened, "cut off": this.cut_off} | waits | {"ok": within}
    )


def spread(waits: list[float]) -> list[tuple[str, float]]:
    return [("median", sorted(waits)[len(waits) // 2]), ("worst", max(waits))]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=300)
    parser.add_argument("--kinds", default=",".join(KINDS))
    options = parser.parse_args()
    place = urlsplit(options.address)
    for kind in options.kinds.split(","):
        for addresses in (options.clients, 1):
            done = one_round(kind, addresses, options.clients, options.seconds, str(place.hostname), int(place.port or 80))
            print(json.dumps(row(asyncio.run(done))), flush=True)


if __name__ == "__main__":
    main()

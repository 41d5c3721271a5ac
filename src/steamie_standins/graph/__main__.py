"""``python -m steamie_standins.graph --port N [--state FILE] [--seed S] [--faults NAME=RATE,…] [--lag S]``: on loopback only."""

from __future__ import annotations

import argparse
import sys
import threading
import time

import waitress

from . import faults, webhooks
from .app import make_app
from .world import GraphWorld


def main() -> None:
    """Answer until stopped."""
    options = _options().parse_args()
    app = make_app(
        page=options.page,
        name=options.name,
        state=options.state,
        seed=options.seed,
        lag=options.lag,
        schedule_days=options.schedule_days,
    )
    app.world.faults = faults.spelled(options.faults)
    threading.Thread(target=_post_webhooks, args=(app.world,), daemon=True).start()
    server = waitress.create_server(app, host="127.0.0.1", port=options.port, threads=options.threads, ident="stand-in")
    print(f"The stand-in Page is at http://127.0.0.1:{server.effective_port}/", flush=True)  # noqa: T201 -- a program's own words
    try:
        server.run()
    except KeyboardInterrupt:
        sys.exit(0)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="steamie_standins.graph", description="A stand-in for Facebook's Graph API, on loopback."
    )
    parser.add_argument("--port", type=int, default=8100, help="0 picks a free one")
    parser.add_argument("--state", default="", help="a file that keeps the Page between starts")
    parser.add_argument("--seed", type=int, default=1, help="of the faults")
    parser.add_argument("--faults", default="", help=f"NAME[@ROUTE]=RATE[xCOUNT][:SECONDS],… of {', '.join(faults.NAMES)}")
    parser.add_argument("--lag", type=float, default=0, help="seconds before a post appears in lists")
    parser.add_argument("--page", default="1122", help="number of the Page")
    parser.add_argument("--name", default="Pineview Housing Association", help="name of the Page")
    parser.add_argument("--schedule-days", type=int, default=30, help="how far ahead Facebook's own scheduler goes")
    parser.add_argument("--threads", type=int, default=6)
    return parser


def _post_webhooks(world: GraphWorld) -> None:
    while True:
        time.sleep(1)
        if world.hook.waiting and world.hook.address:
            webhooks.send(world)


if __name__ == "__main__":
    main()

"""``python -m steamie_standins.repairs --port N [--seed S] [--faults NAME=RATE,…] [--secret TEXT]``: on loopback only."""

from __future__ import annotations

import argparse
import sys

import waitress

from steamie_standins.faults import spelled

from .app import NAMES, USUAL, App
from .world import World


def main() -> None:
    """Answer until stopped."""
    parser = argparse.ArgumentParser(prog="steamie_standins.repairs", description="A stand-in for a repairs system, on loopback.")
    parser.add_argument("--port", type=int, default=8300, help="0 picks a free one")
    parser.add_argument("--seed", type=int, default=1, help="of the faults")
    parser.add_argument("--faults", default="", help=f"NAME=RATE[xCOUNT][:SECONDS],… of {', '.join(NAMES)}; usual: {USUAL}")
    parser.add_argument("--secret", default="", help="what calls are signed with; empty: signatures are not looked at")
    options = parser.parse_args()
    app = App(World(secret=options.secret, seed=options.seed))
    app.world.faults = spelled(USUAL if options.faults == "usual" else options.faults, NAMES)
    app.world.chance.seed(options.seed)
    server = waitress.create_server(app, host="127.0.0.1", port=options.port, threads=8, ident="stand-in")
    print(f"The stand-in repairs system is at http://127.0.0.1:{server.effective_port}/", flush=True)  # noqa: T201 -- a program's own words
    try:
        server.run()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()

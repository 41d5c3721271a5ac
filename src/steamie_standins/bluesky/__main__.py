"""``python -m steamie_standins.bluesky --port N [--seed S] [--faults NAME=RATE,…] [--lag S]``: on loopback only."""

from __future__ import annotations

import argparse
import sys

import waitress

from . import faults
from .app import make_app


def main() -> None:
    """Answer until stopped."""
    options = _options().parse_args()
    app = make_app(handle=options.handle, name=options.name, seed=options.seed, lag=options.lag)
    app.world.faults = faults.spelled(options.faults)
    server = waitress.create_server(app, host="127.0.0.1", port=options.port, threads=options.threads, ident="stand-in")
    print(f"The stand-in for Bluesky is at http://127.0.0.1:{server.effective_port}/", flush=True)  # noqa: T201 -- a program's own words
    try:
        server.run()
    except KeyboardInterrupt:
        sys.exit(0)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="steamie_standins.bluesky", description="A stand-in for Bluesky, on loopback.")
    parser.add_argument("--port", type=int, default=8200, help="0 picks a free one")
    parser.add_argument("--seed", type=int, default=1, help="of the faults")
    parser.add_argument("--faults", default="", help=f"NAME[@ROUTE]=RATE[xCOUNT][:SECONDS],… of {', '.join(faults.NAMES)}")
    parser.add_argument("--lag", type=float, default=0, help="seconds before the network counts a post")
    parser.add_argument("--handle", default="pineview.bsky.social")
    parser.add_argument("--name", default="Pineview Housing Association", help="name of the account")
    parser.add_argument("--threads", type=int, default=6)
    return parser


if __name__ == "__main__":
    main()

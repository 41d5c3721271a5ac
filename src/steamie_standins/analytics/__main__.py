"""``python -m steamie_standins.analytics --port N``: on loopback only."""

from __future__ import annotations

import argparse
import sys

import waitress

from .app import AnalyticsApp


def main() -> None:
    """Answer until stopped."""
    parser = argparse.ArgumentParser(
        prog="steamie_standins.analytics", description="A stand-in for Google Analytics, on loopback."
    )
    parser.add_argument("--port", type=int, default=8400, help="0 picks a free one")
    options = parser.parse_args()
    server = waitress.create_server(AnalyticsApp(), host="127.0.0.1", port=options.port, threads=4, ident="stand-in")
    print(f"The stand-in for Google Analytics is at http://127.0.0.1:{server.effective_port}/", flush=True)  # noqa: T201 -- a program's own words
    try:
        server.run()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()

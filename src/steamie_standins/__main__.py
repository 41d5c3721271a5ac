"""``python -m steamie_standins --kind KIND …``: the stand-in for a kind of channel; the other arguments are its own."""

from __future__ import annotations

import runpy
import sys

PROGRAMS = {"bluesky": "steamie_standins.bluesky", "facebook": "steamie_standins.graph"}


def main() -> None:
    """Hand over to the stand-in for this kind."""
    arguments = sys.argv[1:]
    if len(arguments) < 2 or arguments[0] != "--kind" or arguments[1] not in PROGRAMS:
        sys.exit(f"Say which: --kind {' or '.join(PROGRAMS)}.")
    program = PROGRAMS[arguments[1]]
    sys.argv = [program, *arguments[2:]]
    runpy.run_module(program, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()

"""``steamie drill publish``: does an approved post appear exactly once, and its correction too, whatever happens?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from functools import partial
from typing import Any, TextIO

from steamie.project.supervisor import tie_to

from .kinds import drilled
from .options import Options, read
from .surroundings import surroundings


class Publish:
    """The drill of publishing: a post or a correction that was lost, doubled or misreported fails it."""

    help = "Publish under fire: kill workers at random while a stand-in loses, delays and garbles answers."

    @staticmethod
    def add_arguments(parser: ArgumentParser) -> None:
        """The numbers of the drill."""
        usual = Options()
        parser.add_argument("--kind", default=usual.kind, help="of channel, by its name in the database")
        parser.add_argument("--posts", type=int, default=usual.posts)
        parser.add_argument("--workers", type=int, default=usual.workers)
        parser.add_argument("--kills", type=int, default=usual.kills)
        parser.add_argument("--seed", type=int, default=usual.seed)
        parser.add_argument("--lag", type=float, default=usual.lag, help="seconds before a post shows in the channel's lists")
        parser.add_argument(
            "--faults", default=usual.faults, help="as the stand-in spells them: drop=0.1,created500=0.1; usual: its own mix"
        )
        parser.add_argument(
            "--publisher",
            choices=["steamie", "naive", "forgetful"],
            default=usual.publisher,
            help="naive: try again on an error; forgetful: ours, on a kind that draws a new key for each call",
        )
        parser.add_argument(
            "--correct-one-in", type=int, default=usual.correct_one_in, help="correct one sent post in so many; 0 for none"
        )
        parser.add_argument(
            "--tasks", default=usual.tasks, help="address of a queue nothing else uses, such as redis://localhost/9"
        )
        parser.add_argument("--patience", type=float, default=usual.patience, help="seconds to wait for the last post")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--inside", default="", help="used by the drill itself")

    @staticmethod
    def run(out: TextIO, *, inside: str, **arguments: Any) -> int:
        """Outside: make the surroundings. Inside: drill. Gives the status to leave with, 1 when the drill failed."""
        if inside:
            return _inside(read(inside), out, as_json=bool(arguments["json"]))
        options = Options(**{name: arguments[name] for name in Options.__slots__} | {"kind": drilled(str(arguments["kind"]))})
        with surroundings(kind=options.kind, seed=options.seed, lag=options.lag, tasks=options.tasks) as environment:
            inner = ["drill", "publish", "--inside", options.spelled(), *(["--json"] if arguments["json"] else [])]
            tied = partial(tie_to, os.getpid())
            command = [sys.executable, "-m", "steamie", *inner]
            done = subprocess.run(command, env=environment, preexec_fn=tied, check=False)  # noqa: S603 -- our own program
        return done.returncode


def _inside(options: Options, out: TextIO, *, as_json: bool) -> int:
    from .run import run  # noqa: PLC0415 -- only inside, where the surroundings are the drill's own

    report = run(options)
    out.write(json.dumps(report.as_dict()) if as_json else report.as_text())
    return 0 if report.passed else 1

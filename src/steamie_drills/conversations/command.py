"""``steamie drill conversations``: does the desk have what is on the Page, and is every answer sent once, whatever happens?"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from dataclasses import replace
from functools import partial
from typing import Any, TextIO

from steamie.project.supervisor import tie_to
from steamie_drills.surroundings import own_house, stand_in

from .options import ConversationOptions, read

TOLD = ("comments", "answers", "kills", "seed", "lost", "twice", "forged", "faults", "desk", "tasks")


class Converse:
    """The drill of conversations: a comment missed, one too many, a forged one taken, or an answer sent twice fails it."""

    help = "Listen and answer under fire: deliveries lost, doubled, shuffled and forged, answers lost, and kill -9."

    @staticmethod
    def add_arguments(parser: ArgumentParser) -> None:
        """The numbers of the drill."""
        usual = ConversationOptions()
        for name in ("comments", "answers", "kills", "seed", "forged"):
            parser.add_argument(f"--{name}", type=int, default=getattr(usual, name))
        parser.add_argument("--lost", type=float, default=usual.lost, help="share of the deliveries that never come")
        parser.add_argument("--twice", type=float, default=usual.twice, help="share of the deliveries that come twice")
        parser.add_argument("--faults", default=usual.faults, help="of the stand-in Page, as it spells them")
        parser.add_argument(
            "--desk", choices=["steamie", "naive"], default=usual.desk, help="naive: sends again when an answer was lost"
        )
        parser.add_argument("--tasks", default=usual.tasks, help="address of a queue nothing else uses")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--inside", default="", help="used by the drill itself")

    @staticmethod
    def run(out: TextIO, *, inside: str, **arguments: Any) -> int:
        """Outside: make the surroundings. Inside: drill. Gives the status to leave with, 1 when the drill failed."""
        if inside:
            return _inside(read(inside), out, as_json=bool(arguments["json"]))
        options = ConversationOptions(**{name: arguments[name] for name in TOLD})
        page = ("--port", "0", "--seed", str(options.seed))
        with own_house(options.tasks) as house, stand_in("steamie_standins.graph", *page) as words:
            whole = replace(options, page_url=words[-1].rstrip("/"))
            ours = {"PORT": str(_free_port()), "STEAMIE_GRAPH_URL": whole.page_url, "STEAMIE_HOSTS": "127.0.0.1,localhost"}
            inner = ["drill", "conversations", "--inside", whole.spelled(), *(["--json"] if arguments["json"] else [])]
            command, tied = [sys.executable, "-m", "steamie", *inner], partial(tie_to, os.getpid())
            return subprocess.run(command, env=house | ours, preexec_fn=tied, check=False).returncode  # noqa: S603 -- our own program


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _inside(options: ConversationOptions, out: TextIO, *, as_json: bool) -> int:
    from .run import run  # noqa: PLC0415 -- only inside, where the surroundings are the drill's own

    report = run(options)
    out.write(json.dumps(report.as_dict()) if as_json else report.as_text())
    return 0 if report.passed else 1

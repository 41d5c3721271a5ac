"""The command: it makes the drill's surroundings, and drills inside them."""

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
from steamie_drills.surroundings import begin, own_house

from .options import RepairsOptions, read

TOLD = ("submissions", "kills", "seed", "at_once", "faults", "desk", "tasks")


class Repairs:
    """The drill of repairs: one that was thanked for and is not on record once fails it, and so does an error that eats words."""

    help = "Report repairs under fire: kill -9, a full disk, a dead mail server, a repairs system that lies, double clicks."

    @staticmethod
    def add_arguments(parser: ArgumentParser) -> None:
        """The numbers of the drill."""
        usual = RepairsOptions()
        parser.add_argument("--submissions", type=int, default=usual.submissions)
        parser.add_argument("--kills", type=int, default=usual.kills)
        parser.add_argument("--seed", type=int, default=usual.seed)
        parser.add_argument("--at-once", type=int, default=usual.at_once, help="people who report at the same time")
        parser.add_argument("--faults", default=usual.faults, help="of the stand-in repairs system; usual: its own mix")
        parser.add_argument(
            "--desk",
            choices=["steamie", "naive"],
            default=usual.desk,
            help="naive: thanks first, saves then, and counts no sheet",
        )
        parser.add_argument("--tasks", default=usual.tasks, help="address of a queue nothing else uses")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--inside", default="", help="used by the drill itself")

    @staticmethod
    def run(out: TextIO, *, inside: str, **arguments: Any) -> int:
        """Outside: make the surroundings. Inside: drill. Gives the status to leave with, 1 when the drill failed."""
        if inside:
            return _inside(read(inside), out, as_json=bool(arguments["json"]))
        options = RepairsOptions(**{name: arguments[name] for name in TOLD})
        repairs, words = begin("steamie_standins.repairs", "--port", "0", "--seed", str(options.seed))
        mail, place = begin("steamie_standins.mail", "--port", "0")
        try:
            with own_house(options.tasks) as house:
                whole = replace(
                    options,
                    repairs_url=words[-1].rstrip("/"),
                    mail_port=int(place[-1]),
                    mail_pid=mail.pid,
                    repairs_pid=repairs.pid,
                )
                return _outside(whole, house, as_json=bool(arguments["json"]))
        finally:
            for process in (repairs, mail):
                process.kill()
                process.wait()


def _outside(options: RepairsOptions, house: dict[str, str], *, as_json: bool) -> int:
    """The inner process, in a house of its own that believes what a proxy on this machine says about visitors."""
    ours = {
        "PORT": str(_free_port()),
        "STEAMIE_PROXY": "127.0.0.1",
        "STEAMIE_EMAIL_URL": f"smtp://127.0.0.1:{options.mail_port}",
        "STEAMIE_HOSTS": "127.0.0.1,localhost",
    }
    inner = ["drill", "repairs", "--inside", options.spelled(), *(["--json"] if as_json else [])]
    command = [sys.executable, "-m", "steamie", *inner]
    tied = partial(tie_to, os.getpid())
    return subprocess.run(command, env=house | ours, preexec_fn=tied, check=False).returncode  # noqa: S603 -- our own program


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _inside(options: RepairsOptions, out: TextIO, *, as_json: bool) -> int:
    from .run import run  # noqa: PLC0415 -- only inside, where the surroundings are the drill's own

    report = run(options)
    out.write(json.dumps(report.as_dict()) if as_json else report.as_text())
    return 0 if report.passed else 1

"""``steamie drill publish``: does an approved post appear exactly once, and its correction too, whatever happens?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial

from django.core.management.base import BaseCommand, CommandParser

from steamie.project.drill import options as told
from steamie.project.drill.surroundings import surroundings
from steamie.project.supervisor import tie_to


class Command(BaseCommand):
    """Runs the drill in surroundings of its own; leaves with 1 when a post or a correction was lost, doubled or misreported."""

    help = "Publish under fire: kill workers at random while a stand-in loses, delays and garbles answers."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The numbers of the drill."""
        usual = told.Options()
        parser.add_argument("what", choices=["publish"])
        parser.add_argument("--posts", type=int, default=usual.posts)
        parser.add_argument("--workers", type=int, default=usual.workers)
        parser.add_argument("--kills", type=int, default=usual.kills)
        parser.add_argument("--seed", type=int, default=usual.seed)
        parser.add_argument("--lag", type=float, default=usual.lag, help="seconds before a post shows in the channel's lists")
        parser.add_argument("--faults", default=usual.faults, help="as the stand-in spells them: drop=0.1,created500=0.1")
        parser.add_argument("--publisher", choices=["steamie", "naive"], default=usual.publisher)
        parser.add_argument(
            "--correct-one-in", type=int, default=usual.correct_one_in, help="correct one sent post in so many; 0 for none"
        )
        parser.add_argument(
            "--tasks", default=usual.tasks, help="address of a queue nothing else uses, such as redis://localhost/9"
        )
        parser.add_argument("--patience", type=float, default=usual.patience, help="seconds to wait for the last post")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--inside", default="", help="used by the drill itself")

    def handle(self, *, inside: str, **given: object) -> None:
        """Outside: make the surroundings. Inside: drill."""
        if inside:
            self._drill(told.read(inside), as_json=bool(given["json"]))
        options = told.Options(**{name: given[name] for name in told.Options.__slots__})
        with surroundings(seed=options.seed, lag=options.lag, tasks=options.tasks) as environment:
            arguments = ["drill", "publish", "--inside", options.spelled(), *(["--json"] if given["json"] else [])]
            tied = partial(tie_to, os.getpid())
            command = [sys.executable, "-m", "steamie", *arguments]
            done = subprocess.run(command, env=environment, preexec_fn=tied, check=False)  # noqa: S603 -- our own program
        sys.exit(done.returncode)

    def _drill(self, options: told.Options, *, as_json: bool) -> None:
        from steamie.project.drill.run import run  # noqa: PLC0415 -- only inside, where the surroundings are the drill's own

        report = run(options)
        self.stdout.write(json.dumps(report.as_dict()) if as_json else report.as_text())
        sys.exit(0 if report.passed else 1)

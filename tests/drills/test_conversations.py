"""The drill of conversations in the suite, small: our desk passes it, the usual one does not."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from os import getpid
from typing import Any

import pytest

from steamie.project.supervisor import tie_to


def drill(*arguments: str) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "steamie", "drill", "conversations", "--json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=partial(tie_to, getpid()))
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


@pytest.mark.long
def test_under_fire_the_desk_has_what_is_there_and_answers_once() -> None:
    status, report = drill("--comments", "40", "--answers", "10", "--kills", "3", "--forged", "4", "--seed", "7")
    assert status == 0, report
    assert report["on_the_page"] > 30
    assert report["deliveries"] > 0, "nothing was delivered: the drill showed nothing"
    assert report["kills"] == 3


@pytest.mark.long
def test_the_usual_desk_fails_the_drill() -> None:
    faults = "drop@comment.create=0.4,created500@comment.create=0.3"
    status, report = drill(
        "--comments", "30", "--answers", "10", "--kills", "0", "--forged", "0", "--desk", "naive", "--faults", faults
    )
    assert report["sent_twice"] > 0, report
    assert status == 1

"""The drill of repairs in the suite, small: our desk passes it, the usual form does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from typing import Any

import pytest

from steamie.project.supervisor import tie_to


def drill(*arguments: str, **environment: str) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "steamie", "drill", "repairs", "--json", *arguments]
    surroundings = {"env": {**os.environ, **environment}, "preexec_fn": partial(tie_to, os.getpid())}
    done = subprocess.run(command, capture_output=True, text=True, check=False, **surroundings)
    assert done.stdout, done.stderr
    return done.returncode, {**json.loads(done.stdout.splitlines()[-1]), "stderr": done.stderr[-3000:]}


@pytest.mark.long
def test_under_fire_each_thank_you_is_one_record_and_one_job() -> None:
    status, report = drill("--submissions", "40", "--kills", "3", "--seed", "7")

    assert (report["lost"], report["doubled"], report["dishonest"]) == (0, 0, 0), report
    assert (report["not_accepted"], report["jobs_doubled"], report["jobs_wrong"], report["photos_waiting"]) == (0, 0, 0, 0), (
        report
    )
    assert report["thanked"] + report["not_thanked"] == 40
    assert report["errors"] + report["silent"] > 0, "no trouble struck: the drill showed nothing"
    assert sum(report["faults"].values()) > 0, "the repairs system behaved: the drill showed nothing"
    assert status == 0, report


@pytest.mark.long
def test_the_usual_form_fails_the_drill() -> None:
    status, report = drill(
        "--submissions", "40", "--kills", "1", "--seed", "7", "--desk", "naive", "--faults", "lost=0.3,twice=0.2"
    )

    assert report["lost"] + report["doubled"] > 0, report
    assert status == 1


@pytest.mark.long
@pytest.mark.postgres
def test_on_postgresql_too(postgres: str) -> None:
    status, report = drill("--submissions", "30", "--kills", "2", "--seed", "11", STEAMIE_DATABASE_URL=postgres)

    assert report["database"] == "postgresql"
    assert (report["lost"], report["doubled"], report["dishonest"]) == (0, 0, 0), report
    assert status == 0, report

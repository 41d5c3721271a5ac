"""What docs/operating.md and the files of deploy/ name is there, and is understood by the program."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from steamie.project.environment import Environment, variable
from steamie.rules.keeping_copies import USUAL
from tests.house.test_repository import ROOT

DEPLOY = ROOT / "deploy"
PAGE = (ROOT / "docs" / "operating.md").read_text()
SETTINGS = {variable(field.name) for field in fields(Environment)}
OF_THE_FILES = {
    "STEAMIE_SITE",
    "STEAMIE_TLS",
    "STEAMIE_INSIDE",
    "STEAMIE_KEEP",
    "STEAMIE_COPY_AT",
    "STEAMIE_SETTINGS",
    "STEAMIE_USER",
}
UNITS = [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")]


def commands() -> set[str]:
    """Every ``steamie …`` that the page or a file tells somebody, or a machine, to run."""
    files = "\n".join(path.read_text() for path in DEPLOY.iterdir())
    blocks = "\n".join(re.findall(r"^```\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
    lines = re.findall(r"(?:^|bin/|exec steamie )steamie ([^\n#…]+)", f"{blocks}\n{files}", re.MULTILINE)
    spans = re.findall(r"`steamie (\w[^`]*)`", PAGE)
    return {line.strip() for line in [*lines, *spans] if re.match(r"[a-z]", line)}


def test_every_command_is_one_that_the_program_takes() -> None:
    names = commands()
    assert len(names) >= 10
    for line in names:
        name, *words = shlex.split(line)
        command = load_command_class(get_commands()[name], name)
        command.create_parser("steamie", name).parse_args(words)


def test_every_setting_is_one_that_there_is() -> None:
    named = {name for path in DEPLOY.iterdir() for name in re.findall(r"\bSTEAMIE_[A-Z_]+\b", path.read_text())}
    named |= set(re.findall(r"\bSTEAMIE_[A-Z_]+\b", PAGE))

    assert {name.removesuffix("_FILE") for name in named} - OF_THE_FILES - SETTINGS == set()


def test_every_file_of_deploy_that_the_page_or_a_file_names_is_there() -> None:
    named = set(re.findall(r"deploy/([\w.*-]+)", PAGE + "".join(path.read_text() for path in DEPLOY.iterdir())))
    assert len(named) >= 5
    assert {name for name in named if not list(DEPLOY.glob(name))} == set()


def test_the_same_copies_stay_wherever_they_are_made() -> None:
    for name in ("entry.sh", "steamie-backup.service"):
        assert USUAL in (DEPLOY / name).read_text(), name
    assert USUAL in PAGE


def test_the_image_and_the_page_name_the_version_there_is() -> None:
    from steamie import __version__  # noqa: PLC0415 -- beside what it is compared with

    assert f"image: steamie:{__version__}" in (DEPLOY / "compose.yaml").read_text()
    assert f"steamie-{__version__}-py3-none-any.whl" in PAGE


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_the_units_are_what_systemd_understands(tmp_path: Path) -> None:
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/steamie/bin/steamie", sys.executable))
    units = [str(tmp_path / unit.name) for unit in UNITS]

    verified = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)

    assert verified.returncode == 0, verified.stderr
    assert [line for line in verified.stderr.splitlines() if str(tmp_path) in line] == []


@pytest.mark.parametrize("words", [["--version"], ["doctor", "--help"]])
def test_the_entry_hands_every_other_word_to_the_command(tmp_path: Path, words: list[str]) -> None:
    surroundings = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "STEAMIE_DATA": str(tmp_path)}

    answer = subprocess.run(["sh", DEPLOY / "entry.sh", *words], env=surroundings, capture_output=True, text=True, check=False)

    assert answer.returncode == 0, answer.stderr
    assert "0.1.0" in answer.stdout or "usage: steamie doctor" in answer.stdout


def test_a_house_that_does_not_answer_is_not_healthy() -> None:
    surroundings = {"PATH": os.environ["PATH"], "PORT": "9"}
    answer = subprocess.run(["sh", DEPLOY / "entry.sh", "healthy"], env=surroundings, capture_output=True, text=True, check=False)

    assert answer.returncode == 1
    assert answer.stderr.startswith("not well: ")

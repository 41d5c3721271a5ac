"""What pip installs: the wheel alone, in a fresh place, opens a real installation from an empty folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx
import pytest

from steamie.project.command import main
from tests.browser.house import OURS, START_WITHIN_SECONDS, STOP_WITHIN_SECONDS, asked, until
from tests.project.test_upgrading import free_port

ROOT = Path(__file__).parents[2]
OF_TOOLS = ("VIRTUAL_ENV", "PYTHONPATH", "UV_PROJECT", *OURS)
Surroundings = dict[str, str]


def test_the_version_that_it_says_is_the_version_that_pip_sees(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for word in ("--version", "version"):
        monkeypatch.setattr(sys, "argv", ["steamie", word])
        main()
        assert capsys.readouterr().out == f"{version('steamie')}\n"


@pytest.fixture(scope="module")
def clean() -> Surroundings:
    return {name: value for name, value in os.environ.items() if not name.startswith(OF_TOOLS)}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, clean: Surroundings) -> Path:
    """The programs of a fresh environment with the wheel and both extras in it, at the versions that are locked."""
    folder = tmp_path_factory.mktemp("installing")
    tool = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")

    def uv(*words: str) -> None:
        done = subprocess.run([tool, *words], cwd=ROOT, env=clean, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    uv("build", "--quiet", "--wheel", "--out-dir", str(folder / "dist"))
    locked = ["--frozen", "--no-dev", "--all-extras", "--no-emit-project", "--no-hashes", "--quiet"]
    uv("export", *locked, "--output-file", str(folder / "locked.txt"))
    uv("venv", "--quiet", "--python", sys.executable, str(folder / "venv"))
    [wheel] = (folder / "dist").glob("steamie-0.1.0-*.whl")
    into = ["--quiet", "--python", str(folder / "venv" / "bin" / "python"), "--constraints", str(folder / "locked.txt")]
    uv("pip", "install", *into, f"{wheel}[postgres,celery]")
    return folder / "venv" / "bin"


@pytest.mark.long
@pytest.mark.real_clock
@pytest.mark.xdist_group("installing")
def test_the_wheel_opens_a_house_in_an_empty_folder(installed: Path, clean: Surroundings, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        done = subprocess.run(
            [installed / words[0], *words[1:]], cwd=tmp_path, env=clean, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    assert run("steamie", "--version") == "0.1.0"
    assert str(installed.parent) in run("python", "-c", "import steamie, psycopg, celery, redis; print(steamie.__file__)")
    port = free_port()
    with (tmp_path / "output").open("w") as output:
        words: dict[str, Any] = {"cwd": tmp_path, "env": clean | {"PORT": str(port)}, "stdout": output, "stderr": output}
        house = subprocess.Popen([installed / "steamie", "up"], **words)
    try:
        address = f"http://localhost:{port}"
        until(lambda: house.poll() is not None or asked(f"{address}/healthz").get("status") == "ok", START_WITHIN_SECONDS)
        assert house.poll() is None, (tmp_path / "output").read_text()
        first = httpx.get(address, follow_redirects=True)
        files = re.findall(r'(?:href|src)="(/static/[^"]+)"', first.text)
        assert first.url.path == "/setup/"
        assert first.status_code == 200
        assert {file.split(".")[0] for file in files} >= {"/static/steamie", "/static/img/icon"}
        assert [file for file in files if httpx.get(address + file).status_code != 200] == []
        assert "with the code " in (tmp_path / "output").read_text()
    finally:
        house.terminate()
        status = house.wait(STOP_WITHIN_SECONDS)
    assert status == 0, (tmp_path / "output").read_text()
    data = tmp_path / "var" / "steamie"
    assert data.stat().st_mode & 0o777 == 0o700
    assert [path for path in data.rglob("*") if path.is_file() and path.stat().st_mode & 0o077] == []

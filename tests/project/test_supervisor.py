"""The tree of processes: what dies is started again, and all end together."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from steamie.project import demonstration
from steamie.project.management.commands import demo
from tests.browser.house import free_port

STAY = """
import os, sys, time
from pathlib import Path
(Path(sys.argv[1]) / f"{os.getpid()}.started").touch()
time.sleep(60)
"""
TREE = """
import sys, time
from pathlib import Path
import django; django.setup()
from steamie.project.forking import Child, run
folder, stay = Path(sys.argv[1]), sys.argv[2]
def work():
    import os
    (folder / f"{os.getpid()}.started").touch()
    time.sleep(60)
program = ["-c", stay, str(folder)]
run({"forked": Child(program, work), "started": Child(program)}, lambda: print("ready", flush=True))
"""
RENEWED = """
import json, os, socket, sys, time
from functools import partial
from pathlib import Path
from steamie.project.supervisor import Renewal, become, fork
folder = Path(sys.argv[1])
asked = dict(zip(sys.argv[2::2], sys.argv[3::2]))
def live(name):
    if "--report" in asked:
        os.write(int(asked["--report"]), f"{name} {os.getpid()}\\n".encode())
        os.close(int(asked["--report"]))
    (folder / f"{os.getpid()}.started").write_text(f"{name} {os.getppid()}")
    if name == "web":
        listening = socket.socket(fileno=int(asked.get("--socket", asked.get("--file"))))
        while True:
            listening.accept()[0].sendall(str(os.getpid()).encode())
    time.sleep(60)
names = ["web", "worker"]
if "--keeper" in asked:
    for name in names:
        fork(partial(live, name), int(asked["--keeper"]))
else:
    listening = socket.create_server(("127.0.0.1", 0))
    (folder / "port").write_text(str(listening.getsockname()[1]))
    asked["--file"] = listening.fileno()
    running = {name: fork(partial(live, name)) for name in names}
    become({}, running, Renewal(names, ["-c", sys.argv[-1], str(folder)], listening.fileno()))
"""
LOADING = """
import django; django.setup()
from pathlib import Path
from steamie.project.management.commands.demo import _stand_in_for_now
with _stand_in_for_now():
    print(Path("/proc/thread-self/children").read_text(), flush=True)
    input()
"""


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "steamie.project.settings"}
    process = subprocess.Popen(
        [sys.executable, "-c", TREE, str(tmp_path), STAY], env=environment, stdout=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def started(folder: Path, count: int) -> list[int]:
    for _ in range(2400):  # two minutes: a busy machine is slow, not wrong
        pids = [int(path.stem) for path in sorted(folder.glob("*.started"), key=lambda path: path.stat().st_mtime)]
        if len(pids) >= count:
            return pids
        time.sleep(0.05)
    raise AssertionError(f"{len(pids)} started, not {count}")


def gone(pid: int) -> bool:
    for _ in range(2400):
        if not Path(f"/proc/{pid}").exists() or ") Z" in Path(f"/proc/{pid}/stat").read_text():
            return True
        time.sleep(0.05)
    return False


def test_a_child_that_dies_is_started_again_and_all_end_together(tree: subprocess.Popen[str], tmp_path: Path) -> None:
    first = started(tmp_path, 2)
    mapped = Path(f"/proc/{tree.pid}/smaps_rollup").read_text()
    assert int(re.search(r"^Rss:\s+(\d+) kB", mapped, re.M).group(1)) < 20_000  # it forgot Django, which is five times that

    os.kill(first[0], signal.SIGKILL)
    pids = started(tmp_path, 3)

    tree.send_signal(signal.SIGTERM)

    assert tree.wait(120) == 0
    assert all(gone(pid) for pid in pids)


def test_children_do_not_outlive_a_killed_supervisor(tree: subprocess.Popen[str], tmp_path: Path) -> None:
    pids = started(tmp_path, 2)
    tree.kill()

    assert all(gone(pid) for pid in pids)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands children on")
@pytest.mark.parametrize("victim", [0, 1])
def test_processes_that_share_are_renewed_together_on_the_socket_that_stayed_open(tmp_path: Path, victim: int) -> None:
    program = ["-c", RENEWED, str(tmp_path), "--program", RENEWED]
    with subprocess.Popen([sys.executable, *program], stdout=subprocess.DEVNULL) as parent:
        try:
            first = started(tmp_path, 2)
            port = int((tmp_path / "port").read_text())
            os.kill(first[victim], signal.SIGKILL)
            pids = started(tmp_path, 4)
            renewed = {pid: (tmp_path / f"{pid}.started").read_text() for pid in set(pids) - set(first)}

            assert all(gone(pid) for pid in first)  # the other of the pair was let go
            assert sorted(renewed.values()) == [f"web {parent.pid}", f"worker {parent.pid}"]
            with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
                assert int(line.recv(20)) in renewed
        finally:
            parent.kill()
    assert all(gone(pid) for pid in renewed)


def test_a_demonstration_killed_while_it_loads_leaves_no_stand_in(tmp_path: Path) -> None:
    ours = {"DJANGO_SETTINGS_MODULE": "steamie.project.settings", "STEAMIE_DATA": str(tmp_path), "PORT": str(free_port())}
    told = {"env": os.environ | ours, "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", LOADING], **told) as loading:
        stand_in = int(loading.stdout.readline())
        assert Path(f"/proc/{stand_in}/cmdline").read_text().split("\0")[2] == demo.STAND_IN
        loading.kill()

    assert gone(stand_in)


def test_the_demonstration_wants_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEAMIE_GRAPH_URL", "")
    monkeypatch.setenv("STEAMIE_DATA", str(tmp_path / "fresh"))
    demonstration.prepare()
    assert (tmp_path / "fresh" / "demonstration").exists()
    demonstration.prepare()

    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "something").touch()
    monkeypatch.setenv("STEAMIE_DATA", str(tmp_path / "used"))
    with pytest.raises(SystemExit, match="is not empty"):
        demonstration.prepare()

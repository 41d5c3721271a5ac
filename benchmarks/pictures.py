"""Pictures that mean harm: what each costs the child that opens it, by the child's own account, and what every door answers.

uv run --no-sync python benchmarks/pictures.py            (the children: memory, seconds of CPU, what was said)
uv run --no-sync python benchmarks/pictures.py --doors    (all of them through every door as well; some minutes)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
DECODER = HERE / "src/steamie/files/pictures/decoder.py"
sys.path.insert(0, str(HERE))


def opened(file: Path) -> dict[str, object]:
    """One picture, opened as the house opens it. A child's account begins with its parent's size, so this process stays small."""
    command = [sys.executable, "-I", str(DECODER), "2048", "jpeg"]
    with file.open("rb") as data:
        child = subprocess.Popen(command, stdin=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={})
        remarks: list[bytes] = []
        reader = threading.Thread(target=lambda: remarks.append(child.stderr.read()))
        reader.start()
        child.stdout.read()
        reader.join()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    cpu = round(used.ru_utime + used.ru_stime, 2)
    words = remarks[0].decode(errors="replace").replace("\n", ", ")
    return {"exit": child.returncode, "mib": round(used.ru_maxrss / 1024), "cpu": cpu, "remarks": words}


def make(folder: str) -> None:
    """Write every hostile file into a folder."""
    from tests.files.hostile import hostile

    for name, maker in hostile():
        (Path(folder) / name).write_bytes(maker())


def main() -> None:
    """Print a line for each, and the worst."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, __file__, "--make", folder], check=True)
        rows = {file.name: opened(file) for file in sorted(Path(folder).iterdir())}
    for name, row in rows.items():
        print(f"{name:24} {row['mib']:4} MiB {row['cpu']:6} s  exit {row['exit']:3}  {row['remarks']}")
    print(json.dumps({"files": len(rows), "most_mib": max(row["mib"] for row in rows.values())}))
    if "--doors" in sys.argv:
        doors = [sys.executable, "-m", "pytest", "tests/files/test_doors.py", "-q", "-k", "hostile"]
        sys.exit(subprocess.call(doors, cwd=HERE, env={**os.environ, "EVERY_HOSTILE_PICTURE": "1"}))


if __name__ == "__main__":
    make(sys.argv[2]) if sys.argv[1:2] == ["--make"] else main()

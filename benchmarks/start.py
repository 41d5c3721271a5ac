"""Seconds from the command to the first answered page: first start on an empty folder, then a second start.

uv run --no-sync python benchmarks/start.py [demo|up]
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

PORT = "8790"


def start(command: str, folder: str) -> float:
    environment = {**os.environ, "STEAMIE_DATA": folder, "PORT": PORT, "STEAMIE_DATABASE_URL": ""}
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "steamie", command], env=environment, stdout=subprocess.DEVNULL)
    try:
        while not answers():
            if process.poll() is not None:
                sys.exit(f"steamie {command} ended with {process.returncode}")
            time.sleep(0.05)
        return round(time.monotonic() - began, 2)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def answers() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/accounts/login/", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def main() -> None:
    command = sys.argv[1] if len(sys.argv) > 1 else "demo"
    with tempfile.TemporaryDirectory(prefix="steamie-start-") as folder:
        place = f"{folder}/data"
        print(
            json.dumps(
                {"command": command, "first_start_s": start(command, place), "second_start_s": start(command, place)}, indent=1
            )
        )


if __name__ == "__main__":
    main()

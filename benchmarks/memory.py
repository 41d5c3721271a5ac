"""Memory of the whole tree of processes, idle: proportional set size, from the kernel's own account.

uv run --no-sync python benchmarks/memory.py PID      (of `steamie up` or `steamie demo`)
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path


def tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below for child in children for below in tree(int(child)))]


def proportional(pid: int) -> float:
    """MiB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return round(int(re.search(r"^Pss:\s+(\d+)", rollup, re.M).group(1)) / 1024, 1)


def main() -> None:
    each = {pid: proportional(pid) for pid in tree(int(sys.argv[1]))}
    total = round(sum(each.values()), 1)
    print(
        json.dumps(
            {"processes": each, "together_mib": total, "limit_mib": 200, "of_the_nearest_peer": round(total / 241, 2)}, indent=1
        )
    )


if __name__ == "__main__":
    main()

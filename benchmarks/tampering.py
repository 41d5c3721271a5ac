"""A thousand tamperings with the minute book: how many does the check find? All of them, or this exits with 1.

    uv run python benchmarks/tampering.py [trials] [events] [seed]

It works on a database of its own, thrown away afterwards.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))


def main(trials: int = 1000, events: int = 60, seed: int = 2026) -> int:
    """Write a chain, tamper, count."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"STEAMIE_DATA": folder, "STEAMIE_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "steamie.project.settings"}
        return _tried(trials, events, seed)


def _tried(trials: int, events: int, seed: int) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", "evidence", verbosity=0)
    from steamie.evidence import anchors
    from steamie.evidence.actions import record
    from steamie.evidence.actors import CLOCK
    from tests.evidence.tampering import DEEDS, START, Tried, missed

    for number in range(events):
        record(by=CLOCK, verb=Tried.CHECK, clause="S-60", subject=f"posts.post:{number}", reason="Café", facts={"n": number})
    head, started = anchors.head(START), time.process_time()
    unseen = missed([head] if head else [], trials=trials, seed=seed, length=events)
    kinds = Counter(deed.__name__ for deed in DEEDS)
    print(f"{trials} tamperings of {len(kinds)} kinds with a record of {events} events, seed {seed}")
    print(f"found {trials - len(unseen)}, missed {len(unseen)}; {time.process_time() - started:.1f} s of CPU")
    print("\n".join(unseen))
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))

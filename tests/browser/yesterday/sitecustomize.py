"""On the path of a house, this puts the clock of each of its processes back by more than a day, as if all were done yesterday."""

import sys
from datetime import timedelta

sys.modules["pytest"] = None  # type: ignore[assignment]  # time_machine loads it where it can; a house with it would take itself for a test
import time_machine  # noqa: E402

del sys.modules["pytest"]
time_machine.travel(timedelta(hours=-25)).start()

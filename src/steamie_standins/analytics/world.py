"""What one property holds: figures by day, days too small to show, and whether the key still opens it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass
class Property:
    """A property of Google Analytics. ``days``: by ISO day and metric; ``social`` the same for visits from social media."""

    number: str = "123456"
    days: dict[str, dict[str, int]] = field(default_factory=dict)
    social: dict[str, dict[str, int]] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)  # days below Google's threshold
    revoked: bool = False  # the key opens nothing any more
    forbidden: bool = False  # the key is good, and has no access to this property
    quota: bool = False  # the day's allowance is used up
    down: bool = False
    calls: int = 0
    tokens: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

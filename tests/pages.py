"""Pages as a reader meets them: how the template was broken into lines makes no difference."""

from __future__ import annotations

import re


def in_one_line(page: str) -> str:
    """The page with single spaces, and none between two tags."""
    return re.sub(r">\s+<", "><", " ".join(page.split()))

"""What the surroundings may set. Every field is documented in docs/settings.md; a test compares the two."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, fields
from pathlib import Path

ELSEWHERE = {"port": "PORT"}  # every other name begins with STEAMIE_


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Settings by field. A value is read as what its default is: text, a number or a path."""

    data: Path = Path("var/steamie")
    database_url: str = ""
    tasks_url: str = ""
    graph_url: str = "https://graph.facebook.com"
    analytics_url: str = "https://analyticsdata.googleapis.com"
    hosts: str = "localhost,127.0.0.1"
    public_url: str = ""
    proxy: str = ""
    email_url: str = ""
    email_from: str = "Steamie <steamie@localhost>"
    port: int = 8000


def read() -> Environment:
    """Read the environment once. An empty value means the default; a wrong one stops the start and names the setting."""
    given = {}
    for field in fields(Environment):
        name, kind = variable(field.name), type(field.default)
        if text := os.environ.get(name, "").strip():
            try:
                given[field.name] = kind(text)
            except ValueError:
                sys.exit(f"{name} is {text!r}: not {'a number' if kind is int else 'a path'}.")
    return Environment(**given)


def variable(field: str) -> str:
    """The environment's name of a field."""
    return ELSEWHERE.get(field, f"STEAMIE_{field.upper()}")

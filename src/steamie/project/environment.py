"""What the surroundings may set. Every field is documented in docs/settings.md; a test compares the two."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from steamie.letters import mail_server

from . import setting_problems

ELSEWHERE = {"port": "PORT"}  # every other name begins with STEAMIE_


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Settings by field. A value is read as what its default is: text, a number or a path."""

    data: Path = Path("var/steamie")
    database_url: str = ""
    tasks_url: str = ""
    graph_url: str = "https://graph.facebook.com"
    bluesky_url: str = "https://bsky.social"
    analytics_url: str = "https://analyticsdata.googleapis.com"
    hosts: str = "localhost,127.0.0.1"
    public_url: str = ""
    email_url: str = ""
    email_from: str = "Steamie <steamie@localhost>"
    proxy: str = ""
    proxy_count: int = 1
    hsts_days: int = 365
    anchors_folder: str = ""
    anchors_command: str = ""
    listen: str = "127.0.0.1"
    port: int = 8000


DEFAULTS = Environment()


def read() -> Environment:
    """Read the environment once. An empty value means the default; a wrong one stops the start and names the setting."""
    values: dict[str, Any] = {}
    for field in fields(Environment):
        name, kind = variable(field.name), type(getattr(DEFAULTS, field.name))
        if text := os.environ.get(name, "").strip() or _from_file(name):
            try:
                values[field.name] = kind(text)
            except ValueError:
                sys.exit(f"{name} is {text!r}: not a number.")
    environment = Environment(**values)
    for name, problem in _problems(environment):
        sys.exit(f"{name} {problem}")
    return environment


def _from_file(name: str) -> str:
    """A secret may be given as the path of a file that only its owner can read, in ``…_FILE``."""
    written = os.environ.get(f"{name}_FILE", "").strip()
    if not written:
        return ""
    path = Path(written)
    try:
        if path.stat().st_mode & 0o077:
            sys.exit(f"{name}_FILE names {path}, which others can read. Run: chmod 600 {path}")
        return path.read_text().strip()
    except OSError as problem:
        sys.exit(f"{name}_FILE names {path}, which cannot be read: {problem.strerror}.")
    except ValueError:
        sys.exit(f"{name}_FILE names {path}, which holds no text.")


def _problems(environment: Environment) -> Iterator[tuple[str, str]]:
    """What must not be, by the name of its setting."""
    for name, problem in setting_problems.problems(asdict(environment)):
        yield variable(name), problem
    if problem := mail_server.problem(environment.email_url):
        yield "STEAMIE_EMAIL_URL", problem


def variable(field: str) -> str:
    """The environment's name of a field."""
    return ELSEWHERE.get(field, f"STEAMIE_{field.upper()}")

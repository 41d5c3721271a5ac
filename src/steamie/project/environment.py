"""What the surroundings may set. Every field is documented in docs/settings.md; a test compares the two."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from steamie.letters import mail_server

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
    port: int = 8000


def read() -> Environment:
    """Read the environment once. An empty value means the default; a wrong one stops the start and names the setting."""
    given = {}
    for field in fields(Environment):
        name, kind = variable(field.name), type(field.default)
        if text := os.environ.get(name, "").strip() or _from_file(name):
            try:
                given[field.name] = kind(text)
            except ValueError:
                sys.exit(f"{name} is {text!r}: not a number.")
    found = Environment(**given)
    for name, problem in _problems(found):
        sys.exit(f"{name} {problem}")
    return found


def _from_file(name: str) -> str:
    """A secret may be given as the path of a file that only its owner can read, in ``…_FILE``."""
    given = os.environ.get(f"{name}_FILE", "").strip()
    if not given:
        return ""
    path = Path(given)
    try:
        if path.stat().st_mode & 0o077:
            sys.exit(f"{name}_FILE names {path}, which others can read. Run: chmod 600 {path}")
        return path.read_text().strip()
    except OSError as problem:
        sys.exit(f"{name}_FILE names {path}, which cannot be read: {problem.strerror}.")


def _problems(found: Environment) -> Iterator[tuple[str, str]]:
    """What must not be, by the name of its setting."""
    if "*" in found.hosts:
        yield "STEAMIE_HOSTS", "holds *. Name each host this site answers to: with *, a forged address would be believed."
    if found.database_url and not found.database_url.startswith(("postgres://", "postgresql://")):
        yield "STEAMIE_DATABASE_URL", "must begin with postgresql://, or be empty for SQLite."
    if found.public_url and not found.public_url.startswith(("http://", "https://")):
        yield "STEAMIE_PUBLIC_URL", "must begin with https:// (or http:// for a trial)."
    if found.public_url.startswith("https://") and not found.proxy:
        yield (
            "STEAMIE_PROXY",
            "is empty. STEAMIE_PUBLIC_URL is https://: name the address of the proxy that does it, often 127.0.0.1.",
        )
    if found.proxy_count < 1:
        yield "STEAMIE_PROXY_COUNT", "must be 1 or more."
    if problem := mail_server.problem(found.email_url):
        yield "STEAMIE_EMAIL_URL", problem


def variable(field: str) -> str:
    """The environment's name of a field."""
    return ELSEWHERE.get(field, f"STEAMIE_{field.upper()}")

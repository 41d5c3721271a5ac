"""What is wrong with a setting, in one sentence. Plain Python: nothing of the house is ready when settings are read."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from email.utils import parseaddr
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

HOST = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]", re.IGNORECASE)
EXTRAS = {
    "postgres": "psycopg",
    "postgresql": "psycopg",
    "amqp": "celery",
    "amqps": "celery",
    "redis": "redis",
    "rediss": "redis",
}
EXTRA = {"psycopg": "postgres", "celery": "celery", "redis": "celery"}
QUEUES = (*EXTRAS, "immediate")
MOST_DAYS = 3650


def problems(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The name of each field that is wrong, and what is wrong with it, to be read after the name of its setting."""
    for name, check in CHECKS.items():
        if problem := check(values[name]):
            yield name, problem
    if values["public_url"].startswith("https://") and not values["proxy"]:
        yield "proxy", "is empty. STEAMIE_PUBLIC_URL is https://: name the address of the proxy that does it, often 127.0.0.1."


def _data(folder: Path) -> str:
    existing = next((one for one in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(one)), Path("/"))
    if not existing.is_dir():
        return f"is {str(folder)!r}, but {existing} is a file. Name a folder."
    if not os.access(existing, os.W_OK):
        return f"is {str(folder)!r}, and nothing can be written in {existing}. Name a folder of your own."
    return ""


def _anchors_folder(folder: str) -> str:
    if not folder:
        return ""
    if not Path(folder).is_absolute() or not Path(folder).is_dir():
        return f"is {folder!r}: it must name a folder that is there, from the root on. Attach it first."
    return "" if os.access(folder, os.W_OK) else f"is {folder!r}, and nothing can be written there."


def _anchors_command(command: str) -> str:
    try:
        words = shlex.split(command)
    except ValueError:
        return "cannot be read: a quotation mark is not closed."
    if words and not shutil.which(words[0]):
        return f"begins with {words[0]!r}, which is no command on this machine."
    return ""


def _database_url(url: str) -> str:
    if not url:
        return ""
    parts = _split(url)
    if not parts or parts.scheme not in ("postgres", "postgresql"):
        return "must be like postgresql://user:password@host/name, or be empty for SQLite."
    if not parts.path.strip("/"):
        return "names no database: it must be like postgresql://user:password@host/name."
    return _missing_extra(parts.scheme)


def _tasks_url(url: str) -> str:
    if not url:
        return ""
    parts = _split(url)
    if not parts or parts.scheme not in QUEUES:
        return f"must begin with {', '.join(f'{name}://' for name in QUEUES)}, and be an address, or be empty for Huey."
    if parts.scheme != "immediate" and not parts.hostname:
        return "names no host."
    return _missing_extra(parts.scheme)


def _missing_extra(scheme: str) -> str:
    needed = EXTRAS.get(scheme, "")
    if not needed or find_spec(needed):
        return ""
    extra = EXTRA[needed]
    return f"is {scheme}://, which needs the extra “{extra}”, not installed here. docs/settings.md says how to install it."


def _web_address(url: str) -> str:
    parts = _split(url)
    if not parts or parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        return "must begin with https:// (or http:// for a stand-in on this machine), with a host after it."
    return ""


def _public_url(url: str) -> str:
    if not url:
        return ""
    parts = _split(url)
    if not parts or parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        return "must begin with https:// (or http:// for a trial), with the name of the site after it."
    if parts.path.strip("/") or parts.query or parts.fragment:
        return "must end with the name of the site: Steamie answers at its first page, not below another."
    return ""


def _split(url: str) -> SplitResult | None:
    """None when it cannot be read at all, such as a port that is no number."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 -- looking is what raises
    except ValueError:
        return None
    return None if re.search(r"\s", url) else parts


def _hosts(names: str) -> str:
    listed = [name.strip() for name in names.split(",") if name.strip()]
    if any("*" in name for name in listed):
        return "holds *. Name each host this site answers to: with *, a forged address would be believed."
    wrong = next((name for name in listed if not HOST.fullmatch(name)), "")
    return f"holds {wrong!r}. Write only the names, like www.example.org.uk, with commas between them." if wrong else ""


def _email_from(sender: str) -> str:
    address = parseaddr(sender)[1]
    well = re.fullmatch(r"[^@\s]+@[^@\s]+", address) and not re.search(r"[\r\n]", sender)
    return "" if well else f"is {sender!r}. Write it like: Our Association <desk@example.org.uk>"


def _proxy(address: str) -> str:
    if address in ("", "*") or _is_ip(address):
        return ""
    return f"is {address!r}. Write the address in figures, as Steamie sees the proxy, often 127.0.0.1."


def _listen(address: str) -> str:
    well = address == "localhost" or _is_ip(address)
    return "" if well else f"is {address!r}. Write an address of this machine in figures: 127.0.0.1, or 0.0.0.0 for all of them."


def _is_ip(address: str) -> bool:
    try:
        ip_address(address)
    except ValueError:
        return False
    return True


def _between(least: int, most: int) -> Callable[[int], str]:
    return lambda number: "" if least <= number <= most else f"is {number}: it must be between {least} and {most}."


CHECKS: dict[str, Callable[[Any], str]] = {
    "anchors_folder": _anchors_folder,
    "anchors_command": _anchors_command,
    "data": _data,
    "hosts": _hosts,
    "public_url": _public_url,
    "database_url": _database_url,
    "tasks_url": _tasks_url,
    "graph_url": _web_address,
    "bluesky_url": _web_address,
    "analytics_url": _web_address,
    "email_from": _email_from,
    "proxy": _proxy,
    "proxy_count": _between(1, 20),
    "hsts_days": _between(0, MOST_DAYS),
    "listen": _listen,
    "port": _between(1, 65535),
}

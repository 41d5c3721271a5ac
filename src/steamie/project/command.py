"""The ``steamie`` command: Django's commands and ours, by one name."""

from __future__ import annotations

import os
import sys

from . import demonstration


def main() -> None:
    """Run a command: ``steamie up``, ``steamie demo``, ``steamie clauses`` …"""
    os.umask(0o077)  # database, uploads, letters and copies are nobody else's to read, whoever made the folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steamie.project.settings")
    if sys.argv[1:2] == ["demo"] and not {"-h", "--help"} & set(sys.argv):
        demonstration.prepare()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- settings must be named first
    from django.db import DatabaseError  # noqa: PLC0415 -- as above

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as problem:
        sys.exit(_explained(problem))


def _explained(problem: Exception) -> str:
    """A sentence for a database that this version cannot work with; any other trouble with it, in its own words."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 -- settings must be ready

    from . import schema  # noqa: PLC0415 -- as above

    try:
        connection.close()
        return schema.compare().problem or f"The database did not do what was asked: {problem}"
    except DatabaseError:
        return f"The database does not answer: {problem}"

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

    execute_from_command_line(sys.argv)

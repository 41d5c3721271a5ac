"""The kinds of case that come from this room: one for each format that people ask for, with its time."""

from __future__ import annotations

from steamie.casework.kinds import register

from .asking import wishes

for _wish in wishes().values():
    register(_wish.kind)

"""The kinds of case that come from this room."""

from __future__ import annotations

from steamie.casework.kinds import CaseKind, register

DAMP = register(CaseKind("damp", "Damp and mould", "mould", "repairs"))

"""How a register is filled: every room brings a module of the register's name, and no room keeps a list of another's words."""

from __future__ import annotations

from functools import cache

from django.utils.module_loading import autodiscover_modules


@cache
def discover(*names: str) -> None:
    """Import the modules of these names from every room, once for each process; importing one enters what it holds.

    Call it when a register is first read, not when a module is loaded: the rooms must be ready.
    """
    autodiscover_modules(*names)

"""Task engines. Ours is one module of this folder, named by ``settings.ENGINE``; all offer the same four functions:

``work()``     do what is asked, until told to stop (SIGTERM)
``waiting()``  how many tasks wait; raises when the queue cannot be reached
``close()``    before a fork: keep nothing open that two processes must not share
``forget()``   drop what the engine remembers of finished tasks
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from django.conf import settings

STOP_WITHIN_SECONDS = 8
WORKERS = 2  # threads


def chosen() -> ModuleType:
    """The engine of these settings."""
    return import_module(settings.ENGINE)

"""What the accounts ask of the clock."""

from __future__ import annotations

from datetime import timedelta

from steamie.rules.duties import duty

from . import tasks

# A little under an hour, so that a connection that breaks just after a look is still announced within the hour.
duty("connections", every=timedelta(minutes=55))(tasks.check_connections.func)

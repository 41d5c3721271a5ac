"""What publishing asks of the clock."""

from __future__ import annotations

from datetime import timedelta

from steamie.rules.duties import duty

from . import tasks

duty("letters", every=timedelta(minutes=1))(tasks.tell_people.func)
duty("comparing lately", every=timedelta(minutes=15))(tasks.compare_lately.func)
duty("comparing quiet accounts", every=timedelta(hours=1))(tasks.compare_quiet.func)
duty("comparing", every=timedelta(days=1))(tasks.compare_long.func)
duty("comparing in full", every=timedelta(days=30))(tasks.compare_in_full.func)

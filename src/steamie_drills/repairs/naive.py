"""The usual form: it thanks, then saves as well as it can, counts no sheets, and tries again with a new call. It must fail."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, transaction

from steamie.casework.actions.opening import open_case
from steamie.casework.models import Case
from steamie.casework.references import free_reference
from steamie.evidence.actors import VISITOR
from steamie.rules.handing_over import Judgement
from steamie.services import repairing
from steamie.services.handing import carriers
from steamie.services.handing.keeping import keep
from steamie.services.models import HandOver, RepairRequest, RepairsSystem
from steamie.services.problems import Place, RepairProblem

log = logging.getLogger(__name__)


def install() -> None:
    """From now on, and in every process forked from this one."""
    repairing.receive_repair = _receive
    real = carriers.call

    def call(row: HandOver, system: RepairsSystem, now: datetime) -> Judgement:
        row.key = uuid4().hex  # a new call, a new key
        return real(row, system, now)

    carriers.call = call


def _receive(data: dict[str, Any], place: Place, problem: RepairProblem, now: datetime, *, is_test: bool = False) -> Case:
    """Thank whatever happens."""
    try:
        return _saved(data, place, problem, now)
    except (DatabaseError, OSError):
        log.warning("A repair could not be saved; it will have to be looked for.")
        return Case(pk=0, reference=free_reference(), kind="repair", written_down_at=now)


@transaction.atomic
def _saved(data: dict[str, Any], place: Place, problem: RepairProblem, now: datetime) -> Case:
    report = repairing._report(data, place, problem, now)
    object.__setattr__(report, "submission", "")
    case = open_case(report=report, by=VISITOR, at=now)
    RepairRequest.objects.create(case=case, place=place.code, problem=problem.code, shared=place.shared)
    keep(case, now)
    return case

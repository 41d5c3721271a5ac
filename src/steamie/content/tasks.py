"""Content's tasks. A task is only a wake-up: the rows say what there is to do."""

from __future__ import annotations

from django_tasks import task

from .publisher import advance, letters


@task()
def advance_publication(publication_id: int) -> None:
    """Carry one publication as far as it will go now."""
    advance(publication_id)


@task()
def tell_people() -> None:
    """Write to the people who must decide about held and unconfirmed posts."""
    letters.tell()

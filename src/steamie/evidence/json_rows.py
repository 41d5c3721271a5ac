"""The rows of one table as a list within a query about another, so that a page that shows a little of each asks once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime


class JsonRows(Subquery):
    """Each row of ``rows`` as a dictionary of ``fields``, in the order of ``rows``; an empty list where there are none.

    A date or a moment comes back as text, as JSON has neither: read a moment with ``moment``.
    """

    template = "(SELECT COALESCE(JSONB_AGG(listed.each_row), '[]'::jsonb) FROM (%(subquery)s) listed)"

    def __init__(self, rows: QuerySet[Any], **fields: Any) -> None:
        super().__init__(rows.values(each_row=JSONObject(**fields)), output_field=JSONField())

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        """SQLite's own word for it; ``json()`` keeps the objects from being taken for text."""
        listed = "(SELECT JSON_GROUP_ARRAY(JSON(listed.each_row)) FROM (%(subquery)s) listed)"
        return self.as_sql(compiler, connection, template=listed)


def moment(written: str | None) -> datetime | None:
    """A moment in such a row: in UTC where the database wrote no zone beside it."""
    at = parse_datetime(written) if written else None
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at

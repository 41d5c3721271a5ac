"""The database's own refusal to alter the minute book, for each kind of database (S-32).

SQLite loses a table's triggers when a migration rebuilds the table: a migration that alters ``evidence_event`` must
install them again. ``steamie evidence verify`` says when they are missing.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE_INSTALL = [
    f"""CREATE TRIGGER IF NOT EXISTS evidence_event_no_{verb.lower()} BEFORE {verb} ON evidence_event
        BEGIN SELECT RAISE(ABORT, 'The minute book is only ever added to.'); END"""
    for verb in ("UPDATE", "DELETE")
]
_SQLITE_REMOVE = [f"DROP TRIGGER IF EXISTS evidence_event_no_{verb}" for verb in ("update", "delete")]
_SQLITE_COUNT = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'evidence_event_no_%'"

_POSTGRESQL_INSTALL = [
    """CREATE OR REPLACE FUNCTION evidence_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'The minute book is only ever added to.' USING ERRCODE = '23000'; END $$""",
    """CREATE OR REPLACE TRIGGER evidence_event_no_update BEFORE UPDATE OR DELETE ON evidence_event
       FOR EACH ROW EXECUTE FUNCTION evidence_event_refuse()""",
    """CREATE OR REPLACE TRIGGER evidence_event_no_truncate BEFORE TRUNCATE ON evidence_event
       FOR EACH STATEMENT EXECUTE FUNCTION evidence_event_refuse()""",
]
_POSTGRESQL_REMOVE = [
    "DROP TRIGGER IF EXISTS evidence_event_no_update ON evidence_event",
    "DROP TRIGGER IF EXISTS evidence_event_no_truncate ON evidence_event",
    "DROP FUNCTION IF EXISTS evidence_event_refuse()",
]
_POSTGRESQL_COUNT = """SELECT count(*) FROM pg_trigger
    WHERE tgrelid = 'evidence_event'::regclass AND tgname LIKE 'evidence_event_no_%' AND tgenabled IN ('O', 'A')"""

_INSTALL = {"sqlite": _SQLITE_INSTALL, "postgresql": _POSTGRESQL_INSTALL}
_REMOVE = {"sqlite": _SQLITE_REMOVE, "postgresql": _POSTGRESQL_REMOVE}
_COUNT = {"sqlite": _SQLITE_COUNT, "postgresql": _POSTGRESQL_COUNT}


def install(connection: BaseDatabaseWrapper) -> None:
    """Guard the table. Does nothing if it is guarded already."""
    _run(connection, _INSTALL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away: for a migration that rebuilds the table, and for tests that play the attacker."""
    _run(connection, _REMOVE)


def present(connection: BaseDatabaseWrapper) -> bool:
    """Whether every guard is in place."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT[connection.vendor])
        return bool(cursor.fetchone()[0] == 2)


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)

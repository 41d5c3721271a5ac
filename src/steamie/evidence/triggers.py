"""The database's own refusal to alter the minute book, for each kind of database (S-32).

SQLite loses a table's triggers when a migration rebuilds the table: a migration that alters ``evidence_event`` must
install them again. ``steamie evidence verify`` says when one is missing, or is not as it should be.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSAL = "The minute book is only ever added to."

# ``INSERT OR REPLACE`` removes the row in its way without asking the trigger on DELETE: the one on INSERT comes before that.
_SQLITE = {
    "evidence_event_no_update": f"""CREATE TRIGGER evidence_event_no_update BEFORE UPDATE ON evidence_event
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    "evidence_event_no_delete": f"""CREATE TRIGGER evidence_event_no_delete BEFORE DELETE ON evidence_event
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    "evidence_event_no_replace": f"""CREATE TRIGGER evidence_event_no_replace BEFORE INSERT ON evidence_event
        WHEN EXISTS (SELECT 1 FROM evidence_event
                     WHERE number = NEW.number OR digest = NEW.digest OR id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",  # noqa: S608 -- our own words
}
_SQLITE_FOUND = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'evidence_event'"

_PLPGSQL = f"BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = '23000'; END"
# ``ALWAYS``: a session that calls itself a replica skips every other trigger.
_POSTGRESQL = {
    "evidence_event_no_update": "BEFORE UPDATE OR DELETE ON evidence_event FOR EACH ROW",
    "evidence_event_no_truncate": "BEFORE TRUNCATE ON evidence_event FOR EACH STATEMENT",
    "evidence_event_no_replace": "BEFORE INSERT ON evidence_event FOR EACH ROW",
}
_NO_REPLACE = f"""BEGIN
    IF EXISTS (SELECT 1 FROM evidence_event WHERE number = NEW.number OR digest = NEW.digest OR id = NEW.id) THEN
        RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = '23000';
    END IF;
    RETURN NEW;
END"""  # noqa: S608 -- our own words
_FUNCTIONS = {"evidence_event_refuse": _PLPGSQL, "evidence_event_refuse_replacing": _NO_REPLACE}
_POSTGRESQL_FOUND = """SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE tgrelid = 'evidence_event'::regclass AND tgenabled = 'A'"""


def install(connection: BaseDatabaseWrapper) -> None:
    """Guard the table, whatever guard it had before."""
    remove(connection)
    _run(connection, list(_SQLITE.values()) if connection.vendor == "sqlite" else _postgresql_statements())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away: for a migration that rebuilds the table, and for tests that play the attacker."""
    if connection.vendor == "sqlite":
        _run(connection, [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE])
        return
    triggers = [f"DROP TRIGGER IF EXISTS {name} ON evidence_event" for name in _POSTGRESQL]
    _run(connection, [*triggers, *(f"DROP FUNCTION IF EXISTS {name}()" for name in _FUNCTIONS)])


def present(connection: BaseDatabaseWrapper) -> bool:
    """Whether every guard is in place, and does what it should: one of the same name that does nothing does not count."""
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE_FOUND if sqlite else _POSTGRESQL_FOUND)
        installed = dict(cursor.fetchall())
    wanted = _SQLITE if sqlite else {name: _FUNCTIONS[_function(name)] for name in _POSTGRESQL}
    return all(_same(installed.get(name), source) for name, source in wanted.items())


def _postgresql_statements() -> list[str]:
    functions = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${source}$$"
        for name, source in _FUNCTIONS.items()
    ]
    triggers = [f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {_function(name)}()" for name, when in _POSTGRESQL.items()]
    always = [f"ALTER TABLE evidence_event ENABLE ALWAYS TRIGGER {name}" for name in _POSTGRESQL]
    return [*functions, *triggers, *always]


def _function(trigger: str) -> str:
    return "evidence_event_refuse_replacing" if trigger.endswith("_no_replace") else "evidence_event_refuse"


def _same(installed: str | None, wanted: str) -> bool:
    return installed is not None and installed.split() == wanted.split()


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
